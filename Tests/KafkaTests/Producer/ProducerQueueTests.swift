import Testing

@testable import Kafka

struct ProducerQueueTests {
    @Test(.timeLimit(.minutes(1))) func waitersForSpaceComeBackAtHalfTheBound() async {
        let queue = ProducerQueue(maximumRecords: 10, maximumBytes: 0)
        for _ in 0..<10 { queue.add(1) }
        #expect(!queue.hasSpace)
        let resumed = Recorder<Int>()
        let registered = Recorder<Int>()
        let waiting = Task {
            await queue.wait(for: .space) { registered.append(1) }
            resumed.append(1)
        }
        await registered.wait { !$0.isEmpty }
        queue.remove(5, 5)
        queue.resumeWaiters(at: .now)
        #expect(resumed.elements.isEmpty)
        queue.remove(1, 1)
        queue.resumeWaiters(at: .now)
        await waiting.value
        #expect(resumed.elements == [1])
    }

    @Test(.timeLimit(.minutes(1))) func cancellationEndsAWaitEvenIfItComesFirst() async {
        let queue = ProducerQueue(maximumRecords: 1, maximumBytes: 0)
        queue.add(1)
        for _ in 0..<200 {
            let task = Task { await queue.wait(for: .space) {} }
            task.cancel()
            await task.value
        }
        let registered = Recorder<Int>()
        let task = Task { await queue.wait(for: .space) { registered.append(1) } }
        await registered.wait { !$0.isEmpty }
        task.cancel()
        await task.value
    }

    @Test(.timeLimit(.minutes(1))) func aFlushEndsAtItsDeadlineAndAtTheEnd() async {
        let queue = ProducerQueue(maximumRecords: 0, maximumBytes: 0)
        queue.add(1)
        let registered = Recorder<Int>()
        let deadline = ContinuousClock.now + .seconds(1000)
        let flush = Task { await queue.wait(for: .empty(deadline)) { registered.append(1) } }
        await registered.wait { !$0.isEmpty }
        #expect(queue.nextDeadline == deadline)
        queue.resumeWaiters(at: deadline)
        await flush.value
        let other = Task { await queue.wait(for: .empty(deadline)) { registered.append(2) } }
        await registered.wait { $0.count == 2 }
        queue.finish()
        await other.value
        await queue.wait(for: .space) {}
    }

    @Test func tagsOfItsOwnNeverMeetThoseOfCallers() {
        let queue = ProducerQueue(maximumRecords: 0, maximumBytes: 0)
        let tags = (0..<100).map { _ in queue.makeTag() }
        #expect(Set(tags).count == 100)
        #expect(tags.allSatisfy { $0 & ProducerQueue.reservedTag != 0 })
    }
}
