/// An array of a parsed document; iterating over it allocates nothing.
public struct JSONArray: Sendable, Sequence {
    @usableFromInline let document: JSONDocument
    @usableFromInline let index: Int

    @inlinable
    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    @inlinable public var count: Int { document.count(ofContainerAt: index) }
    @inlinable public var isEmpty: Bool { count == 0 }
    @inlinable public var underestimatedCount: Int { count }

    /// The element at `position`, or nil. Looks at each element in turn.
    @inlinable
    public subscript(_ position: Int) -> JSONValue? {
        guard position >= 0, position < count else { return nil }
        var current = index &+ 1
        for _ in 0..<position { current = document.next(after: current) }
        return JSONValue(document: document, index: current)
    }

    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }

    public struct Iterator: IteratorProtocol {
        @usableFromInline let document: JSONDocument
        @usableFromInline let last: Int
        @usableFromInline var current: Int

        @inlinable
        init(_ array: JSONArray) {
            document = array.document
            last = array.document.end(ofContainerAt: array.index) &- 1
            current = array.index &+ 1
        }

        @inlinable
        public mutating func next() -> JSONValue? {
            guard current < last else { return nil }
            let value = JSONValue(document: document, index: current)
            current = document.next(after: current)
            return value
        }
    }
}
