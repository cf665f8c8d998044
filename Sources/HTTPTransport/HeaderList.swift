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
            throw HTTPTransportError(code: .other, message: "out of memory for a request's headers")
        }
        unsafe list = grown
    }

    private static let reserved: Set<String> = ["content-length", "transfer-encoding", "connection", "expect"]

    private static func validate(_ name: String, _ value: String) throws(HTTPTransportError) {
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
        guard !value.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) else {
            throw HTTPTransportError(
                code: .invalidRequest, message: "header \(name): its value contains a control character")
        }
        guard !reserved.contains(name.lowercased()) else {
            throw HTTPTransportError(code: .invalidRequest, message: "header \(name): the transport sets it itself")
        }
    }
}
