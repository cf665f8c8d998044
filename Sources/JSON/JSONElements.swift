/// Goes through the elements of a borrowed array; through none, if the value is no array.
@safe
public struct JSONElements: ~Escapable {
    @usableFromInline let array: JSONView
    @usableFromInline let last: Int
    @usableFromInline var position: Int
    @usableFromInline var upcoming: Int

    @inlinable
    @_lifetime(copy array)
    public init(_ array: JSONView) {
        self.array = array
        last = unsafe array.isArray ? Int(UInt32(truncatingIfNeeded: array.tape[array.index])) &- 1 : 0
        position = array.index
        upcoming = array.index &+ 1
    }

    /// Goes to the next element, or to the first; false after the last.
    @inlinable
    public mutating func next() -> Bool {
        guard upcoming < last else { return false }
        position = upcoming
        upcoming = element.following
        return true
    }

    /// The element that ``next()`` went to; before that, the array.
    @inlinable public var element: JSONView {
        @_lifetime(copy self) get { JSONView(in: array, index: position) }
    }
}
