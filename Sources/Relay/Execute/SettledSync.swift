import ApprovalContract
import Delivery

/// What became of a sync, on its way to Kafka. An object, since it passes through several hands and is large.
final class SettledSync {
    let answer: SyncAnswer
    let member: SyncTurn.Member
    let result: RelayResult

    init(_ answer: SyncAnswer, _ member: SyncTurn.Member, _ result: RelayResult) {
        self.answer = answer
        self.member = member
        self.result = result
    }

    var work: WorkTicket { member.job.work }
}
