/// An object of a parsed document, members in the order they were written; iterating over it allocates nothing.
public struct JSONObject: Sendable, Sequence {
    @usableFromInline let document: JSONDocument
    @usableFromInline let index: Int

    @inlinable
    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    /// Number of members.
    @inlinable public var count: Int { document.count(ofContainerAt: index) }
    @inlinable public var isEmpty: Bool { count == 0 }
    @inlinable public var underestimatedCount: Int { count }

    /// The first member named `key`, or nil. Looks at each member in turn.
    @inlinable
    public subscript(_ key: StaticString) -> JSONValue? {
        for member in self where member.key == key { return member.value }
        return nil
    }

    /// The first member named `key`, or nil. Looks at each member in turn.
    @_disfavoredOverload
    public subscript(_ key: String) -> JSONValue? {
        for member in self where member.key == key { return member.value }
        return nil
    }

    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }

    public struct Iterator: IteratorProtocol {
        @usableFromInline let document: JSONDocument
        @usableFromInline let last: Int
        @usableFromInline var current: Int

        @inlinable
        init(_ object: JSONObject) {
            document = object.document
            last = object.document.end(ofContainerAt: object.index) &- 1
            current = object.index &+ 1
        }

        @inlinable
        public mutating func next() -> JSONMember? {
            guard current < last else { return nil }
            let key = JSONString(document: document, start: document.stringStart(at: current))
            let value = JSONValue(document: document, index: current &+ 1)
            current = document.next(after: current &+ 1)
            return JSONMember(key: key, value: value)
        }
    }
}
