/// Knows in debug builds what may be written next; in release builds it is empty and costs nothing.
struct JSONWriterGrammar {
    #if DEBUG
        /// One entry for each open container: whether it is an object.
        private var open: [Bool] = []
        private var hasKey = false
        private var isComplete = false

        mutating func value() {
            precondition(!isComplete, "JSONWriter: the document is complete; removeAll() before the next")
            precondition(open.last != true || hasKey, "JSONWriter: a value in an object needs a key before it")
            hasKey = false
            isComplete = open.isEmpty
        }

        mutating func key() {
            precondition(open.last == true, "JSONWriter: a key outside an object")
            precondition(!hasKey, "JSONWriter: two keys without a value between them")
            hasKey = true
        }

        mutating func begin(isObject: Bool) {
            value()
            isComplete = false
            open.append(isObject)
        }

        mutating func end(isObject: Bool) {
            precondition(open.last == isObject, "JSONWriter: this end has no begin")
            precondition(!hasKey, "JSONWriter: a key without a value")
            open.removeLast()
            isComplete = open.isEmpty
        }
    #else
        @inline(__always) func value() {}
        @inline(__always) func key() {}
        @inline(__always) func begin(isObject: Bool) {}
        @inline(__always) func end(isObject: Bool) {}
    #endif
}
