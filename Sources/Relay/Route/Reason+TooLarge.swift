import ApprovalContract

extension Reason {
    /// A command that its topic won't take.
    static func tooLarge(_ command: Command, bytes: Int, limit: Int) -> Reason {
        Reason(
            .tooLarge,
            "The event's command \(command.kind.rawValue) would have \(bytes) bytes; its topic takes at most \(limit) "
                + "(route.maximum_command_bytes). Send fewer tasks or shorter texts.")
    }
}
