import Dispatch
import Foundation
import Synchronization

/// SIGTERM and SIGINT as a stream.
final class Signals: Sendable {
    let received: AsyncStream<Int32>
    private let sources: Mutex<[any DispatchSourceSignal]>

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        received = stream
        let queue = DispatchQueue(label: "signals")
        sources = Mutex(
            [SIGTERM, SIGINT].map { number in
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler { @Sendable in continuation.yield(number) }
                // Dispatch puts its own handler in place when it has registered the source, a moment later. Ignoring the signal until
                // then would lose one that comes in between; as it is, that ends the process, which has begun nothing yet.
                source.activate()
                return source
            })
    }

    /// Returns with the first signal.
    func wait() async {
        for await _ in received { return }
    }
}
