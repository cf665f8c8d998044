import JSON
import Kafka
import Synchronization

/// What the control topic says, for whoever asks and whoever follows; any thread.
final class ControlInbox: Sendable {
    private struct State {
        var partitionCount: Int?
        var isAtEnd = false
        /// The latest of each key in the order in which they came, until somebody follows.
        var kept: [String: (turn: Int, message: ControlMessage)] = [:]
        var turn = 0
        var follower: (@Sendable (ControlMessage) -> Void)?
    }

    /// Keys that are kept for a follower, at most; there are about as many as apps and processes.
    private static let maximumKept = 100_000
    private let state = Mutex(State())

    /// How many partitions the topics of commands and receipts have had since they were made, if that is recorded.
    var partitionCount: Int? { state.withLock { $0.partitionCount } }

    /// All that stood in the topic at start has been read.
    func reachedEnd() { state.withLock { $0.isAtEnd = true } }

    func read(_ batch: RecordBatch) {
        let parser = JSONParser(limits: JSONLimits(maximumSize: 1 << 20, maximumDepth: 16))
        for record in batch {
            guard let key = record.key.map({ String(decoding: $0, as: UTF8.self) }) else { continue }
            var entry: ControlEntry?
            if let value = record.value {
                // What this build can't read is left to those who can.
                guard let json = try? parser.parse(value), let known = ControlEntry(key: key, json) else { continue }
                entry = known
            }
            receive(ControlMessage(key: key, entry: entry, timestamp: record.timestampMilliseconds))
        }
    }

    private func receive(_ message: ControlMessage) {
        var message = message
        state.withLock { state in
            message.isHistory = !state.isAtEnd
            if case .partitionCount(let count) = message.entry { state.partitionCount = count }
            // Under the lock, so that a follower sees everything once and in order.
            if let follower = state.follower { return follower(message) }
            guard state.kept[message.key] != nil || state.kept.count < Self.maximumKept else { return }
            state.turn += 1
            state.kept[message.key] = (state.turn, message)
        }
    }

    /// The latest of each key, in the order in which they came; until somebody follows.
    var kept: [ControlMessage] {
        state.withLock { $0.kept.values.sorted { $0.turn < $1.turn }.map(\.message) }
    }

    /// Hands over the latest of each key so far, and everything that comes after.
    ///
    /// - Parameter follower: must not call back, and must return at once.
    func follow(_ follower: @escaping @Sendable (ControlMessage) -> Void) {
        state.withLock { state in
            for (_, message) in state.kept.values.sorted(by: { $0.turn < $1.turn }) { follower(message) }
            state.kept = [:]
            state.follower = follower
        }
    }
}
