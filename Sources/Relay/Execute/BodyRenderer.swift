import FeishuTypes
import JSON

/// Puts into a command's body what only execution knows. The rest is copied as it is.
final class BodyRenderer {
    private var writer = JSONWriter(capacity: 4096)

    /// The body as it is.
    func bytes(_ body: JSONValue) -> [UInt8] {
        writer.removeAll()
        writer.value(body)
        return writer.bytes()
    }

    /// A sync's body with its version, and with Feishu's code where it has another.
    func bytes(_ body: JSONValue, version: Int64, approvalCode: String?) -> [UInt8] {
        writer.removeAll()
        InstanceSync.write(body, version: version, approvalCode: approvalCode, to: &writer)
        return writer.bytes()
    }

    /// What has been read and changed.
    func bytes(_ sync: some FeishuBody) -> [UInt8] {
        writer.removeAll()
        sync.write(to: &writer)
        return writer.bytes()
    }

    /// The body with one member set.
    func bytes(_ body: JSONValue, setting name: StaticString, to text: String) -> [UInt8] {
        writer.removeAll()
        writer.beginObject()
        var isSet = false
        if let object = body.object {
            for member in object {
                writer.key(member.key)
                if member.key == name {
                    writer.value(text)
                    isSet = true
                } else {
                    writer.value(member.value)
                }
            }
        }
        if !isSet {
            writer.key(name)
            writer.value(text)
        }
        writer.endObject()
        return writer.bytes()
    }
}
