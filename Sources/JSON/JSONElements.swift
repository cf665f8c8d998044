/// Goes through the elements of a borrowed array; through none, if the value is no array.
@safe
public struct JSONElements: ~Escapable {
    @usableFromInline let array: JSONView
    @usableFromInline let last: Int
    @usableFromInline var position: Int
    @usableFromInline var following: Int

    @inlinable
    @_lifetime(copy array)
    public init(_ array: JSONView) {
        self.array = array
        last = unsafe array.isArray ? Int(UInt32(truncatingIfNeeded: array.tape[array.index])) &- 1 : 0
        position = array.index
        following = array.index &+ 1
    }

    /// Goes to the next element, or to the first; false after the last.
    @inlinable
    public mutating func next() -> Bool {
        guard following < last else { return false }
        position = following
        let word = unsafe array.tape[position]
        let tag = UInt8(truncatingIfNeeded: word &>> 56)
        let isContainer = tag == Tag.startObject || tag == Tag.startArray
        following = isContainer ? Int(UInt32(truncatingIfNeeded: word)) : position &+ Tag.words(of: tag)
        return true
    }

    /// The element that ``next()`` went to; before that, the array.
    @inlinable public var element: JSONView {
        @_lifetime(copy self) get { JSONView(in: array, index: position) }
    }
}
