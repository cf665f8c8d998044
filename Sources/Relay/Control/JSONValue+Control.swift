import JSON

extension JSONValue {
    /// A text that isn't empty and not longer than that many bytes.
    func text(upTo bytes: Int) -> String? {
        guard let text = stringValue, !text.isEmpty, text.utf8.count <= bytes else { return nil }
        return text
    }

    /// Milliseconds as a duration; `nil` outside of 0…bound.
    func milliseconds(upTo bound: Duration) -> Duration? {
        guard let number = int64, number >= 0, number <= bound.wholeMilliseconds else { return nil }
        return .milliseconds(number)
    }
}

extension JSONWriter {
    mutating func member(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }

    mutating func member(_ name: StaticString, _ number: Int64) {
        key(name)
        value(number)
    }
}
