extension JSONValue {
    /// The same value in a document of its own that holds nothing else, in as little memory as it needs: for values that are
    /// kept long. A parsed document takes some ten bytes of memory for each of its JSON, whichever part of it is kept.
    public func compacted() -> JSONValue {
        let end = document.next(after: index)
        var stringBytes = 0
        forEachWord(until: end) { position in
            if document.tag(at: position) == Tag.string {
                stringBytes += 4 + document.stringCount(at: document.stringStart(at: position))
            }
        }

        // Word 0 is the root's, one more stands after the value, as simdjson has it.
        let count = end - index + 2
        let tape = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
        let strings = UnsafeMutablePointer<UInt8>.allocate(capacity: stringBytes + Self.padding)
        unsafe strings.initialize(repeating: 0, count: stringBytes + Self.padding)
        unsafe (tape + 1).initialize(from: document.tape + index, count: end - index)
        let root = UInt64(Tag.root) << 56
        unsafe tape[0] = root | UInt64(count - 1)
        unsafe tape[count - 1] = root

        var stringEnd = 0
        let shift = index - 1
        forEachWord(until: end) { position in
            let word = document.word(at: position)
            switch document.tag(at: position) {
            case Tag.string:
                let start = document.stringStart(at: position)
                let length = 4 + document.stringCount(at: start)
                unsafe (strings + stringEnd).update(from: document.strings + (start - 4), count: length)
                unsafe tape[position - shift] = UInt64(Tag.string) << 56 | UInt64(stringEnd)
                stringEnd += length
            case Tag.startObject, Tag.startArray, Tag.endObject, Tag.endArray:
                // The low half is an index on the tape, of after the end or of the start.
                unsafe tape[position - shift] = word - UInt64(shift)
            default: break
            }
        }
        return JSONValue(document: unsafe JSONDocument(owning: tape, strings: strings), index: 1)
    }

    /// What may be read past the end of a string.
    private static let padding = 32

    private func forEachWord(until end: Int, _ body: (Int) -> Void) {
        var position = index
        while position < end {
            body(position)
            position += Tag.words(of: document.tag(at: position))
        }
    }
}
