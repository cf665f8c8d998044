import JSON

// Members of Feishu's objects. An absent optional writes nothing.
extension JSONWriter {
    mutating func member(_ name: StaticString, _ value: String) {
        key(name)
        self.value(value)
    }

    mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        member(name, value)
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        self.value(value)
    }

    mutating func member(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        member(name, value)
    }

    mutating func member<Choice: RawRepresentable>(_ name: StaticString, _ value: Choice?)
    where Choice.RawValue == String {
        guard let value else { return }
        member(name, value.rawValue)
    }

    /// Epoch milliseconds, as Feishu wants them: digits in a string.
    mutating func time(_ name: StaticString, _ milliseconds: Int64) {
        key(name)
        string(milliseconds)
    }

    mutating func user(_ user: UserReference) {
        member("user_id", user.userID)
        member("open_id", user.openID)
    }

    mutating func part<Part: FeishuBody>(_ name: StaticString, _ part: Part?) {
        guard let part else { return }
        key(name)
        part.write(to: &self)
    }

    /// - Parameter isRequired: whether an empty list is written too.
    mutating func list<Part: FeishuBody>(_ name: StaticString, _ parts: [Part], isRequired: Bool = false) {
        guard isRequired || !parts.isEmpty else { return }
        key(name)
        beginArray()
        for part in parts { part.write(to: &self) }
        endArray()
    }

    mutating func list(_ name: StaticString, _ strings: [String]) {
        guard !strings.isEmpty else { return }
        key(name)
        beginArray()
        for string in strings { value(string) }
        endArray()
    }

    /// A bot message's resources, whose texts are maps.
    mutating func messageResources(_ resources: [I18nResource], isRequired: Bool) {
        guard isRequired || !resources.isEmpty else { return }
        key("i18n_resources")
        beginArray()
        for resource in resources { resource.write(to: &self, asMap: true) }
        endArray()
    }
}
