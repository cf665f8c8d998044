/// The members of a borrowed object by the places of their names in a table: found once, and then read in any order.
@safe
public struct JSONRow: ~Escapable {
    /// Names that a row's table may have.
    @inlinable public static var maximumCount: Int { 24 }

    @usableFromInline let object: JSONView
    /// Tape indexes; 0, where the root's own word is, for what isn't there.
    @usableFromInline var positions: InlineArray<24, UInt32>

    /// Whether the value is an object, and the table has all its names.
    public let hasKnownNames: Bool

    /// Of a name that occurs twice the last counts; a parser that refuses those has none.
    ///
    /// - Precondition: the table has at most ``maximumCount`` names.
    @_lifetime(copy object)
    public init(_ object: JSONView, _ table: borrowing JSONKeyTable) {
        precondition(table.names.count <= Self.maximumCount, "JSONRow: the table has too many names")
        self.object = object
        positions = InlineArray(repeating: 0)
        guard object.tag == Tag.startObject else {
            hasKnownNames = false
            return
        }
        let last = unsafe Int(UInt32(truncatingIfNeeded: object.tape[object.index])) &- 1
        var current = object.index &+ 1
        var hasKnownNames = true
        while current < last {
            let word = unsafe object.tape[current]
            let start = unsafe object.strings + JSONView.start(ofStringAt: word)
            let count = unsafe JSONView.count(ofStringAt: word, object.strings)
            let value = current &+ 1
            if let field = unsafe table.index(ofNameAt: start, count: count) {
                positions[field] = UInt32(truncatingIfNeeded: value)
            } else {
                hasKnownNames = false
            }
            current = JSONView(in: object, index: value).following
        }
        self.hasKnownNames = hasKnownNames
    }

    /// The member's value; of one that isn't there, what reads as `null`.
    @inlinable public subscript(_ field: Int) -> JSONView {
        @_lifetime(copy self) get { JSONView(in: object, index: Int(positions[field])) }
    }
}
