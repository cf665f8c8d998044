import JSON

extension DefinitionRecord {
    private static let externalTexts: [StaticString] = [
        "biz_name", "biz_type", "create_link_mobile", "create_link_pc", "action_callback_url", "action_callback_token",
        "action_callback_key",
    ]
    private static let externalSwitches: [StaticString] = [
        "support_pc", "support_mobile", "support_batch_read", "enable_mark_readed", "enable_quick_operate",
        "allow_batch_operate", "exclude_efficiency_statistics",
    ]

    /// The members of `data` of `GET external_approvals/:code`.
    func write(groupName: String?, _ writer: inout JSONWriter) {
        writer.member("approval_name", nameKey)
        writer.member("approval_code", customCode)
        writer.member("group_code", groupCode)
        writer.member("group_name", groupName ?? "")
        writer.member("description", body.text("description") ?? "")
        writer.key("external")
        writer.beginObject()
        let external = body["external"]
        for name in Self.externalTexts {
            guard let text = external?.text(name) else { continue }
            writer.key(name)
            writer.value(text)
        }
        for name in Self.externalSwitches {
            writer.key(name)
            writer.value(external?.flag(name) ?? false)
        }
        writer.endObject()
        writeList("viewers", &writer)
        writeResources(&writer)
        writeList("managers", &writer)
    }

    private func writeList(_ name: StaticString, _ writer: inout JSONWriter) {
        writer.key(name)
        writer.beginArray()
        if let array = body.member(name)?.array {
            for element in array { writer.value(element) }
        }
        writer.endArray()
    }

    /// A name that was sent as plain text shows up under its made-up key in each language.
    private func writeResources(_ writer: inout JSONWriter) {
        let isConverted = body.text("approval_name") != nameKey
        guard isConverted else { return writeList("i18n_resources", &writer) }
        writer.key("i18n_resources")
        writer.beginArray()
        var hasResource = false
        if let resources = body.member("i18n_resources")?.array {
            for resource in resources {
                hasResource = true
                writeResource(
                    locale: resource.text("locale") ?? "", isDefault: resource.flag("is_default"),
                    texts: resource["texts"]?.array, &writer)
            }
        }
        if !hasResource { writeResource(locale: "zh-CN", isDefault: true, texts: nil, &writer) }
        writer.endArray()
    }

    private func writeResource(locale: String, isDefault: Bool, texts: JSONArray?, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("locale", locale)
        writer.key("texts")
        writer.beginArray()
        if let texts {
            for text in texts { writer.value(text) }
        }
        writer.beginObject()
        writer.member("key", nameKey)
        writer.member("value", name)
        writer.endObject()
        writer.endArray()
        writer.key("is_default")
        writer.value(isDefault)
        writer.endObject()
    }
}
