import ScheduleSupport

@testable import Delivery

/// A lane's partition and the parked topic's, as lists; and the owners of both, one after the other.
struct ParkingModel {
    /// A record of either log.
    private struct Source: Hashable {
        var isParked: Bool
        var index: Int
    }

    private struct Job {
        var offset: Int64
        var source: Source
    }

    private struct Write {
        var offset: Int64
        var source: Source
    }

    /// The keys of the lane's commands; a command's offset is its index.
    private let lane: [Int]
    /// The parked topic: offsets in the lane.
    private var log: [Int64] = []
    /// Records that a commit says are done.
    private var committed: Set<Source> = []
    /// What was carried out, for which there is a receipt.
    private var carriedOut: Set<Int64> = []
    /// Of each key, the last that was carried out.
    private var latest: [Int: Int64] = [:]
    /// What a dead owner had under way: arrives in order, or not at all.
    private var late: [Int64] = []
    private(set) var problem: String?

    init(_ random: inout SeededGenerator) {
        let keys = 1 + random.below(3)
        lane = (0..<(1 + random.below(12))).map { _ in random.below(keys) }
    }

    var isAllDone: Bool { carriedOut.count == lane.count }

    /// One owner, to its death; without a number of steps until nothing is left to do.
    mutating func live(_ random: inout SeededGenerator, steps: Int?) {
        var parked = ParkedCommands<Int>()
        var done = committed
        for (index, offset) in log.enumerated() where !done.contains(Source(isParked: true, index: index)) {
            parked.parked(lane[Int(offset)], offset)
        }
        var next = (lane: 0, parked: 0)
        var lines: [Int: [Job]] = [:]
        var writes: [Write] = []
        var step = 0

        while problem == nil, step < steps ?? 5000 {
            step += 1
            if steps == nil, next.lane == lane.count, next.parked == log.count, writes.isEmpty, late.isEmpty,
                lines.values.allSatisfy(\.isEmpty)
            {
                return
            }
            switch random.below(steps == nil ? 10 : 12) {
            case 0...1 where next.lane < lane.count:
                let source = Source(isParked: false, index: next.lane)
                let (key, offset) = (lane[next.lane], Int64(next.lane))
                next.lane += 1
                guard !done.contains(source) else { break }
                switch parked.turn(ofLane: key, offset) {
                case .take: lines[key, default: []].append(Job(offset: offset, source: source))
                case .repeated: done.insert(source)
                case .wait: problem = "a lane's record waits"
                case .follow:
                    parked.parked(key, offset)
                    writes.append(Write(offset: offset, source: source))
                }
            case 2...3 where next.parked < log.count:
                let source = Source(isParked: true, index: next.parked)
                let offset = log[next.parked]
                let key = lane[Int(offset)]
                guard !done.contains(source) else {
                    next.parked += 1
                    break
                }
                let turn = parked.turn(ofParked: key, offset, laneEnd: Int64(next.lane))
                if turn != .wait { next.parked += 1 }
                switch turn {
                case .wait: break
                case .take: lines[key, default: []].append(Job(offset: offset, source: source))
                case .repeated: done.insert(source)
                case .follow:
                    parked.parked(key, offset)
                    writes.append(Write(offset: offset, source: source))
                }
            case 4...6:
                let key = random.below(3)
                guard let job = lines[key]?.first else { break }
                lines[key]?.removeFirst()
                carryOut(job.offset, key)
                if job.source.isParked { parked.finished(key, job.offset) }
                done.insert(job.source)
            case 7 where steps != nil || random.one(in: 8):
                let key = random.below(3)
                guard let line = lines[key], !line.isEmpty else { break }
                let first = random.below(line.count)
                for job in line[first...] {
                    parked.parked(key, job.offset)
                    writes.append(Write(offset: job.offset, source: job.source))
                }
                lines[key] = Array(line[..<first])
            case 8 where !writes.isEmpty:
                let write = writes.removeFirst()
                log.append(write.offset)
                done.insert(write.source)
            case 9 where !late.isEmpty: log.append(late.removeFirst())
            case 10: committed = done
            default: break
            }
        }
        if steps == nil { problem = problem ?? "it never came to an end" }
        late += writes.map(\.offset).prefix(random.below(writes.count + 1))
    }

    private mutating func carryOut(_ offset: Int64, _ key: Int) {
        guard carriedOut.insert(offset).inserted else { return }
        if let latest = latest[key], latest > offset {
            problem = "\(offset) of key \(key) was carried out after \(latest)"
        }
        latest[key] = offset
    }
}
