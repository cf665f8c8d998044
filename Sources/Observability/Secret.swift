/// A text that must not be seen: printing, interpolating, dumping or reflecting it gives `<redacted>`. Only ``reveal()`` gives
/// the text, and can be searched for in the source.
public struct Secret: Sendable {
    private let text: String

    public init(_ text: String) { self.text = text }

    public var isEmpty: Bool { text.isEmpty }

    /// The secret itself, for the one place that sends or compares it.
    public func reveal() -> String { text }
}

extension Secret: Equatable {
    /// Takes the same time wherever the two differ.
    public static func == (a: Secret, b: Secret) -> Bool {
        var difference: UInt8 = a.text.utf8.count == b.text.utf8.count ? 0 : 1
        for (x, y) in zip(a.text.utf8, b.text.utf8) { difference |= x ^ y }
        return difference == 0
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "<redacted>" }
    public var debugDescription: String { "<redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
