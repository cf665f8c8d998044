import Dispatch
import Glibc

/// A client that sends exactly the bytes it is given. Its blocking calls run on a queue of its own, off the cooperative pool,
/// and give up after 20 seconds.
final class RawClient: Sendable {
    enum Failure: Error, Hashable {
        /// The stream's end, before what was awaited.
        case closed
        case system(Int32)
        case malformed(String)
    }

    private final class Storage: @unchecked Sendable {
        var buffer: [UInt8] = []
    }

    let descriptor: Int32
    private let queue = DispatchQueue(label: "RawClient")
    /// Touched on the queue only.
    private let storage = Storage()

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system(errno) }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = unsafe withUnsafePointer(to: &address) { address in
            unsafe connect(descriptor, UnsafeRawPointer(address).assumingMemoryBound(to: sockaddr.self), size)
        }
        guard connected == 0 else { throw Failure.system(errno) }
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) async throws {
        try await onQueue { client in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes { bytes in
                    unsafe Glibc.send(client.descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Failure.system(errno) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// No more will be sent; answers can still be read.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    func get(_ target: String) async throws -> RawResponse {
        try await send("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n")
        return try await response()
    }

    func post(_ target: String, _ body: [UInt8]) async throws -> RawResponse {
        try await send(Array("POST \(target) HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body)
        return try await response()
    }

    /// The next answer that isn't "100 Continue".
    func response(toHead: Bool = false) async throws -> RawResponse {
        try await onQueue { client in
            while true {
                let head = try client.takeHead()
                var response = try RawResponse(head: head)
                if response.status == 100 { continue }
                let count = toHead || response.status == 204 ? 0 : Int(response["content-length"] ?? "0") ?? 0
                response.body = try client.take(count)
                return response
            }
        }
    }

    /// Everything until the end of the stream.
    func rest() async throws -> [UInt8] {
        try await onQueue { client in
            while try client.fill() {}
            defer { client.storage.buffer = [] }
            return client.storage.buffer
        }
    }

    private func onQueue<T: Sendable>(_ body: @escaping @Sendable (RawClient) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body(self) }) }
        }
    }

    private func takeHead() throws -> String {
        while true {
            let bytes = storage.buffer
            if let end = (0..<max(bytes.count - 3, 0)).first(where: { bytes[$0..<$0 + 4] == [13, 10, 13, 10] }) {
                storage.buffer.removeFirst(end + 4)
                return String(decoding: bytes[..<end], as: UTF8.self)
            }
            guard try fill() else { throw Failure.closed }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while storage.buffer.count < count {
            guard try fill() else { throw Failure.closed }
        }
        defer { storage.buffer.removeFirst(count) }
        return Array(storage.buffer.prefix(count))
    }

    /// False at the end of the stream.
    private func fill() throws -> Bool {
        var part = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe part.withUnsafeMutableBytes { part in
            unsafe recv(descriptor, part.baseAddress, part.count, 0)
        }
        guard count >= 0 else { throw Failure.system(errno) }
        storage.buffer += part[..<count]
        return count > 0
    }
}
