import ScheduleSupport
import Testing

@testable import Kafka

/// Rebalances and commits together, in either protocol, beside a model that knows by which ownership each commit was made.
struct CommitSchedulesTests {
    @Test func onlyThePresentOwnershipCommitsAndTheNewestIsSentLast() {
        Schedules.check { seed, random in
            var model = Model(isCooperative: seed % 2 == 0)
            for _ in 0..<(10 + random.below(40)) {
                model.step(&random)
                if model.problem != nil { return model.problem }
            }
            return model.end()
        }
    }

    private struct Model {
        private static let partitions = (0..<3).map { TopicPartition(topic: "t", partition: Int32($0)) }

        let isCooperative: Bool
        var tracker = RebalanceTracker()
        var pipeline = CommitPipeline()
        /// The ownership of each partition; what a revoke has answered takes no more commits.
        var owners: [Int?] = [nil, nil, nil]
        var isClosed = [false, false, false]
        var isLost = [false, false, false]
        var ownerships = 0
        /// Commits that were made, as a late stage asks for them: with the generation that it knew.
        var made: [(partition: Int, owner: Int, generation: Int, offset: Int64)] = []
        /// What was accepted of each partition, and not refused since, by its present ownership.
        var newest: [Int64?] = [nil, nil, nil]
        var sent: [Int64?] = [nil, nil, nil]
        var clock: Int64 = 0
        var problem: String?

        init(isCooperative: Bool) { self.isCooperative = isCooperative }

        mutating func step(_ random: inout SeededGenerator) {
            clock += 1
            switch random.below(12) {
            case 0 where tracker.pendingRevoke == nil && (isCooperative || owners.allSatisfy { $0 == nil }):
                let given = (0..<3).filter { owners[$0] == nil && random.one(in: 2) }
                _ = tracker.assigned(given.map { Self.partitions[$0] })
            case 1, 2: take(random.below(tracker.generation + 1))
            case 3 where tracker.pendingRevoke == nil: revoke(&random)
            case 4: answer(random.below(tracker.generation + 1))
            case 5:
                // The session ends while the handler drains.
                guard random.one(in: 2), let lost = tracker.lost() else { break }
                for partition in lost.partitions { isLost[Int(partition.partition)] = true }
            case 6: finish()
            case 7, 8:
                for case (let partition, let owner?) in owners.enumerated() {
                    made.append((partition, owner, tracker.generation, clock))
                }
            case 9, 10: if !made.isEmpty { ask(made[random.below(made.count)]) }
            default:
                // An answer, to the commit on its way or to nothing.
                guard let batch = pipeline.inFlight else { break }
                if random.one(in: 4), pipeline.completed(batch.serial &+ 1) != nil { problem = "another's answer" }
                if pipeline.completed(batch.serial) == nil { problem = "no commit was on its way" }
            }
            if random.one(in: 2) { send() }
        }

        mutating func take(_ number: Int) {
            let pending = tracker.pendingAssignment
            let taken = tracker.completeAssignment(number, replacing: !isCooperative)
            if taken != (pending?.generation == number ? pending?.partitions : nil) {
                problem = "a stale answer counts"
            }
            guard let taken else { return }
            ownerships += 1
            for partition in 0..<3 where !isCooperative || taken.contains(Self.partitions[partition]) {
                owners[partition] = taken.contains(Self.partitions[partition]) ? ownerships : nil
                (isClosed[partition], isLost[partition]) = (false, false)
                (newest[partition], sent[partition]) = (nil, nil)
            }
        }

        mutating func revoke(_ random: inout SeededGenerator) {
            let old = (0..<3).filter { owners[$0] != nil && (!isCooperative || random.one(in: 2)) }
            let isLost = random.one(in: 3)
            _ = tracker.revoked(old.map { Self.partitions[$0] }, lost: isLost, isOwn: random.one(in: 4))
            for partition in old { self.isLost[partition] = isLost }
            if tracker.pendingAssignment != nil { problem = "what was not taken up is still to be" }
        }

        mutating func answer(_ number: Int) {
            let isDue = tracker.pendingRevoke.map { $0.generation == number && !$0.isAnswered } ?? false
            if tracker.answerRevoke(number) != isDue { problem = "a stale answer counts" }
            guard isDue else { return }
            for partition in tracker.pendingRevoke?.partitions ?? [] { isClosed[Int(partition.partition)] = true }
        }

        mutating func finish() {
            guard tracker.pendingRevoke?.isAnswered == true, let revoke = tracker.finishRevoke() else { return }
            for partition in revoke.partitions {
                owners[Int(partition.partition)] = nil
                newest[Int(partition.partition)] = nil
            }
        }

        mutating func ask(_ commit: (partition: Int, owner: Int, generation: Int, offset: Int64)) {
            let isAccepted = tracker.accepts(Self.partitions[commit.partition], generation: commit.generation)
            let isRight =
                owners[commit.partition] == commit.owner && !isClosed[commit.partition] && !isLost[commit.partition]
            if isAccepted != isRight { problem = isAccepted ? "a stale commit is taken on" : "a commit is refused" }
            guard isAccepted else { return }
            let waiting = pipeline.waiting[Self.partitions[commit.partition]]
            pipeline.add(
                CommitOffset(offset: commit.offset, metadata: "\(commit.owner)"),
                for: Self.partitions[commit.partition], generation: commit.generation)
            // One of an older generation doesn't replace a newer one that waits.
            if let waiting, waiting.generation > commit.generation { return }
            newest[commit.partition] = commit.offset
        }

        mutating func send() {
            let before = pipeline.inFlight
            var refused: [TopicPartition: CommitPipeline.Request] = [:]
            let batch = pipeline.next(at: .now, refused: &refused) { tracker.maySend($0, generation: $1) }
            if before != nil, batch != nil { problem = "two commits at once" }
            for (partition, request) in batch?.requests ?? [:] {
                let number = Int(partition.partition)
                sent[number] = request.offset.offset
                if owners[number].map({ "\($0)" }) != request.offset.metadata || isLost[number] {
                    problem = "a commit of an earlier ownership is sent"
                }
            }
            for (partition, request) in refused {
                let number = Int(partition.partition)
                if owners[number].map({ "\($0)" }) == request.offset.metadata, !isLost[number] {
                    problem = "a commit of the present ownership is left out"
                }
            }
        }

        mutating func end() -> String? {
            while let batch = pipeline.inFlight {
                _ = pipeline.completed(batch.serial)
                send()
            }
            send()
            for partition in 0..<3
            where owners[partition] != nil && !isLost[partition] && newest[partition] != sent[partition] {
                return
                    "\(String(describing: sent[partition])) was sent last instead of \(String(describing: newest[partition]))"
            }
            return problem
        }
    }
}
