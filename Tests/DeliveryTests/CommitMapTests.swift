import ScheduleSupport
import Testing

@testable import Delivery

struct CommitMapTests {
    @Test func readsBackWhatItWroteInTheShorterOfTwoForms() {
        var versions: [Character: Int] = [:]
        Schedules.check { seed, random in
            let position = [0, 7, Int64(random.below(1 << 40)), .max - Int64(CommitMap.reach) - 8][random.below(4)]
            let (longest, most) = seed % 500 == 0 ? (CommitMap.reach, 400) : (random.one(in: 4) ? 2000 : 90, 12)
            var runs: [Range<Int64>] = []
            var end = position
            for _ in 0..<(1 + random.below(most)) {
                let start = end + Int64((runs.isEmpty ? 0 : 1) + random.below(max(1, longest / most)))
                end = start + 1 + Int64(random.below(max(1, longest / most)))
                guard end <= position + Int64(CommitMap.reach) else { break }
                runs.append(start..<end)
            }
            // What lies below the position is ignored, and what is in pieces is joined.
            var given = runs
            if position > 0 { given.insert(0..<(position - position / 2), at: 0) }
            if let last = runs.last, last.count > 1, last.upperBound < .max {
                given.removeLast()
                given += [last.lowerBound..<(last.upperBound - 1), (last.upperBound - 1)..<last.upperBound]
            }
            guard let text = CommitMap.encode(position: position, finished: given) else {
                return runs.isEmpty ? nil : "nothing is written"
            }
            versions[text.first ?? " ", default: 0] += 1
            if text.utf8.count > 4096 || !text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) { return "unfit for a commit" }
            if CommitMap.decode(text, position: position) != runs { return "read back otherwise" }
            let middle = text.split(separator: ".")[1].utf8.count
            return middle == (Self.shortest(position, runs) * 8 + 5) / 6
                ? nil : "\(middle) characters: not the shorter form"
        }
        #expect(Set(versions.keys) == ["1", "2"] && versions.values.min() ?? 0 > 1000)
    }

    /// Bytes of the shorter form: a bit for each offset, or a number for each length.
    private static func shortest(_ position: Int64, _ runs: [Range<Int64>]) -> Int {
        var lengths = 0
        var at = position
        for run in runs {
            for number in [run.lowerBound - at, run.upperBound - run.lowerBound] {
                lengths += max(1, (64 - number.leadingZeroBitCount + 6) / 7)
            }
            at = run.upperBound
        }
        return min(lengths, Int(at - position + 7) / 8)
    }

    /// As `0d1bbe4`, the first build with maps, wrote them.
    @Test(
        arguments: [
            ("1.LgAAAAI.b5ba8489b8c8c9ca", 7, [8..<11, 12..<13, 40..<41]),
            (
                "1.kiRJkiRJkiQ.f3d013a2a369a17e", 1 << 40,
                (0..<21).map { (1 << 40) + 1 + $0 * 3..<(1 << 40) + 2 + $0 * 3 }
            ),
            ("1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA.40d71e0cf0f735c5", 0, [255..<256]),
        ] as [(String, Int64, [Range<Int64>])])
    func mapsOfTheFirstVersionAreStillRead(text: String, position: Int64, finished: [Range<Int64>]) {
        #expect(CommitMap.decode(text, position: position) == finished)
    }

    /// Takes in as a stage does, up to the bound and what is on its way: each offset that is finished stands in the map.
    @Test func aMapWithinTheBoundCarriesEverything() {
        Schedules.check(40) { seed, random in
            var ledger = OffsetLedger()
            var isPaused = false
            var finished: Set<Int64> = []
            var next = Int64(0)
            let share = 2 + random.below(9)
            for _ in 0..<4 {
                while !isPaused {
                    // A batch that was on its way when the bound was reached.
                    for _ in 0..<random.below(CommitMap.reach / 4) {
                        _ = ledger.begin(next)
                        if next > 0, !random.one(in: share) {
                            ledger.finish(next)
                            finished.insert(next)
                        }
                        next += 1
                    }
                    isPaused = ledger.isNearItsBound
                }
                guard let position = ledger.position,
                    let text = CommitMap.encode(position: position, finished: ledger.finishedBeyondPosition),
                    text.utf8.count <= CommitMap.maximumBytes, let map = CommitMap.decode(text, position: position)
                else { return "no map" }
                let carried = map.reduce(0) { $0 + $1.count }
                if carried != finished.count(where: { $0 >= position }) {
                    return "\(carried) of \(finished.count) carried"
                }
                while !ledger.isFarFromItsBound, let lowest = ledger.lowestUnfinished {
                    ledger.finish(lowest)
                    finished.insert(lowest)
                }
                isPaused = false
            }
            return nil
        }
    }

    @Test func theFarthestReachFits() throws {
        let text = try #require(
            CommitMap.encode(
                position: 7,
                finished: stride(from: 8, to: Int64(7 + CommitMap.reach + 100), by: 2).map { $0..<($0 + 1) }))
        #expect(text.utf8.count <= CommitMap.maximumBytes)
        #expect(CommitMap.decode(text, position: 7)?.count == CommitMap.reach / 2)
    }

    @Test func aMapForAnotherOffsetIsNotTrusted() throws {
        let text = try #require(CommitMap.encode(position: 7, finished: [9..<10]))
        #expect(CommitMap.decode(text, position: 8) == nil)
    }

    @Test func damageIsRecognised() throws {
        let text = try #require(CommitMap.encode(position: 7, finished: [9..<10, 100..<101, 1000..<1001]))
        for index in text.utf8.indices {
            var damaged = Array(text.utf8)
            damaged[text.utf8.distance(from: text.utf8.startIndex, to: index)] ^= 1
            #expect(CommitMap.decode(String(decoding: damaged, as: UTF8.self), position: 7) == nil)
        }
        for other in ["", "1", "1..", "2.AA.0", "hello", String(repeating: "1.", count: 3000)] {
            #expect(CommitMap.decode(other, position: 7) == nil)
        }
    }

    @Test func nothingFinishedBeyondNeedsNoMap() {
        #expect(CommitMap.encode(position: 7, finished: []) == nil)
    }
}
