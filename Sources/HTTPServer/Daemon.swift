internal import CMicroHTTPD

/// libmicrohttpd's server with its one thread.
///
/// On `poll`: with epoll, 0.9.75 takes 128 events at a time, and when exactly so many are there it waits for more before it
/// serves any of them, without end if nothing more comes.
@safe struct Daemon: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// Owns the listener from here on, and a reference to `core` until `stop()`. Nil where the system has no thread,
    /// descriptor or memory left.
    init?(_ listener: Listener, core: ServerCore) {
        let limits = core.configuration
        let retained = unsafe Unmanaged.passRetained(core)
        // The pool holds the head twice: as it came, and as the list made of it.
        let started = unsafe relay_mhd_start(
            listener.descriptor, proceed, begin, completed, retained.toOpaque(), limits.maximumHeaderBytes * 2,
            UInt32(clamping: limits.maximumConnections), UInt32(clamping: limits.connectionTimeout.components.seconds))
        guard let started = unsafe started else {
            unsafe retained.release()
            return nil
        }
        unsafe self.pointer = started
    }

    var connectionCount: Int { Int(unsafe relay_mhd_connection_count(pointer)) }

    /// No new connections. Returns the listening socket, to be closed after `stop()`.
    func quiesce() -> Int32? {
        let descriptor = unsafe MHD_quiesce_daemon(pointer)
        return descriptor >= 0 ? descriptor : nil
    }

    /// Waits for the thread. With a connection still suspended it would abort the process.
    func stop(_ core: ServerCore) {
        unsafe MHD_stop_daemon(pointer)
        unsafe Unmanaged.passUnretained(core).release()
    }
}

/// The request line is read.
private func begin(
    _ context: UnsafeMutableRawPointer?,
    _ target: UnsafePointer<CChar>?,
    _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context, let target = unsafe target else { return nil }
    let core = unsafe Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    core.requestBegan()
    let request = unsafe RequestContext(target: String(cString: target), core: core)
    return unsafe Unmanaged.passRetained(request).toOpaque()
}

private func proceed(
    _ context: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ path: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?,
    _ version: UnsafePointer<CChar>?,
    _ part: UnsafePointer<CChar>?,
    _ partCount: UnsafeMutablePointer<Int>?,
    _ request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let connection = unsafe connection, let method = unsafe method, let partCount = unsafe partCount,
        let request = unsafe request?.pointee
    else { return .NO }
    let bytes = unsafe UnsafeRawBufferPointer(start: part, count: part == nil ? 0 : partCount.pointee)
    unsafe partCount.pointee = 0
    let goesOn = unsafe Unmanaged<RequestContext>.fromOpaque(request).takeUnretainedValue()
        .proceed(Connection(connection), method: String(cString: method), part: bytes)
    return goesOn ? .YES : .NO
}

private func completed(
    _ context: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ reason: MHD_RequestTerminationCode
) {
    guard let context = unsafe context, let slot = unsafe request, let opaque = unsafe slot.pointee else { return }
    unsafe slot.pointee = nil
    unsafe Unmanaged<RequestContext>.fromOpaque(opaque).takeRetainedValue().end()
    unsafe Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue().requestEnded()
}
