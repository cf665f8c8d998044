import Testing

@testable import Kafka

struct RebalanceTrackerTests {
    private func partitions(_ numbers: Int32...) -> [TopicPartition] {
        numbers.map { TopicPartition(topic: "t", partition: $0) }
    }

    @Test func aLateRevokeDoesNothingToANewerAssignment() {
        var tracker = RebalanceTracker()
        let first = tracker.assigned(partitions(0, 1))
        #expect(tracker.completeAssignment(first, replacing: true) == partitions(0, 1))
        let revoke = tracker.revoked(partitions(0, 1), lost: false)
        #expect(tracker.answerRevoke(revoke) == true)
        #expect(tracker.finishRevoke() != nil)
        let second = tracker.assigned(partitions(0, 1))
        #expect(tracker.completeAssignment(second, replacing: true) != nil)
        #expect(tracker.answerRevoke(revoke) == false)
        #expect(tracker.completeAssignment(first, replacing: true) == nil)
        #expect(tracker.owned.count == 2)
    }

    @Test func commitsOfAnEarlierOwnershipAreRefused() {
        var tracker = RebalanceTracker()
        let first = tracker.assigned(partitions(0))
        _ = tracker.completeAssignment(first, replacing: true)
        #expect(tracker.accepts(partitions(0)[0], generation: first))
        let revoke = tracker.revoked(partitions(0), lost: false)
        // The drain may still commit, under either number.
        #expect(tracker.accepts(partitions(0)[0], generation: first))
        #expect(tracker.accepts(partitions(0)[0], generation: revoke))
        #expect(tracker.answerRevoke(revoke) == true)
        // What was asked for before the answer may still be sent.
        #expect(!tracker.accepts(partitions(0)[0], generation: revoke))
        #expect(tracker.maySend(partitions(0)[0], generation: revoke))
        _ = tracker.finishRevoke()
        let second = tracker.assigned(partitions(0))
        _ = tracker.completeAssignment(second, replacing: true)
        #expect(!tracker.accepts(partitions(0)[0], generation: first))
        #expect(!tracker.accepts(partitions(0)[0], generation: revoke))
        #expect(tracker.accepts(partitions(0)[0], generation: second))
        #expect(!tracker.accepts(partitions(0)[0], generation: second + 1))
    }

    @Test func partitionsKeptThroughACooperativeRebalanceStayCommittable() {
        var tracker = RebalanceTracker()
        let first = tracker.assigned(partitions(0, 1))
        _ = tracker.completeAssignment(first, replacing: false)
        let revoke = tracker.revoked(partitions(1), lost: false)
        _ = tracker.answerRevoke(revoke)
        _ = tracker.finishRevoke()
        let second = tracker.assigned([])
        #expect(tracker.completeAssignment(second, replacing: false) == [])
        #expect(tracker.accepts(partitions(0)[0], generation: first))
        #expect(tracker.accepts(partitions(0)[0], generation: second))
        #expect(!tracker.accepts(partitions(1)[0], generation: second))
    }

    @Test func aLostAssignmentCommitsNothing() {
        var tracker = RebalanceTracker()
        let first = tracker.assigned(partitions(0))
        _ = tracker.completeAssignment(first, replacing: true)
        _ = tracker.revoked(partitions(0), lost: false)
        #expect(tracker.lost()?.partitions == partitions(0))
        #expect(tracker.lost() == nil)
        #expect(!tracker.accepts(partitions(0)[0], generation: tracker.generation))
        #expect(!tracker.maySend(partitions(0)[0], generation: first))
    }

    /// Against a model that remembers for each commit by whom (which ownership) it was made.
    @Test func randomSchedulesNeverLetAnEarlierOwnershipCommit() {
        for seed in UInt64(0)..<300 {
            var random = SeededGenerator(seed: seed)
            var tracker = RebalanceTracker()
            var owners: [TopicPartition: Int] = [:]
            var made: [(partition: TopicPartition, owner: Int, generation: Int)] = []
            var tenure = 0
            for _ in 0..<200 {
                switch Int.random(in: 0..<6, using: &random) {
                case 0 where tracker.pendingRevoke == nil && tracker.pendingAssignment == nil:
                    let given = partitions(0, 1, 2, 3).filter { owners[$0] == nil }
                        .filter { _ in Bool.random(using: &random) }
                    _ = tracker.assigned(given)
                case 1:
                    let number = Int.random(in: 0...tracker.generation, using: &random)
                    let isStale = tracker.pendingAssignment?.generation != number
                    let taken = tracker.completeAssignment(number, replacing: false)
                    #expect((taken == nil) == isStale, "seed \(seed)")
                    tenure += 1
                    for partition in taken ?? [] { owners[partition] = tenure }
                case 2 where tracker.pendingRevoke == nil && tracker.pendingAssignment == nil:
                    let taken = owners.keys.filter { _ in Bool.random(using: &random) }
                    _ = tracker.revoked(taken, lost: Int.random(in: 0..<4, using: &random) == 0)
                case 3:
                    let number = Int.random(in: 0...tracker.generation, using: &random)
                    if tracker.answerRevoke(number), let given = tracker.finishRevoke() {
                        for partition in given.partitions { owners.removeValue(forKey: partition) }
                    }
                case 4:
                    for (partition, owner) in owners {
                        made.append((partition, owner, tracker.generation))
                    }
                default:
                    guard let commit = made.randomElement(using: &random) else { continue }
                    let accepted = tracker.accepts(commit.partition, generation: commit.generation)
                    let isOwner = owners[commit.partition] == commit.owner
                    let isLost =
                        tracker.pendingRevoke.map { $0.isLost && $0.partitions.contains(commit.partition) } ?? false
                    #expect(accepted == (isOwner && !isLost), "seed \(seed)")
                }
            }
        }
    }
}
