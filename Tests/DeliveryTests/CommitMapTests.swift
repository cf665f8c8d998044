import Testing

@testable import Delivery

struct CommitMapTests {
    /// Single offsets, ascending, as ranges.
    private static func ranges(_ offsets: [Int64]) -> [Range<Int64>] {
        var ranges: [Range<Int64>] = []
        for offset in offsets {
            if let last = ranges.last, last.upperBound == offset {
                ranges[ranges.count - 1] = last.lowerBound..<(offset + 1)
            } else {
                ranges.append(offset..<(offset + 1))
            }
        }
        return ranges
    }

    @Test func readsBackWhatItWrote() {
        for seed in UInt64(0)..<20_000 {
            var random = SeededGenerator(seed: seed)
            let position = Int64.random(in: 0...(1 << 40), using: &random)
            let span = Int64.random(in: 1...Int64(CommitMap.reach - 1), using: &random)
            let finished = Set(
                (0..<Int.random(in: 1...60, using: &random)).map { _ in
                    position + Int64.random(in: 1...span, using: &random)
                }
            ).sorted()
            guard let text = CommitMap.encode(position: position, finished: Self.ranges(finished)),
                text.utf8.count <= 4096,
                CommitMap.decode(text, position: position) == Self.ranges(finished)
            else {
                Issue.record("seed \(seed)")
                return
            }
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

    /// Commits at random moments, crashes, and goes on from the last commit: nothing finished is done again, nothing is lost.
    @Test func aLedgerGoesOnFromItsCommit() {
        for seed in UInt64(0)..<4_000 {
            var random = SeededGenerator(seed: seed)
            var done: [Int64: Int] = [:]
            let end = Int64.random(in: 1...80, using: &random)
            var commit: (position: Int64, map: String?) = (0, nil)
            var committedDone: Set<Int64> = []
            while commit.position < end {
                var ledger = OffsetLedger(
                    position: commit.position,
                    finished: commit.map.flatMap { CommitMap.decode($0, position: commit.position) } ?? [])
                var running: [Int64] = []
                var next = commit.position
                // What the crash took from the memory is done again.
                var known = committedDone
                for _ in 0..<Int.random(in: 5...60, using: &random) {
                    if next < end, Bool.random(using: &random) {
                        if ledger.begin(next) == .new {
                            guard !committedDone.contains(next) else {
                                Issue.record("seed \(seed): \(next) is begun again after its commit")
                                return
                            }
                            running.append(next)
                        }
                        next += 1
                    } else if let offset = running.randomElement(using: &random) {
                        ledger.finish(offset)
                        running.removeAll { $0 == offset }
                        done[offset, default: 0] += 1
                        known.insert(offset)
                    }
                    if Int.random(in: 0..<4, using: &random) == 0, let position = ledger.position {
                        commit = (
                            position, CommitMap.encode(position: position, finished: ledger.finishedBeyondPosition)
                        )
                        committedDone = known
                    }
                }
            }
            guard done.count == Int(end) else {
                Issue.record("seed \(seed): \(done.count) of \(end) done")
                return
            }
        }
    }
}
