import Foundation
import Synchronization

/// An HTTP/1.1 server whose every answer is scripted, misbehaviour included: blocking sockets, one thread per connection, so
/// a script may simply wait for a `Gate`.
final class ScriptedServer: Sendable {
    struct Request: Sendable {
        var method: String
        var target: String
        var headers: [String: String]
        var body: [UInt8]
        /// Which connection it came on, and which request of that connection it is; both from 1.
        var connection: Int
        var ordinal: Int
    }

    enum Answer: Sendable {
        case respond(Int, headers: [(String, String)] = [], body: [UInt8] = [])
        /// Bytes as they are; the connection stays open.
        case raw(String)
        /// Bytes as they are, then the end of the connection.
        case rawThenClose(String)
        case reset
        case close
        /// Nothing, until the client goes.
        case hold
    }

    enum Acceptance: Sendable {
        case serve
        /// Accepted and never read.
        case ignore
        /// Answered with a reset before anything is read.
        case reset
    }

    struct Counts: Sendable {
        var connections = 0
        var requests = 0
        var current = 0
        var peak = 0
        var aborted = 0
    }

    let port: Int
    private let listener: Int32
    private let acceptance: Acceptance
    private let answer: @Sendable (Request) -> Answer
    private let open = Mutex<Set<Int32>>([])
    private let counted = Mutex(Counts())
    private let gone = Gate()

    var counts: Counts { counted.withLock { $0 } }
    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    init(
        _ acceptance: Acceptance = .serve, answer: @escaping @Sendable (Request) -> Answer = { _ in .respond(200) }
    ) throws {
        self.acceptance = acceptance
        self.answer = answer
        (listener, port) = try makeListener()
        Thread.detachNewThread { [self] in accept() }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        open.withLock { for socket in $0 { shutdown(socket, Int32(SHUT_RDWR)) } }
    }

    /// Waits until a client has gone before its answer.
    func waitForAbort() async { await gone.opened() }

    private func accept() {
        while true {
            let socket = Glibc.accept(listener, nil, nil)
            guard socket >= 0 else { break }
            open.withLock { _ = $0.insert(socket) }
            let connection = counted.withLock { counts in
                counts.connections += 1
                return counts.connections
            }
            Thread.detachNewThread { [self] in
                switch acceptance {
                case .serve: serve(socket, connection)
                case .ignore: drain(socket)
                case .reset: sendReset(socket)
                }
                open.withLock { _ = $0.remove(socket) }
                Glibc.close(socket)
            }
        }
        Glibc.close(listener)
    }

    private func serve(_ socket: Int32, _ connection: Int) {
        var reader = SocketReader(socket)
        var ordinal = 0
        while var request = reader.readRequest() {
            ordinal += 1
            request.connection = connection
            request.ordinal = ordinal
            counted.withLock { counts in
                counts.requests += 1
                counts.current += 1
                counts.peak = max(counts.peak, counts.current)
            }
            let answer = answer(request)
            counted.withLock { $0.current -= 1 }
            switch answer {
            case .respond(let status, let headers, let body):
                var head = "HTTP/1.1 \(status) Scripted\r\n"
                for (name, value) in headers { head += "\(name): \(value)\r\n" }
                head += "Content-Length: \(body.count)\r\n\r\n"
                let payload = request.method == "HEAD" ? [] : body
                guard writeAll(socket, Array(head.utf8) + payload) else { return }
            case .raw(let text): guard writeAll(socket, Array(text.utf8)) else { return }
            case .rawThenClose(let text):
                _ = writeAll(socket, Array(text.utf8))
                return
            case .reset: return sendReset(socket)
            case .close: return
            case .hold:
                drain(socket)
                counted.withLock { $0.aborted += 1 }
                gone.open()
                return
            }
        }
    }
}

/// A door that threads and tasks wait at until it is opened, once.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))
    private let semaphore = DispatchSemaphore(value: 0)

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
        semaphore.signal()
    }

    func opened() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiters.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    /// For a server's own thread.
    func waitOnThread() {
        semaphore.wait()
        semaphore.signal()
    }
}

struct SocketError: Error {}

/// A listening socket on a free port of the loopback interface.
func makeListener(backlog: Int32 = 512) throws -> (socket: Int32, port: Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw SocketError() }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            unsafe bind(listener, generic, size) == 0 && listen(listener, backlog) == 0
                && getsockname(listener, generic, &size) == 0
        }
    }
    guard bound else { throw SocketError() }
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
}

private func sendReset(_ socket: Int32) {
    var linger = linger(l_onoff: 1, l_linger: 0)
    unsafe setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
}

private func drain(_ socket: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while unsafe read(socket, &buffer, buffer.count) > 0 {}
}

private func writeAll(_ socket: Int32, _ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
        let sent = unsafe rest.withUnsafeBytes {
            unsafe send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent > 0 else { return false }
        rest = rest.dropFirst(sent)
    }
    return true
}

private struct SocketReader {
    private let socket: Int32
    private var buffer: [UInt8] = []

    init(_ socket: Int32) {
        self.socket = socket
    }

    mutating func readRequest() -> ScriptedServer.Request? {
        while true {
            if let end = headEnd() {
                let head = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeFirst(end + 4)
                var lines = head.split(separator: "\r\n")[...]
                let first = lines.popFirst()?.split(separator: " ") ?? []
                guard first.count == 3 else { return nil }
                var headers: [String: String] = [:]
                for line in lines {
                    let parts = line.split(separator: ":", maxSplits: 1)
                    let value = parts.count == 2 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
                    headers[parts[0].lowercased()] = value
                }
                let length = headers["content-length"].flatMap { Int($0) } ?? 0
                while buffer.count < length { guard fill() else { return nil } }
                let body = Array(buffer[..<length])
                buffer.removeFirst(length)
                return ScriptedServer.Request(
                    method: String(first[0]), target: String(first[1]), headers: headers, body: body, connection: 0,
                    ordinal: 0)
            }
            guard fill() else { return nil }
        }
    }

    private func headEnd() -> Int? {
        guard buffer.count >= 4 else { return nil }
        return (0...(buffer.count - 4)).first { buffer[$0...].starts(with: "\r\n\r\n".utf8) }
    }

    private mutating func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65536)
        let count = unsafe read(socket, &chunk, chunk.count)
        guard count > 0 else { return false }
        buffer.append(contentsOf: chunk[..<count])
        return true
    }
}

func closeSocket(_ socket: Int32) {
    Glibc.close(socket)
}
