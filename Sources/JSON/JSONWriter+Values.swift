extension JSONWriter {
    /// Copies a parsed value with all that is in it. Integers stay exact; doubles are written in their shortest form, and of a
    /// name that occurs twice both are.
    public mutating func value(_ value: JSONValue) {
        copy(value, isIndented: false)
    }

    /// A loop, not recursion: how deep it goes is the document's choice.
    mutating func copy(_ value: JSONValue, isIndented: Bool) {
        let document = value.document
        let end = document.next(after: value.index)
        var isObject: [Bool] = []
        var index = value.index
        while index < end {
            let tag = document.tag(at: index)
            if tag == Tag.endObject || tag == Tag.endArray {
                isObject.removeLast()
                if isIndented, needsComma { breakLine(depth: isObject.count) }
                if tag == Tag.endObject { endObject() } else { endArray() }
                index += 1
                continue
            }
            if isIndented, !isObject.isEmpty { separate(depth: isObject.count) }
            if isObject.last == true {
                key(JSONString(document: document, start: document.stringStart(at: index)))
                if isIndented { append(UInt8(ascii: " ")) }
                index += 1
            }
            switch document.tag(at: index) {
            case Tag.startObject:
                beginObject()
                isObject.append(true)
                index += 1
            case Tag.startArray:
                beginArray()
                isObject.append(false)
                index += 1
            default:
                scalar(JSONValue(document: document, index: index))
                index = document.next(after: index)
            }
        }
    }

    private mutating func scalar(_ value: JSONValue) {
        switch value.kind {
        case .string: if let string = value.string { self.value(string) }
        case .integer: if let number = value.int64 { self.value(number) }
        case .unsigned: if let number = value.uint64 { self.value(number) }
        case .double: if let number = value.double { self.value(number) }
        case .bool: self.value(value.bool == true)
        case .null, .array, .object: null()
        }
    }

    /// A comma if one is due, and a new line for the next member or element.
    private mutating func separate(depth: Int) {
        if needsComma { append(UInt8(ascii: ",")) }
        needsComma = false
        breakLine(depth: depth)
    }

    private mutating func breakLine(depth: Int) {
        append(UInt8(ascii: "\n"))
        for _ in 0..<depth {
            append(UInt8(ascii: " "))
            append(UInt8(ascii: " "))
        }
    }

    private mutating func append(_ byte: UInt8) {
        reserve(1)
        write(byte)
    }
}
