import CCurl

/// A request's headers in libcurl's form. One is made for a header array that many requests share.
@safe
final class HeaderList {
    private let headers: [(name: String, value: String)]
    private(set) var list: UnsafeMutablePointer<curl_slist>?

    /// Throws `invalidRequest` for what would break out of its line or contradict the transport.
    init(_ headers: [(name: String, value: String)]) throws(HTTPTransportError) {
        self.headers = headers
        unsafe list = nil
        var namesContentType = false
        for (name, value) in headers {
            try Self.validate(name, value)
            namesContentType = namesContentType || name.lowercased() == "content-type"
            // A name with nothing after its colon would mean "leave this header out" to libcurl.
            try append(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        // No 100-continue round trip before large bodies, no form type for bodies that name none.
        try append("Expect:")
        if !namesContentType { try append("Content-Type:") }
    }

    deinit {
        unsafe curl_slist_free_all(list)
    }

    /// A line of one request before all of this list, which must outlive it; freed by ``free(_:)``.
    func preceded(by header: (name: String, value: String)) throws(HTTPTransportError) -> UnsafeMutablePointer<
        curl_slist
    > {
        try Self.validate(header.name, header.value)
        let line = header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
        guard let first = unsafe curl_slist_append(nil, line) else { throw Self.outOfMemory }
        unsafe first.pointee.next = list
        return unsafe first
    }

    /// Frees a line that ``preceded(by:)`` made, and nothing of the list behind it.
    static func free(_ line: UnsafeMutablePointer<curl_slist>) {
        unsafe line.pointee.next = nil
        unsafe curl_slist_free_all(line)
    }

    /// The same array is the same headers; another one is compared.
    func matches(_ other: [(name: String, value: String)]) -> Bool {
        guard headers.count == other.count else { return false }
        let shared = unsafe headers.withUnsafeBufferPointer { mine in
            unsafe other.withUnsafeBufferPointer { theirs in unsafe mine.baseAddress == theirs.baseAddress }
        }
        return shared || zip(headers, other).allSatisfy { $0.name == $1.name && $0.value == $1.value }
    }

    private func append(_ line: String) throws(HTTPTransportError) {
        guard let grown = unsafe curl_slist_append(list, line) else {
            throw Self.outOfMemory
        }
        unsafe list = grown
    }

    private static var outOfMemory: HTTPTransportError {
        HTTPTransportError(code: .other, message: "out of memory for a request's headers")
    }

    private static let reserved: Set<String> = ["content-length", "transfer-encoding", "connection", "expect"]

    private static func validate(_ name: String, _ value: String) throws(HTTPTransportError) {
        if known.contains(where: { $0 == name }) { return try validate(value: value, of: name) }
        let isToken =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
        guard isToken else {
            throw HTTPTransportError(
                code: .invalidRequest, message: "expected a header name (RFC 9110, 5.1), found \"\(name.prefix(100))\"")
        }
        guard !reserved.contains(name.lowercased()) else {
            throw HTTPTransportError(code: .invalidRequest, message: "header \(name): the transport sets it itself")
        }
        try validate(value: value, of: name)
    }

    /// Names that need no look at each request.
    private static let known = ["X-Request-Id"]

    private static func validate(value: String, of name: String) throws(HTTPTransportError) {
        guard !value.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) else {
            throw HTTPTransportError(
                code: .invalidRequest, message: "header \(name): its value contains a control character")
        }
    }
}
