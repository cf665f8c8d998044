/// One value of a parsed document. Holds a reference to the whole document: keeping it is always safe, and keeps the document.
/// Reading never allocates, except `stringValue`. See `compacted()` for values that are kept long.
public struct JSONValue: Sendable {
    public enum Kind: Sendable, Hashable {
        case null
        case bool
        /// A number without fraction or exponent that fits `Int64`.
        case integer
        /// A number without fraction or exponent in 2⁶³…2⁶⁴−1.
        case unsigned
        /// A number with a fraction or an exponent.
        case double
        case string
        case array
        case object
    }

    @usableFromInline let document: JSONDocument
    /// Where its first word is on the tape.
    @usableFromInline let index: Int

    @inlinable
    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    @inlinable @inline(__always)
    public var kind: Kind {
        switch document.tag(at: index) {
        case Tag.string: .string
        case Tag.startObject: .object
        case Tag.startArray: .array
        case Tag.integer: .integer
        case Tag.unsigned: .unsigned
        case Tag.double: .double
        case Tag.true, Tag.false: .bool
        default: .null
        }
    }

    @inlinable public var isNull: Bool { document.tag(at: index) == Tag.null }

    @inlinable public var bool: Bool? {
        switch document.tag(at: index) {
        case Tag.true: true
        case Tag.false: false
        default: nil
        }
    }

    /// Nil for anything but `integer`; a double is not rounded, `1.0` is none.
    @inlinable public var int64: Int64? {
        guard document.tag(at: index) == Tag.integer else { return nil }
        return Int64(bitPattern: document.word(at: index &+ 1))
    }

    /// Any integer that is not negative.
    @inlinable public var uint64: UInt64? {
        let number = document.word(at: index &+ 1)
        switch document.tag(at: index) {
        case Tag.unsigned: return number
        case Tag.integer: return Int64(bitPattern: number) < 0 ? nil : number
        default: return nil
        }
    }

    /// Any number; integers beyond 2⁵³ are rounded.
    @inlinable public var double: Double? {
        let number = document.word(at: index &+ 1)
        switch document.tag(at: index) {
        case Tag.double: return Double(bitPattern: number)
        case Tag.integer: return Double(Int64(bitPattern: number))
        case Tag.unsigned: return Double(number)
        default: return nil
        }
    }

    @inlinable public var string: JSONString? {
        guard document.tag(at: index) == Tag.string else { return nil }
        return JSONString(document: document, start: document.stringStart(at: index))
    }

    /// The string as a `String`; allocates beyond 15 bytes.
    public var stringValue: String? {
        guard let string else { return nil }
        return String(string)
    }

    @inlinable public var array: JSONArray? {
        guard document.tag(at: index) == Tag.startArray else { return nil }
        return JSONArray(document: document, index: index)
    }

    @inlinable public var object: JSONObject? {
        guard document.tag(at: index) == Tag.startObject else { return nil }
        return JSONObject(document: document, index: index)
    }

    /// The member `key`, nil when this is no object or has no such member. Looks at each member in turn: to read many, iterate
    /// and look the names up in a `JSONKeyTable`.
    @inlinable
    public subscript(_ key: StaticString) -> JSONValue? {
        object?[key]
    }

    /// The element at `position`, nil when this is no array or has fewer. Looks at each element in turn.
    @inlinable
    public subscript(_ position: Int) -> JSONValue? {
        array?[position]
    }
}
