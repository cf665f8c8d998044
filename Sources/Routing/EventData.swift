import ApprovalContract
import FeishuTypes
import JSON

/// The members of an event's `data`, read and checked, whatever the event's family.
///
/// An object: as a value it would be copied with every body that it may hold, at some 2 KB a time.
final class EventData {
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
