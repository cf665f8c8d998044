internal import CMicroHTTPD

/// A connection of libmicrohttpd. Its thread alone may call these, except `resume()` of a suspended one; it lives until the
/// request's completion is notified, and while it is suspended.
@safe struct Connection: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    func suspend() { unsafe MHD_suspend_connection(pointer) }

    func resume() { unsafe MHD_resume_connection(pointer) }

    /// The next that the peer reads is ECONNRESET.
    func reset() { unsafe relay_mhd_reset(pointer) }

    var remoteAddress: String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            guard let base = text.baseAddress, unsafe relay_mhd_peer(pointer, base, 64) != 0 else { return "" }
            return unsafe String(cString: base)
        }
    }

    var headers: ServerHeaders {
        var headers = ServerHeaders()
        unsafe withUnsafeMutablePointer(to: &headers) { headers in
            _ = unsafe MHD_get_connection_values_n(pointer, .HEADER_KIND, collectHeader, headers)
        }
        return headers
    }

    /// False makes libmicrohttpd close the connection, which is what is wanted then.
    func queue(_ response: ServerResponse) -> Bool {
        switch response.fault {
        case .resetBeforeAnswer:
            reset()
            return false
        case .closeWithoutAnswer:
            return false
        case .truncateBody(let count) where count < response.body.count:
            let body = TruncatedBody(bytes: response.body, end: max(count, 0))
            return unsafe queue(body.makeResponse(), response)
        case .truncateBody, nil:
            let made = unsafe response.body.withUnsafeBytes { bytes in
                // Copied at once: the constness is lost in C's signature only.
                let base = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
                return unsafe MHD_create_response_from_buffer(bytes.count, base, .RESPMEM_MUST_COPY)
            }
            return unsafe queue(made, response)
        }
    }

    private func queue(_ made: OpaquePointer?, _ response: ServerResponse) -> Bool {
        guard let made = unsafe made else { return false }
        defer { unsafe MHD_destroy_response(made) }
        for (name, value) in response.headers {
            _ = unsafe MHD_add_response_header(made, name, value)
        }
        let status = (200...999).contains(response.status) ? UInt32(response.status) : 500
        return unsafe MHD_queue_response(pointer, status, made) == .YES
    }
}

private func collectHeader(
    _ context: UnsafeMutableRawPointer?,
    _ kind: MHD_ValueKind,
    _ name: UnsafePointer<CChar>?,
    _ nameCount: Int,
    _ value: UnsafePointer<CChar>?,
    _ valueCount: Int
) -> MHD_Result {
    guard let headers = unsafe context?.assumingMemoryBound(to: ServerHeaders.self) else { return .NO }
    unsafe headers.pointee.append(
        name: string(UnsafeRawBufferPointer(start: name, count: nameCount)),
        value: string(UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueCount)))
    return .YES
}

private func string(_ bytes: UnsafeRawBufferPointer) -> String {
    unsafe String(decoding: bytes, as: UTF8.self)
}
