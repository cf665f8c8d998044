import CRdKafka
import Glibc

/// A thread of the operating system, detached: for a client's poll loop and for calls that block.
enum NativeThread {
    private final class Body: Sendable {
        let name: String
        let run: @Sendable () -> Void

        init(name: String, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// - Parameter name: at most 15 bytes are shown by the system.
    /// - Throws: `.systemResource` when the system has no thread to give.
    static func start(name: String, _ run: @escaping @Sendable () -> Void) throws(KafkaError) {
        let body = unsafe Unmanaged.passRetained(Body(name: name, run: run))
        var thread = pthread_t()
        let result = unsafe pthread_create(&thread, nil, enter, body.toOpaque())
        guard result == 0 else {
            unsafe body.release()
            throw KafkaError(.systemResource, "can't start the thread \(name): error \(result) of pthread_create")
        }
        pthread_detach(thread)
    }

    private static let enter: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        guard let argument = unsafe argument else { return nil }
        let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        unsafe crdkafka_name_thread(body.name)
        body.run()
        return nil
    }
}
