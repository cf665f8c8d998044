import Dispatch
import Foundation
import Synchronization

/// What must be undone when a benchmark ends, also when it is interrupted.
enum Cleanup {
    private static let steps = Mutex<[@Sendable () -> Void]>([])

    static func add(_ step: @escaping @Sendable () -> Void) {
        steps.withLock { $0.append(step) }
    }

    /// Runs the steps, the last one first, each once.
    static func run() {
        while let step = steps.withLock({ $0.popLast() }) { step() }
    }

    static func runWhenInterrupted() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                BackgroundProcess.killAll()
                run()
                exit(130)
            }
            source.resume()
            // It is wanted as long as the program runs.
            _ = unsafe Unmanaged.passRetained(source as AnyObject)
        }
    }
}
