/// Finds the first byte that makes a document unacceptable: in documents that simdjson has refused, to say why and where, and in
/// texts that are only passed on. It judges as simdjson does, which a test checks on random damage.
struct FaultScanner {
    private enum Expected {
        case value
        case valueOrEnd
        case keyOrEnd
        case key
        case colon
        case commaOrEnd
        case nothing
    }

    let bytes: [UInt8]
    let maximumDepth: Int
    var position = 0
    /// One entry for each open container: whether it is an object.
    private var open: [Bool] = []
    /// Strings that have been begun.
    private var strings = 0
    /// The scan stops at this string.
    private var wantedString = -1

    init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// Where the string number `ordinal` (names included, from 0) begins.
    mutating func offset(ofString ordinal: Int) -> Int? {
        wantedString = ordinal
        _ = firstFault()
        return strings == ordinal + 1 ? position : nil
    }

    /// Nil when there is nothing to complain about.
    mutating func firstFault() -> JSONError? {
        var expected = Expected.value
        do throws(JSONError) {
            while true {
                skipWhiteSpace()
                guard position < bytes.count else {
                    if expected == .nothing { return nil }
                    throw atEnd(expected)
                }
                if expected != .nothing, bytes[position] == UInt8(ascii: "\""), strings == wantedString {
                    strings += 1
                    return nil
                }
                expected = try scanToken(expected)
            }
        } catch {
            return error
        }
    }

    private mutating func scanToken(_ expected: Expected) throws(JSONError) -> Expected {
        let byte = bytes[position]
        switch (expected, byte) {
        case (.nothing, _):
            throw fault(.trailingContent, "the document has ended, but \(found()) follows")
        case (.valueOrEnd, UInt8(ascii: "]")), (.keyOrEnd, UInt8(ascii: "}")):
            return close()
        case (.value, _), (.valueOrEnd, _):
            return try scanValue(byte)
        case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
            try scanString()
            return .colon
        case (.colon, UInt8(ascii: ":")):
            position += 1
            return .value
        case (.commaOrEnd, UInt8(ascii: ",")):
            position += 1
            return open.last == true ? .key : .value
        case (.commaOrEnd, UInt8(ascii: "}")) where open.last == true,
            (.commaOrEnd, UInt8(ascii: "]")) where open.last == false:
            return close()
        default:
            throw unexpected(expected)
        }
    }

    private mutating func scanValue(_ byte: UInt8) throws(JSONError) -> Expected {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard open.count < maximumDepth || isEmptyContainer() else {
                throw fault(.tooDeep, "more than \(maximumDepth) arrays and objects are open")
            }
            open.append(byte == UInt8(ascii: "{"))
            position += 1
            return byte == UInt8(ascii: "{") ? .keyOrEnd : .valueOrEnd
        case UInt8(ascii: "\""): try scanString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber()
        case UInt8(ascii: "t"): try scanLiteral("true")
        case UInt8(ascii: "f"): try scanLiteral("false")
        case UInt8(ascii: "n"): try scanLiteral("null")
        default: throw unexpected(.value)
        }
        return open.isEmpty ? .nothing : .commaOrEnd
    }

    /// Whether the container that begins here ends at once: simdjson doesn't count it.
    private func isEmptyContainer() -> Bool {
        var copy = self
        copy.position += 1
        copy.skipWhiteSpace()
        return copy.peek() == (bytes[position] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }

    private mutating func close() -> Expected {
        open.removeLast()
        position += 1
        return open.isEmpty ? .nothing : .commaOrEnd
    }

    private mutating func skipWhiteSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func scanLiteral(_ literal: StaticString) throws(JSONError) {
        for offset in 0..<literal.utf8CodeUnitCount {
            let expected = literal.withUTF8Buffer { unsafe $0[offset] }
            guard position < bytes.count else { throw fault(.syntax, "the document ends inside \(literal)") }
            guard bytes[position] == expected else { throw fault(.syntax, "expected \(literal), found \(found())") }
            position += 1
        }
        if let byte = peek(), !Self.mayFollowScalar(byte) {
            throw fault(.syntax, "\(literal) is followed by \(found())")
        }
    }

    private mutating func scanString() throws(JSONError) {
        strings += 1
        let start = position
        position += 1
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"): try scanEscape()
            case 0..<0x20: throw fault(.invalidString, "a control character, \(found()), must be escaped")
            case 0x20..<0x80: position += 1
            default: try scanMultibyte()
            }
        }
        throw fault(.invalidString, "the document ends inside the string that starts at byte \(start)")
    }
}

// MARK: What is said about it
extension FaultScanner {
    func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    static func mayFollowScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"):
            true
        default: false
        }
    }

    func fault(_ kind: JSONError.Kind, _ message: String) -> JSONError {
        JSONError(kind: kind, message: message, offset: position)
    }

    /// The byte at the current position, for a message.
    func found() -> String {
        guard let byte = peek() else { return "the end of the document" }
        if byte > 0x20, byte < 0x7F { return "'\(Character(UnicodeScalar(byte)))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "byte 0x" + (digits.utf8.count < 2 ? "0" : "") + digits
    }

    private func name(of expected: Expected) -> String {
        switch expected {
        case .value: "a value"
        case .valueOrEnd: "a value or ']'"
        case .keyOrEnd: "a name in quotes or '}'"
        case .key: "a name in quotes"
        case .colon: "':'"
        case .commaOrEnd: open.last == true ? "',' or '}'" : "',' or ']'"
        case .nothing: "nothing"
        }
    }

    private func unexpected(_ expected: Expected) -> JSONError {
        if let byte = peek(), byte >= 0x80 {
            var copy = self
            do throws(JSONError) {
                try copy.scanMultibyte()
            } catch {
                return error
            }
        }
        return fault(.syntax, "expected \(name(of: expected)), found \(found())")
    }

    private func atEnd(_ expected: Expected) -> JSONError {
        if expected == .value, open.isEmpty {
            return fault(.empty, bytes.isEmpty ? "the document has no bytes" : "the document is only white space")
        }
        return fault(.syntax, "expected \(name(of: expected)), found the end of the document")
    }
}
