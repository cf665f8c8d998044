import JSON

extension JSONWriter {
    mutating func member(_ key: StaticString, _ value: String) {
        self.key(key)
        self.value(value)
    }

    mutating func member(_ key: StaticString, _ value: Int64) {
        self.key(key)
        self.value(value)
    }

    mutating func member(_ key: StaticString, _ value: Int) {
        self.key(key)
        self.value(value)
    }

    mutating func member(_ key: StaticString, _ value: Bool) {
        self.key(key)
        self.value(value)
    }

    /// Left out when nil.
    mutating func optional(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        member(key, value)
    }

    /// A list of objects; `write` writes one's members.
    mutating func objects<Elements: Sequence>(
        _ key: StaticString, _ elements: Elements, _ write: (Elements.Element, inout JSONWriter) -> Void
    ) {
        self.key(key)
        beginArray()
        for element in elements {
            beginObject()
            write(element, &self)
            endObject()
        }
        endArray()
    }

    mutating func strings(_ key: StaticString, _ values: [String]) {
        self.key(key)
        beginArray()
        for value in values { self.value(value) }
        endArray()
    }
}
