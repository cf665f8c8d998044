import Glibc

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
        unsafe scan { fieldName, value in
            guard unsafe Self.equal(fieldName, name) else { return true }
            found = unsafe String(decoding: value, as: UTF8.self)
            return false
        }
        return found
    }

    /// Every value of this name, in order of arrival, not split at commas.
    public func values(_ name: String) -> [String] {
        var found: [String] = []
        unsafe scan { fieldName, value in
            if unsafe Self.equal(fieldName, name) { unsafe found.append(String(decoding: value, as: UTF8.self)) }
            return true
        }
        return found
    }

    /// The fields of these names, in order of arrival, under the names as they are given here. One pass, however many names.
    public func fields(named names: [String]) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        unsafe scan { fieldName, value in
            for name in names where unsafe Self.equal(fieldName, name) {
                unsafe found.append((name, String(decoding: value, as: UTF8.self)))
                break
            }
            return true
        }
        return found
    }

    /// Every field, in order of arrival.
    public var fields: [(name: String, value: String)] {
        var all: [(name: String, value: String)] = []
        all.reserveCapacity(count)
        unsafe scan { name, value in
            unsafe all.append((String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
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

    private func scan(_ visit: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool) {
        unsafe bytes.withUnsafeBufferPointer { all in
            guard let base = all.baseAddress else { return }
            var start = 0
            while start < all.count {
                let rest = all.count - start
                let found = unsafe memchr(base + start, 0x0A, rest)
                let length = unsafe found.map { unsafe UnsafeRawPointer(base + start).distance(to: $0) } ?? rest
                if let colon = unsafe memchr(base + start, 0x3A, length) {
                    let split = unsafe UnsafeRawPointer(base + start).distance(to: colon)
                    let name = unsafe Self.trimmed(UnsafeBufferPointer(rebasing: all[start..<(start + split)]))
                    let value = unsafe Self.trimmed(
                        UnsafeBufferPointer(rebasing: all[(start + split + 1)..<(start + length)]))
                    guard unsafe visit(name, value) else { return }
                }
                start += length + 1
            }
        }
    }

    private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, unsafe bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        while end > start, unsafe bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        return unsafe UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    private static func equal(_ field: UnsafeBufferPointer<UInt8>, _ name: String) -> Bool {
        let utf8 = name.utf8
        guard utf8.count == field.count else { return false }
        var index = 0
        for byte in utf8 {
            guard unsafe lowered(field[index]) == lowered(byte) else { return false }
            index += 1
        }
        return true
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
