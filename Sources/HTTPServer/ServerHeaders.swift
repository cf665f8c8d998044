/// A request's headers in the order they came. Names are compared without regard to case.
public struct ServerHeaders: Sendable {
    public private(set) var all: [(name: String, value: String)]

    public init(_ all: [(name: String, value: String)] = []) {
        self.all = all
    }

    /// The first value of a name.
    public subscript(_ name: String) -> String? {
        for header in all where Self.equal(header.name, name) { return header.value }
        return nil
    }

    /// Every value of a name, unsplit.
    public func values(of name: String) -> [String] {
        all.filter { Self.equal($0.name, name) }.map(\.value)
    }

    mutating func append(name: String, value: String) {
        all.append((name, value))
    }

    /// ASCII case folding, as RFC 9110 section 5.1 has it.
    static func equal(_ left: String, _ right: String) -> Bool {
        var left = left
        var right = right
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard left.count == right.count else { return false }
                for index in left.indices {
                    guard unsafe lowercase(left[index]) == lowercase(right[index]) else { return false }
                }
                return true
            }
        }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
    }
}
