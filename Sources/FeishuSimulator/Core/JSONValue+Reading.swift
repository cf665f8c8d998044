import JSON

extension JSONValue {
    /// The member's text; nil if absent, null, no string or empty.
    func text(_ key: StaticString) -> String? {
        guard let string = self[key]?.string, !string.isEmpty else { return nil }
        return String(string)
    }

    /// The member, nil also when it is null: Feishu takes null as absent.
    func member(_ key: StaticString) -> JSONValue? {
        guard let value = self[key], !value.isNull else { return nil }
        return value
    }

    func flag(_ key: StaticString) -> Bool {
        self[key]?.bool ?? false
    }

    /// A time in milliseconds, as a string of digits or as a number; nil if it is neither.
    func time(_ key: StaticString) -> Int64? {
        guard let value = member(key) else { return nil }
        if let number = value.int64 { return number >= 0 ? number : nil }
        guard let text = value.stringValue else { return nil }
        return Self.milliseconds(text)
    }

    /// Digits only: `Int64.init` would also take a sign.
    static func milliseconds(_ text: String) -> Int64? {
        guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int64(text)
    }
}
