import Delivery
import Kafka
import ScheduleSupport
import Testing

@testable import Relay

/// Random assignments, records and completions beside a model that keeps everything in plain lists.
struct AssignedPartitionsTests {
    private static let ends = 40
    private static let records = (0..<2).map { partition in
        (0..<ends).map { offset in
            ConsumerRecord(
                topic: "t", partition: Int32(partition), offset: Int64(offset),
                timestampMilliseconds: Int64(1000 + offset * 7 % 50), value: [UInt8](repeating: 1, count: offset % 9))
        }
    }

    private static func partition(_ number: Int) -> TopicPartition {
        TopicPartition(topic: "t", partition: Int32(number))
    }

    @Test func agreesWithPlainListsAlsoWhenOffsetsGoBack() {
        Schedules.check { _, random in
            var model = Model()
            for _ in 0..<(5 + random.below(30)) {
                model.step(random.below(2), &random)
                if let problem = model.problem ?? model.differs() { return problem }
            }
            return nil
        }
    }

    private struct State {
        /// Numbers the assignments, and what begins anew after its offsets went back.
        var tenure: Int
        var unfinished: [Int] = []
        /// The next offset; `nil` before the first.
        var next: Int?
        var finishedBefore: Set<Int> = []
        var isRevoking = false
        var isFenced = false
        var hasNews = false
        var isPaused = false
    }

    private struct Model {
        var partitions = AssignedPartitions()
        var states: [State?] = [nil, nil]
        var tickets: [(work: WorkTicket, partition: Int, tenure: Int)] = []
        var tenures = 0
        var rewinds: [(partition: Int, expected: Int, found: Int)] = []
        var problem: String?

        mutating func step(_ number: Int, _ random: inout SeededGenerator) {
            let id = AssignedPartitionsTests.partition(number)
            switch random.below(24) {
            case 0: assign(number, &random)
            case 1:
                partitions.remove([id])
                states[number] = nil
            case 2:
                partitions.beginRevoking([id])
                states[number]?.isRevoking = true
            case 3 where random.one(in: 3):
                partitions[id]?.isFenced = true
                states[number]?.isFenced = true
            case 4:
                guard let state = partitions[id], let known = states[number] else { break }
                let isPaused = random.one(in: 2)
                let changed = partitions.setPause(.window, isPaused, [state])
                if changed.isEmpty != (known.isPaused == isPaused) { problem = "fetching changes without need" }
                states[number]?.isPaused = isPaused
            case 5..<13: begin(number, (states[number]?.next ?? random.below(9)) + random.below(3), &random)
            case 13:
                // The partition was cut, or made anew.
                if let next = states[number]?.next, next > 0 { begin(number, random.below(next), &random) }
            case 14: commit(isProof: random.one(in: 2), &random)
            case 15:
                let found = partitions.takeRewinds().map { "\($0.partition.partition) \($0.expected) \($0.found)" }
                if found != rewinds.map({ "\($0.partition) \($0.expected) \($0.found)" }) {
                    problem = "rewinds \(found)"
                }
                rewinds = []
            default: finish(&random)
            }
        }

        /// An assignment, with what a commit says in half the cases.
        mutating func assign(_ number: Int, _ random: inout SeededGenerator) {
            partitions.assign([AssignedPartitionsTests.partition(number)])
            tenures += 1
            states[number] = State(tenure: tenures)
            guard random.one(in: 2) else { return }
            let position = random.below(20)
            let start = position + random.below(6)
            let end = start + 1 + random.below(4)
            partitions.restore(
                AssignedPartitionsTests.partition(number), position: Int64(position),
                finished: [Int64(start)..<Int64(end)])
            states[number]?.next = position
            states[number]?.finishedBefore = Set(start..<end)
        }

        mutating func begin(_ number: Int, _ offset: Int, _ random: inout SeededGenerator) {
            guard offset < AssignedPartitionsTests.ends else { return }
            let work = partitions.begin(AssignedPartitionsTests.records[number][offset])
            guard var state = states[number], !state.isRevoking, !state.isFenced else {
                if work != nil { problem = "a record is taken of what isn't ours" }
                return
            }
            if let next = state.next, offset < next {
                rewinds.append((number, next, offset))
                tenures += 1
                state = State(tenure: tenures, isPaused: state.isPaused)
            }
            state.next = offset + 1
            if state.finishedBefore.contains(offset) {
                if work != nil { problem = "\(offset) is begun again" }
                state.hasNews = true
            } else if let work {
                tickets.append((work, number, state.tenure))
                state.unfinished.append(offset)
            } else {
                problem = "\(offset) is passed over"
            }
            states[number] = state
        }

        mutating func finish(_ random: inout SeededGenerator) {
            guard !tickets.isEmpty else { return }
            let (work, number, tenure) = tickets.remove(at: random.below(tickets.count))
            let isCurrent = states[number]?.tenure == tenure
            if work.isCurrent != isCurrent { problem = "work of an earlier assignment counts" }
            partitions.finish(work)
            guard isCurrent else { return }
            states[number]?.unfinished.removeAll { $0 == Int(work.offset) }
            states[number]?.hasNews = true
        }

        mutating func commit(isProof: Bool, _ random: inout SeededGenerator) {
            let commits = partitions.takeCommits(isProof: isProof)
            for (number, state) in states.enumerated() {
                let id = AssignedPartitionsTests.partition(number)
                let isDue = state.map { $0.next != nil && !$0.isFenced && ($0.hasNews || isProof) } ?? false
                guard let state, isDue else {
                    if commits[id] != nil { problem = "a commit of \(number) without reason" }
                    continue
                }
                var position = state.unfinished.first ?? state.next ?? 0
                if commits[id]?.offset != Int64(position) { problem = "\(position) isn't committed" }
                let map = commits[id]?.metadata.flatMap { CommitMap.decode($0, position: Int64(position)) } ?? []
                while position < state.next ?? 0 {
                    if state.unfinished.contains(position), map.contains(where: { $0.contains(Int64(position)) }) {
                        problem = "\(position) is unfinished, and in the map"
                    }
                    position += 1
                }
                // A commit that isn't accepted is asked for again.
                states[number]?.hasNews = random.one(in: 3)
                if states[number]?.hasNews == true { partitions.forgetCommits([id]) }
            }
        }

        func differs() -> String? {
            var (count, bytes, oldest) = (0, 0, Int64.max)
            for case (let number, let state?) in states.enumerated() {
                count += state.unfinished.count
                for (place, offset) in state.unfinished.enumerated() {
                    let record = AssignedPartitionsTests.records[number][offset]
                    bytes += record.byteCount
                    if place == 0 { oldest = min(oldest, record.timestampMilliseconds ?? 0) }
                }
                if partitions[AssignedPartitionsTests.partition(number)]?.pauses.isEmpty == state.isPaused {
                    return "a pause is lost"
                }
            }
            if partitions.unfinishedCount != count || partitions.unfinishedBytes != bytes { return "counts differ" }
            let age = count == 0 ? 0 : Double(10_000 - oldest) / 1000
            return partitions.oldestAge(at: 10_000) == age ? nil : "the oldest is of another age"
        }
    }

    @Test func offsetsThatAreMissingAfterTheCommitAndBetweenRecordsAreGaps() {
        var partitions = AssignedPartitions()
        partitions.assign([Self.partition(0), Self.partition(1)])
        partitions.restore(Self.partition(0), position: 3, finished: [4..<5])
        for offset in [5, 6, 9] {
            _ = partitions.begin(ConsumerRecord(topic: "t", partition: 0, offset: Int64(offset)))
            // Nothing was committed of this one.
            _ = partitions.begin(ConsumerRecord(topic: "t", partition: 1, offset: Int64(offset)))
        }
        let now = ContinuousClock.now
        let gaps = partitions.takeGaps(at: now).sorted { $0.partition < $1.partition }
        #expect(
            gaps == [
                OffsetGap(partition: Self.partition(0), expected: 3, found: 5),
                OffsetGap(partition: Self.partition(1), expected: 7, found: 9),
            ])
        #expect(partitions.takeGaps(at: now + .seconds(60)).isEmpty)
    }

    @Test func nothingNewIsTakenOfAPartitionThatIsBeingGivenUp() {
        var partitions = AssignedPartitions()
        partitions.assign([Self.partition(0)])
        let first = partitions.begin(ConsumerRecord(topic: "t", partition: 0, offset: 1))
        partitions.beginRevoking([Self.partition(0)])
        let second = partitions.begin(ConsumerRecord(topic: "t", partition: 0, offset: 2))
        #expect(second == nil)
        #expect(first?.isCurrent == true)
        #expect(first?.mayGoOn == false)
    }
}
