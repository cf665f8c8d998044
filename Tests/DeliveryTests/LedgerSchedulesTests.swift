import ScheduleSupport
import Testing

@testable import Delivery

/// Ledger and map through many owners of one partition, beside a list of what is done.
struct LedgerSchedulesTests {
    @Test func nothingIsLostAndNothingThatIsCommittedIsDoneAgain() {
        Schedules.check { seed, random in
            var model = Model(&random, isSparse: seed % 64 == 0)
            for _ in 0..<(1 + random.below(4)) {
                model.live(&random, steps: 3 + random.below(20))
                if model.problem != nil { return model.problem }
            }
            model.live(&random, steps: nil)
            return model.problem ?? (model.isDone.contains(false) ? "a record was lost" : nil)
        }
    }

    private struct Model {
        /// The partition: offsets ascend, with gaps.
        var offsets: [Int64] = []
        var isDone: [Bool]
        /// What the last commit says, and what its maker knew to be done.
        var commit: (position: Int64, text: String?)?
        var committed: [Bool]
        var problem: String?

        init(_ random: inout SeededGenerator, isSparse: Bool) {
            var next = [0, Int64(random.below(100)), 1 << 40, .max - Int64(1 << 22)][random.below(4)]
            for _ in 0..<(1 + random.below(20)) {
                if random.one(in: 4) { next += Int64(random.below(isSparse ? CommitMap.reach / 4 : 12)) }
                offsets.append(next)
                next += 1
            }
            isDone = Array(repeating: false, count: offsets.count)
            committed = isDone
        }

        /// One owner, from the last commit's text to a crash; without a number of steps to the end.
        mutating func live(_ random: inout SeededGenerator, steps: Int?) {
            var ledger = OffsetLedger()
            var known = Array(repeating: false, count: offsets.count)
            if let commit {
                let finished = read(commit.position, commit.text, &random)
                ledger = OffsetLedger(position: commit.position, finished: finished ?? [])
                for (index, offset) in offsets.enumerated() {
                    known[index] = finished == nil ? offset < commit.position : committed[index]
                }
            }
            var next = commit.map { commit in offsets.firstIndex { $0 >= commit.position } ?? offsets.count } ?? 0
            var running: [Int] = []
            var isPaused = false
            var step = 0
            while problem == nil, step < steps ?? .max {
                if steps == nil, next == offsets.count, running.isEmpty { break }
                step += 1
                switch random.below(steps == nil ? 6 : 8) {
                case 0...2 where next < offsets.count && !isPaused:
                    let found = ledger.begin(offsets[next])
                    if found != (known[next] ? .finishedBefore : .new) { problem = "\(offsets[next]) is \(found)" }
                    if !known[next] { running.append(next) }
                    next += 1
                case 3...5 where !running.isEmpty:
                    let index = running.remove(at: random.below(running.count))
                    ledger.finish(offsets[index])
                    known[index] = true
                    isDone[index] = true
                case 6: save(ledger, known, next)
                case 7 where next > 0 && ledger.end != nil:
                    let before = (ledger.position, ledger.unfinishedCount)
                    let back = offsets[random.below(next)]
                    if ledger.begin(back) != .wentBack || before != (ledger.position, ledger.unfinishedCount) {
                        problem = "\(back) came again and was taken for a new one"
                    }
                default: break
                }
                isPaused = isPaused ? !ledger.isFarFromItsBound : ledger.isNearItsBound
                if ledger.unfinishedCount != running.count { problem = "counts \(ledger.unfinishedCount) unfinished" }
            }
            if steps == nil { save(ledger, known, next) }
        }

        /// Commits as the stages do.
        private mutating func save(_ ledger: OffsetLedger, _ known: [Bool], _ next: Int) {
            guard let position = ledger.position else { return }
            let lowest = (0..<next).first { !known[$0] }.map { offsets[$0] }
            let end = max(next > 0 ? offsets[next - 1] + 1 : .min, commit?.position ?? .min)
            if position != lowest ?? end { problem = "the position is \(position), not \(lowest ?? end)" }
            if position < commit?.position ?? .min { problem = "the position went back" }
            let text = CommitMap.encode(position: position, finished: ledger.finishedBeyondPosition)
            let ranges = text.map { CommitMap.decode($0, position: position) } ?? []
            guard let ranges else {
                problem = "a map of its own is refused"
                return
            }
            for (index, offset) in offsets.enumerated() where offset >= position {
                if ranges.contains(where: { $0.contains(offset) }) != known[index] {
                    problem = "the map is wrong about \(offset)"
                }
            }
            commit = (position, text)
            committed = known
        }

        /// Reads a commit's map, which may have been damaged: then nothing of it is trusted.
        private mutating func read(_ position: Int64, _ text: String?, _ random: inout SeededGenerator) -> [Range<
            Int64
        >]? {
            guard let text else { return [] }
            let truth = CommitMap.decode(text, position: position)
            guard random.one(in: 4) else { return truth }
            var bytes = Array(text.utf8)
            var asked = position
            switch random.below(5) {
            case 0: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(7))
            case 1: bytes.removeLast(1 + random.below(bytes.count))
            case 2: bytes[0] = UInt8(ascii: "3")
            case 3: bytes.insert(UInt8(ascii: "A"), at: random.below(bytes.count))
            default: asked += random.one(in: 2) ? 1 : Int64(1 + random.below(1000))
            }
            let found = CommitMap.decode(String(decoding: bytes, as: UTF8.self), position: asked)
            // A flipped bit that base64 has no use for leaves the map what it was.
            if let found, found != truth || asked != position { problem = "a damaged map is trusted" }
            return found
        }
    }
}
