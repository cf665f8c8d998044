import Testing

@testable import Kafka

struct CommitPipelineTests {
    private func partition(_ number: Int32) -> TopicPartition { TopicPartition(topic: "t", partition: number) }

    @Test func keepsOneOnItsWayAndMergesTheRest() throws {
        var pipeline = CommitPipeline()
        var refused: [TopicPartition: CommitPipeline.Request] = [:]
        pipeline.add(CommitOffset(offset: 1), for: partition(0), generation: 1)
        let first = try #require(pipeline.next(at: .now, refused: &refused) { _, _ in true })
        pipeline.add(CommitOffset(offset: 2), for: partition(0), generation: 1)
        pipeline.add(CommitOffset(offset: 3, metadata: "m"), for: partition(0), generation: 1)
        pipeline.add(CommitOffset(offset: 9), for: partition(1), generation: 1)
        #expect(pipeline.next(at: .now, refused: &refused) { _, _ in true } == nil)
        #expect(pipeline.completed(first.serial &+ 1) == nil)
        #expect(pipeline.completed(first.serial) != nil)
        let second = try #require(pipeline.next(at: .now, refused: &refused) { _, _ in true })
        #expect(second.requests[partition(0)]?.offset == CommitOffset(offset: 3, metadata: "m"))
        #expect(second.requests[partition(1)]?.offset.offset == 9)
        #expect(pipeline.completed(second.serial) != nil)
        #expect(pipeline.isIdle)
        #expect(refused.isEmpty)
    }

    @Test func leavesOutWhatIsNotOursAnyMore() {
        var pipeline = CommitPipeline()
        var refused: [TopicPartition: CommitPipeline.Request] = [:]
        pipeline.add(CommitOffset(offset: 1), for: partition(0), generation: 1)
        pipeline.add(CommitOffset(offset: 1), for: partition(1), generation: 1)
        let batch = pipeline.next(at: .now, refused: &refused) { partition, _ in partition.partition == 1 }
        #expect(batch.map { Array($0.requests.keys) } == [partition(1)])
        #expect(Array(refused.keys) == [partition(0)])
    }

    @Test func anOlderGenerationDoesNotReplaceANewerOne() {
        var pipeline = CommitPipeline()
        pipeline.add(CommitOffset(offset: 9), for: partition(0), generation: 2)
        pipeline.add(CommitOffset(offset: 1), for: partition(0), generation: 1)
        #expect(pipeline.waiting[partition(0)]?.offset.offset == 9)
    }
}
