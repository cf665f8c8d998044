import JSON

extension JSONWriter {
    /// The secrets that senders put into Feishu's bodies.
    private static let secrets: Set<String> = ["action_callback_token", "action_callback_key", "trusteeship_url_token"]

    /// A body with `<redacted>` in the place of each secret.
    mutating func redacted(_ value: JSONValue) {
        if let object = value.object {
            beginObject()
            for member in object {
                key(member.key)
                if member.value.string != nil, Self.secrets.contains(String(member.key)) {
                    self.value("<redacted>")
                } else {
                    redacted(member.value)
                }
            }
            endObject()
        } else if let array = value.array {
            beginArray()
            for element in array { redacted(element) }
            endArray()
        } else {
            self.value(value)
        }
    }
}
