/// The header fields of an answer, in order, kept as the bytes that arrived: reading an answer costs one allocation, however
/// many fields it has, and a `String` is made only of a value that is asked for.
public struct HTTPHeaders: Sendable, Hashable {
    /// `name:value\n` for each field.
    private var bytes: [UInt8] = []
    public private(set) var count = 0

    public init() {}

    /// For doubles and tests.
    public init(_ fields: [(name: String, value: String)]) {
        for field in fields {
            append(line: Array("\(field.name): \(field.value)".utf8))
        }
    }

    /// The bytes kept.
    public var size: Int { bytes.count }
    public var isEmpty: Bool { count == 0 }

    /// The first value of this name, compared without regard to ASCII case, trimmed of spaces and tabs.
    public subscript(_ name: String) -> String? {
        var found: String?
        scan { fieldName, value in
            guard Self.equal(fieldName, name) else { return true }
            found = String(decoding: value, as: UTF8.self)
            return false
        }
        return found
    }

    /// Every value of this name, in order of arrival, not split at commas.
    public func values(_ name: String) -> [String] {
        var found: [String] = []
        scan { fieldName, value in
            if Self.equal(fieldName, name) { found.append(String(decoding: value, as: UTF8.self)) }
            return true
        }
        return found
    }

    /// Every field, in order of arrival.
    public var fields: [(name: String, value: String)] {
        var all: [(name: String, value: String)] = []
        all.reserveCapacity(count)
        scan { name, value in
            all.append((String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
            return true
        }
        return all
    }

    /// Adds a field as it came, without its line end. Lines without a colon are dropped; one that begins with a space or tab
    /// continues the field before it (RFC 9112, 5.2).
    mutating func append(line: some Collection<UInt8>) {
        guard let first = line.first else { return }
        if first == 0x20 || first == 0x09 {
            guard count > 0 else { return }
            bytes.removeLast()
            bytes.append(contentsOf: line)
            bytes.append(0x0A)
            return
        }
        guard first != 0x3A, line.contains(0x3A) else { return }
        bytes.append(contentsOf: line)
        bytes.append(0x0A)
        count += 1
    }

    /// Forgets the fields and keeps nothing allocated that a long list needed.
    mutating func removeAll() {
        bytes = []
        count = 0
    }

    mutating func reserve(_ size: Int) {
        bytes.reserveCapacity(size)
    }

    private func scan(_ visit: (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Bool) {
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            if let colon = bytes[start..<end].firstIndex(of: 0x3A) {
                let name = Self.trimmed(bytes[start..<colon])
                guard visit(name, Self.trimmed(bytes[(colon + 1)..<end])) else { return }
            }
            start = end + 1
        }
    }

    private static func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var slice = slice
        while let first = slice.first, first == 0x20 || first == 0x09 { slice.removeFirst() }
        while let last = slice.last, last == 0x20 || last == 0x09 { slice.removeLast() }
        return slice
    }

    private static func equal(_ field: ArraySlice<UInt8>, _ name: String) -> Bool {
        let utf8 = name.utf8
        guard utf8.count == field.count else { return false }
        return zip(field, utf8).allSatisfy { lowered($0) == lowered($1) }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
