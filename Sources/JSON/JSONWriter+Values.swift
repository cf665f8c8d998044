extension JSONWriter {
    /// Copies a parsed value with all that is in it. Integers stay exact; doubles are written in their shortest form, and of a
    /// name that occurs twice both are.
    public mutating func value(_ value: JSONValue) {
        copy(value.view, isIndented: false)
    }

    /// As with a kept value.
    public mutating func value(_ value: JSONView) {
        copy(value, isIndented: false)
    }

    /// A loop, not recursion: how deep it goes is the document's choice.
    mutating func copy(_ value: JSONView, isIndented: Bool) {
        let end = value.following
        var isObject: [Bool] = []
        var index = value.index
        while index < end {
            let tag = JSONView(in: value, index: index).tag
            if tag == Tag.endObject || tag == Tag.endArray {
                isObject.removeLast()
                if isIndented, needsComma { breakLine(depth: isObject.count) }
                if tag == Tag.endObject { endObject() } else { endArray() }
                index += 1
                continue
            }
            if isIndented, !isObject.isEmpty { separate(depth: isObject.count) }
            if isObject.last == true {
                key(JSONView(in: value, index: index))
                if isIndented { append(UInt8(ascii: " ")) }
                index += 1
            }
            let element = JSONView(in: value, index: index)
            switch element.tag {
            case Tag.startObject:
                beginObject()
                isObject.append(true)
                index += 1
            case Tag.startArray:
                beginArray()
                isObject.append(false)
                index += 1
            default:
                scalar(element)
                index = element.following
            }
        }
    }

    private mutating func scalar(_ value: JSONView) {
        switch value.tag {
        case Tag.string: string(value)
        case Tag.integer: self.value(Int64(bitPattern: value.number))
        case Tag.unsigned: self.value(value.number)
        case Tag.double: self.value(Double(bitPattern: value.number))
        case Tag.true: self.value(true)
        case Tag.false: self.value(false)
        default: null()
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
