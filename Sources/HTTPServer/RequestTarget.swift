/// Takes a request's target apart (RFC 9112 section 3.2).
struct RequestTarget {
    private(set) var path: String
    private(set) var query: [(name: String, value: String?)]

    init(_ target: String) {
        var rest = Array(target.utf8)[...]
        if let hash = rest.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<hash] }
        var queryBytes: ArraySlice<UInt8> = []
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            queryBytes = rest[(mark + 1)...]
            rest = rest[..<mark]
        }
        if rest.first != UInt8(ascii: "/"), let authority = Self.afterScheme(rest) {
            let slash = authority.firstIndex(of: UInt8(ascii: "/"))
            rest = slash.map { authority[$0...] } ?? [UInt8(ascii: "/")]
        }
        path = Self.decoded(rest, plusIsSpace: false)
        query = queryBytes.split(separator: UInt8(ascii: "&")).map { pair in
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else {
                return (Self.decoded(pair, plusIsSpace: true), nil)
            }
            return (
                Self.decoded(pair[..<equals], plusIsSpace: true),
                Self.decoded(pair[(equals + 1)...], plusIsSpace: true)
            )
        }
    }

    /// What follows "http://" of the absolute form, which a client of a proxy sends.
    private static func afterScheme(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let rest = bytes[(colon + 1)...]
        guard rest.starts(with: "//".utf8) else { return nil }
        return rest.dropFirst(2)
    }

    /// A "%" without two hexadecimal digits stays as it is.
    private static func decoded(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = digit(rest.first), let low = digit(rest.dropFirst().first) {
                result.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else if byte == UInt8(ascii: "+"), plusIsSpace {
                result.append(UInt8(ascii: " "))
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        switch byte {
        case .some(let byte) where (0x30...0x39).contains(byte): byte - 0x30
        case .some(let byte) where (0x41...0x46).contains(byte): byte - 0x41 + 10
        case .some(let byte) where (0x61...0x66).contains(byte): byte - 0x61 + 10
        default: nil
        }
    }
}
