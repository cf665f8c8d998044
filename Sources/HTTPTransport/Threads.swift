import CCurl
import Glibc

/// Threads of our own, off the cooperative pool.
enum Threads {
    /// Returns 0 or an error number; `body` is dropped then.
    static func start(detached: Bool, _ body: @escaping @Sendable () -> Void) -> Int32 {
        let box = unsafe Unmanaged.passRetained(ThreadBody(body))
        var thread = pthread_t()
        let error = unsafe ccurl_start_thread(&thread, detached ? 1 : 0, runThread, box.toOpaque())
        if error != 0 { unsafe box.release() }
        return error
    }

    /// Waits for a thread that is about to end, on another, then runs `body` there. Where no thread can be had, `body` runs
    /// at once.
    static func join(_ thread: UInt, then body: @escaping @Sendable () -> Void) {
        let error = start(detached: true) {
            pthread_join(pthread_t(thread), nil)
            body()
        }
        guard error != 0 else { return }
        pthread_detach(pthread_t(thread))
        body()
    }
}

private final class ThreadBody {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context = unsafe context {
        unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
    }
    return nil
}
