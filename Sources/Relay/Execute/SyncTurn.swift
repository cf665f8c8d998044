import ApprovalContract
import Delivery
import FeishuTypes
import JSON
import Kafka

/// One turn of an approval: the sync that is due, those that were taken along, and what is to become of them. Confined to the stage's
/// thread.
///
/// All are of one partition, so that giving that up ends the whole turn.
final class SyncTurn {
    /// An object: a command is large, and is asked for at every step.
    final class Member {
        let job: Job
        /// Its body is let go of: that is read again where it is needed.
        let command: Command

        init(job: Job, command: Command) {
            self.job = job
            self.command = command
        }
    }

    let key: LaneKey
    let owner: OwnedPartition
    var ledger: SupersedeLedger
    /// Those that aren't answered, by ticket.
    private(set) var members: [Int: Member] = [:]
    /// Why all that aren't answered go to the parked topic; nil while they don't.
    var setAside: ParkingReason?
    /// Whether the next call waits for no more: something else of the approval comes behind, or there is no room.
    var isClosed = false
    /// Answered from the receipt in this turn, and perhaps not in Kafka yet.
    var repeats: [Job] = []
    /// Why a sync was refused by itself, by its command.
    var failures: [String: CommandFailure] = [:]
    /// Names of definitions that were waited for in vain.
    var unknownDefinitions: Set<String> = []

    private let parser: JSONParser
    /// Documents that are still at hand. They take ten times a body's size: not to be kept while a call is awaited.
    private var bodies: [Int: JSONValue] = [:]
    private var byteCount = 0
    /// What the syncs of the call that was planned last come to.
    private var merge = SyncMerge()

    /// Records that are taken along; the first one is never too large.
    private static let maximumBytes = 1 << 20

    init(_ key: LaneKey, _ job: Job, _ ledger: SupersedeLedger, parser: JSONParser) {
        self.key = key
        owner = job.work.owner
        self.ledger = ledger
        self.parser = parser
    }

    /// Whether one more may be taken along.
    func hasRoom(for job: Job) -> Bool {
        job.work.owner === owner && ledger.count < SupersedeLedger.maximumGroup
            && repeats.count < SupersedeLedger.maximumGroup
            && byteCount + (job.record.value?.count ?? 0) <= Self.maximumBytes
    }

    /// Takes in one that is to be carried out.
    ///
    /// - Parameter hasFailed: whether its call failed before, as the receipt says.
    func add(_ command: Command, body: JSONValue, _ job: Job, hasFailed: Bool) {
        var command = command
        command.body = .bytes([])
        let version = job.record.headers[last: DeadLetter.versionHeader].flatMap { $0 }
            .flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
        let sync = WaitingSync(
            command, header: SyncHeader(reading: body), replay: job.isReplay ? .init(version: version) : nil,
            hasFailed: hasFailed, arrivedAt: job.arrivedAt)
        let ticket = ledger.add(sync)
        job.work.turn = self
        members[ticket] = Member(job: job, command: command)
        bodies[ticket] = body
        byteCount += job.record.value?.count ?? 0
    }

    /// Of the one that stands first.
    var firstWork: WorkTicket? { members.min { $0.key < $1.key }?.value.job.work }

    /// Takes out one that is answered.
    func take(_ ticket: Int) -> Member? {
        guard let member = members.removeValue(forKey: ticket) else { return nil }
        byteCount -= member.job.record.value?.count ?? 0
        return member
    }

    /// Takes out all that aren't answered, in order.
    func takeAll() -> [Member] {
        defer { members = [:] }
        return members.sorted { $0.key < $1.key }.map(\.value)
    }

    // MARK: Bodies

    func forgetBodies() { bodies.removeAll() }

    private func body(_ ticket: Int) -> JSONValue? {
        if let body = bodies[ticket] { return body }
        guard let value = members[ticket]?.job.record.value else { return nil }
        return (try? parser.parse(value))?["body"]
    }

    /// How many of some syncs can go into one call; what they come to is kept for ``render(_:approvalCode:_:)``.
    func fit(_ syncs: ArraySlice<WaitingSync>) -> Int {
        merge = SyncMerge()
        var count = 0
        for sync in syncs {
            let record = members[sync.ticket]?.job.record.value ?? []
            guard let body = body(sync.ticket), let instance = InstanceSync(exactly: body, in: record),
                merge.add(instance, byteCount: record.count)
            else { break }
            count += 1
        }
        return max(1, count)
    }

    /// The call's body; documents are free afterwards.
    ///
    /// - Parameter quick: the definition's buttons, for tasks that have none.
    func render(
        _ call: SyncCall, approvalCode: String?, _ quick: QuickApproval?, _ renderer: BodyRenderer
    ) -> [UInt8] {
        defer {
            forgetBodies()
            merge = SyncMerge()
        }
        if call.isOwnBody {
            if let quick, var own = body(call.carrier.ticket).flatMap({ InstanceSync(exactly: $0) }) {
                own.setVersion(call.version)
                return renderer.bytes(finished(own, approvalCode, quick))
            }
            return body(call.carrier.ticket).map {
                renderer.bytes($0, version: call.version, approvalCode: approvalCode)
            } ?? []
        }
        guard let sync = merge.result(version: call.version) else { return [] }
        return renderer.bytes(finished(sync, approvalCode, quick))
    }

    private func finished(_ sync: InstanceSync, _ approvalCode: String?, _ quick: QuickApproval?) -> InstanceSync {
        var sync = sync
        if let approvalCode { sync.approvalCode = approvalCode }
        if let quick { sync.add(quick) }
        return sync
    }
}
