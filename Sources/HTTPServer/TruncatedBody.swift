internal import CMicroHTTPD

/// A body that breaks off before the length that was announced.
final class TruncatedBody: Sendable {
    private let bytes: [UInt8]
    private let end: Int

    /// `end` is within 0..<bytes.count.
    init(bytes: [UInt8], end: Int) {
        self.bytes = bytes
        self.end = end
    }

    /// Owns this body until libmicrohttpd is done with it.
    func makeResponse() -> OpaquePointer? {
        let retained = unsafe Unmanaged.passRetained(self)
        let response = unsafe MHD_create_response_from_callback(
            UInt64(bytes.count), 16 << 10, readTruncatedBody, retained.toOpaque(), releaseTruncatedBody)
        if unsafe response == nil { unsafe retained.release() }
        return unsafe response
    }

    fileprivate func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let start = Int(exactly: position), start < end else { return relay_mhd_reader_failed() }
        let count = min(end - start, buffer.count)
        unsafe buffer.copyBytes(from: bytes[start..<start + count])
        return count
    }
}

private func readTruncatedBody(
    _ context: UnsafeMutableRawPointer?,
    _ position: UInt64,
    _ buffer: UnsafeMutablePointer<CChar>?,
    _ capacity: Int
) -> Int {
    guard let context = unsafe context, let buffer = unsafe buffer else { return relay_mhd_reader_failed() }
    let body = unsafe Unmanaged<TruncatedBody>.fromOpaque(context).takeUnretainedValue()
    return unsafe body.read(at: position, into: UnsafeMutableRawBufferPointer(start: buffer, count: capacity))
}

private func releaseTruncatedBody(_ context: UnsafeMutableRawPointer?) {
    guard let context = unsafe context else { return }
    unsafe Unmanaged<TruncatedBody>.fromOpaque(context).release()
}
