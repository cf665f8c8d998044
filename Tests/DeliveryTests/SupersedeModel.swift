import ApprovalContract
import FeishuTypes
import ScheduleSupport

@testable import Delivery

/// One instance's lane, its receipts, Feishu, and the processes that work on it one after the other.
struct SupersedeModel {
    struct Event {
        var body: NaiveFeishu.Body
        var sync: WaitingSync
        var isExpired: Bool
        /// Its body is mended once it is a dead letter.
        var isMendable = false
    }

    struct Record {
        var event: Int
        var replay: WaitingSync.Replay?
        var isPublished = false
    }

    /// What is known of the key: as the process has it, as it was written, as it is in Kafka.
    struct Known {
        var mark = SyncMark()
        /// The last record that is done.
        var through = -1
        var verdicts: [Int: SyncAnswer.Verdict] = [:]
    }

    var events: [Event] = []
    var lane: [Record] = []
    var feishu = NaiveFeishu()
    var durable = Known()
    /// What was answered: of the first time, and of a replay.
    var published: [Int: SyncAnswer.Verdict] = [:]
    var republished: [Int: SyncAnswer.Verdict] = [:]
    /// The event whose failures the receipt names.
    var failed: Int?
    var problem: String?

    static let ids = (0..<40).map { "\($0)" }
    private static let start: Int64 = 1_764_000_000_000

    init(_ random: inout SeededGenerator) {
        let hasSequences = random.one(in: 3)
        // What a snapshot replaces may have been refused before a crash and not be sent after it, so that it is open whether its sequence counts.
        let hasBad = !hasSequences && random.one(in: 2)
        let hasReplays = hasBad && random.one(in: 2)
        for number in 0..<(1 + random.below(7)) {
            let mode: UpdateMode = random.one(in: 4) ? .replace : .update
            let body = NaiveFeishu.Body(
                mode: mode, value: number, tasks: (0..<3).map { _ in random.one(in: 2) ? number : nil },
                owners: [number, number, number], isBad: hasBad && random.one(in: 3))
            let routedAt = Self.start + Int64(number * 10)
            let time = routedAt + [0, 0, 7, -25, 400_000, .min / 2, 3][random.below(7)]
            let isExpired = random.one(in: 12)
            let header = SyncHeader(
                approvalCode: random.one(in: 16) ? "other" : "code", mode: mode,
                status: random.one(in: 8) ? .approved : .pending, updateTime: time)
            events.append(
                Event(
                    body: body,
                    sync: WaitingSync(
                        commandID: Self.ids[number], header: header,
                        sequence: hasSequences && !random.one(in: 3) ? "\(random.below(4))" : nil,
                        expiry: isExpired ? 0 : nil, routedAt: routedAt, arrivedAt: .zero), isExpired: isExpired,
                    isMendable: hasReplays && random.one(in: 2)))
            lane.append(Record(event: number))
            // Route was stopped before it had committed, and made a command again.
            if random.one(in: 10) { lane.append(Record(event: random.below(number + 1))) }
        }
    }

    /// One process, from the first record that isn't done to a crash; without a number of steps to the end.
    mutating func live(_ random: inout SeededGenerator, steps: Int?) {
        var process = Process(known: durable)
        let first = lane.firstIndex { !$0.isPublished } ?? lane.count
        // Commits lag behind.
        process.next = first - (first > 0 && random.one(in: 4) ? random.below(first) : 0)
        var step = 0
        while problem == nil, step < steps ?? .max {
            if steps == nil, process.isIdle(lane.count) { break }
            step += 1
            switch random.below(8) {
            case 0...2 where process.next < lane.count: process.deliver(&self)
            case 3, 4: process.act(&self, &random)
            case 5: process.finishCall(&self)
            default: process.flush(&self, isPublished: steps == nil || !random.one(in: 4))
            }
        }
        if process.calls > process.taken + process.refusals {
            problem = "\(process.calls) calls for \(process.taken) syncs"
        }
    }

    /// Compares with the events in their order, as far as they count.
    func judge() -> String? {
        var expected = NaiveFeishu()
        var sequence: String?
        for (number, event) in events.enumerated() {
            guard let first = published[number] else { return "\(number) was never answered" }
            let isOlder = SyncMark.isOlder(event.sync.sequence, than: sequence)
            switch republished[number] ?? first {
            case .applied, .superseded:
                if isOlder { return "\(number) is older, and was sent" }
                expected.take(event.body, Int64(number + 1))
                sequence = SyncMark.later(sequence, event.sync.sequence)
            case .older:
                // A dead letter that was put back: newer state must have gone out.
                let wentOut = events.indices.contains { $0 > number && wasTaken($0) }
                if !isOlder, republished[number] == nil || !wentOut { return "\(number) is not older" }
            case .expired: if !event.isExpired { return "\(number) has not expired" }
            case .refused: if !event.body.isBad { return "\(number) is not bad" }
            }
        }
        return expected.state == feishu.state ? nil : "Feishu has \(feishu.state), not \(expected.state)"
    }

    private func wasTaken(_ number: Int) -> Bool {
        switch republished[number] ?? published[number] {
        case .applied, .superseded: true
        default: false
        }
    }
}
