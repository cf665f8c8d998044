import ApprovalContract
import JSON

extension Reason {
    /// A command that its topic won't take.
    static func tooLarge(_ command: Command, bytes: Int, limit: Int) -> Reason {
        Reason(
            .tooLarge,
            "The event's command \(command.kind.rawValue) would have \(bytes) bytes; its topic takes at most \(limit) "
                + "(route.maximum_command_bytes). Send fewer tasks or shorter texts.")
    }

    /// The first of an event's commands that is larger than its topic takes, if one is.
    static func tooLarge(_ commands: [Command], limit: Int, with writer: inout JSONWriter) -> Reason? {
        for command in commands {
            writer.removeAll()
            command.write(to: &writer)
            if writer.count > limit { return .tooLarge(command, bytes: writer.count, limit: limit) }
        }
        return nil
    }
}
