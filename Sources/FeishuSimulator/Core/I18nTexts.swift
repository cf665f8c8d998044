import JSON

/// What people see for an i18n key: the text of the default language (else of the first one that has it).
struct I18nTexts {
    private let resources: JSONArray?

    /// - Parameter resources: `i18n_resources`, whose `texts` are a list of key and value (approval API) or a map (bot API).
    init(_ resources: JSONValue?) {
        self.resources = resources?.array
    }

    /// The official sample of an instance has a key without the first `@`, which is therefore taken too.
    static func isKey(_ text: String) -> Bool {
        text.hasPrefix("@i18n@") || text.hasPrefix("i18n@")
    }

    /// The text of a key; what is no key, or has no text, is shown as it is.
    func text(_ key: String) -> String {
        guard let resources, Self.isKey(key) else { return key }
        var fallback: String?
        for resource in resources {
            guard let found = Self.find(key, in: resource) else { continue }
            if resource.flag("is_default") { return found }
            if fallback == nil { fallback = found }
        }
        return fallback ?? key
    }

    func text(_ key: String?) -> String? {
        key.map { text($0) }
    }

    private static func find(_ key: String, in resource: JSONValue) -> String? {
        if let texts = resource["texts"]?.array {
            for text in texts where text["key"]?.string.map({ $0 == key }) ?? false {
                return text["value"]?.stringValue
            }
        } else if let texts = resource["texts"]?.object {
            for text in texts where text.key == key { return text.value.stringValue }
        }
        return nil
    }
}
