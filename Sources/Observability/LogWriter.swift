import Dispatch
import Synchronization

/// Carries lines to a ``LogOutput`` on a queue of its own, in order, so that no thread waits for a slow terminal or a full
/// pipe. What waits is bounded: beyond it lines are dropped and counted, and the log says how many once it flows again.
public final class LogWriter: Sendable {
    private struct State {
        var pending: [UInt8] = []
        var isDraining = false
        var droppedSinceNotice = 0
    }

    private let output: any LogOutput
    private let capacity: Int
    private let notice: @Sendable (Int) -> [UInt8]
    private let state = Mutex(State())
    private let dropped = Atomic<UInt64>(0)
    private let queue: DispatchQueue

    /// - Parameters:
    ///   - capacity: bytes that may wait.
    ///   - notice: the line that says that so many were dropped.
    public init(_ output: any LogOutput, capacity: Int = 1 << 20, notice: @escaping @Sendable (Int) -> [UInt8]) {
        self.output = output
        self.capacity = capacity
        self.notice = notice
        queue = DispatchQueue(label: "log", qos: .utility)
    }

    /// Lines that were lost since the start, for a metric.
    public var droppedLines: UInt64 { dropped.load(ordering: .relaxed) }

    /// Adds whole lines, which end with a line feed. Never waits for the output.
    public func append(_ line: [UInt8]) {
        let mustDrain = state.withLock { state in
            guard state.pending.count + line.count <= capacity else {
                state.droppedSinceNotice += 1
                dropped.add(1, ordering: .relaxed)
                return false
            }
            state.pending += line
            defer { state.isDraining = true }
            return !state.isDraining
        }
        if mustDrain { queue.async { self.drain() } }
    }

    /// Waits until what was added so far is written; for the end of the process. False when that takes longer than `timeout`.
    @discardableResult
    public func flush(timeout: Duration = .seconds(2)) -> Bool {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        let (seconds, attoseconds) = timeout.components
        let nanoseconds = Int(min(max(seconds, 0), 86_400)) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        return done.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success
    }

    private func drain() {
        while true {
            let batch: (bytes: [UInt8], dropped: Int)? = state.withLock { state in
                guard !state.pending.isEmpty || state.droppedSinceNotice > 0 else {
                    state.isDraining = false
                    return nil
                }
                defer {
                    state.pending = []
                    state.droppedSinceNotice = 0
                }
                return (state.pending, state.droppedSinceNotice)
            }
            guard let batch else { return }
            // The dropped lines came after those that were kept.
            let bytes = batch.dropped == 0 ? batch.bytes : batch.bytes + notice(batch.dropped)
            if !output.write(bytes) {
                let lines = bytes.count { $0 == UInt8(ascii: "\n") }
                dropped.add(UInt64(lines), ordering: .relaxed)
            }
        }
    }
}
