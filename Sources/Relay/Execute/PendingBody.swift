import ApprovalContract
import FeishuTypes
import JSON

/// A command's body until it is rendered. An object that lets go of the parsed document then: that takes ten times the
/// body's size, and would otherwise live as long as the call.
final class PendingBody {
    private var value: JSONValue?

    /// Takes the body out of a command that was read.
    init(of command: inout Command) {
        if case .parsed(let value) = command.body { self.value = value }
        command.body = .bytes([])
    }

    /// A member's text; nil when it isn't one, and after rendering.
    subscript(_ name: StaticString) -> String? { value?[name]?.stringValue }

    /// Whether it has a member; not after rendering.
    func has(_ name: StaticString) -> Bool { value?[name] != nil }

    /// The message that it is; nil when another build wrote more of one than is known here.
    func message() -> MessageSend? { value.flatMap { MessageSend(exactly: $0) } }

    /// The same of a sync.
    func instance() -> InstanceSync? { value.flatMap { InstanceSync(exactly: $0) } }

    /// Bytes of what the body has become; the document is free afterwards.
    func render(_ renderer: BodyRenderer, _ changed: some FeishuBody) -> [UInt8] {
        value = nil
        return renderer.bytes(changed)
    }

    /// The body's bytes; the document is free afterwards.
    func render(_ renderer: BodyRenderer) -> [UInt8] {
        defer { value = nil }
        return value.map { renderer.bytes($0) } ?? []
    }

    /// The same with one member set.
    func render(_ renderer: BodyRenderer, setting name: StaticString, to text: String) -> [UInt8] {
        defer { value = nil }
        return value.map { renderer.bytes($0, setting: name, to: text) } ?? []
    }
}
