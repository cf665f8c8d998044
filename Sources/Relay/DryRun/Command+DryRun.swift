import ApprovalContract
import FeishuAPI
import FeishuTypes

extension CommandKind {
    /// The API that carries it out.
    var endpoint: FeishuEndpoint {
        switch self {
        case .definitionUpsert: .createDefinition
        case .instanceSync: .syncInstance
        case .instanceCheck: .checkInstances
        case .messageSend: .sendMessage
        case .messageUpdate: .updateMessage
        }
    }
}

extension Command {
    /// What of its request only execution knows: codes and cards that are in receipts, and the versions of the syncs before it.
    var undetermined: [FieldProblem] {
        switch kind {
        case .definitionUpsert, .instanceCheck:
            return []
        case .messageSend:
            guard let cardOrigin else { return [] }
            return [
                Self.part(
                    "action_configs",
                    "and action_callback are completed by what the definition \(cardOrigin.definition.prefix(128)) declares for quick "
                        + "approval; buttons without a callback are left out")
            ]
        case .instanceSync:
            var parts: [FieldProblem] = []
            if codeKind == .custom {
                parts.append(
                    Self.part(
                        "approval_code",
                        "Feishu's code of the definition that was published under this one takes its place; while none was, the sync "
                            + "waits (execute.definition_wait), and is set aside as definition_unknown then"))
            }
            if codeKind == .custom {
                parts.append(
                    Self.part(
                        "task_list",
                        "gets the definition's buttons (quick_approval) on pending tasks that have none"))
            }
            parts.append(
                Self.part(
                    "update_time",
                    "is moved on where it isn't later than that of the sync before; syncs of an approval that wait together go in one call"
                ))
            return parts
        case .messageUpdate:
            guard let targetSlot else { return [] }
            return [
                Self.part(
                    "message_id",
                    "is that of the message that was sent for \(targetSlot.prefix(160)); without one that Feishu can update, nothing is "
                        + "called, and the answer is unchanged: no_card, card_not_updatable or card_expired")
            ]
        }
    }

    private static func part(_ name: String, _ problem: String) -> FieldProblem {
        FieldProblem(path: "request.body." + name, problem: problem, severity: .warning)
    }
}
