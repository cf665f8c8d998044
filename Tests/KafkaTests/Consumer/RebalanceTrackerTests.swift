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
}
