import ApprovalContract
import FeishuTypes
import JSON

/// The members of an event's `data`, read and checked, whatever the event's family.
struct EventData {
    var definition: DefinitionUpsert?
    var instance: InstanceSync?
    var taskID: String?
    var newTaskID: String?
    var ccID: String?
    var comment: EventComment?
    var recipients: [UserReference] = []
    var message: MessageSend?
    var update: MessageUpdate?
    var check: InstanceCheck?
    var codeKind = CodeKind.custom
    var operatorUser: UserReference?
    var notify = true
    var sync: SyncScope?
    var quickApproval: QuickApproval?
}
