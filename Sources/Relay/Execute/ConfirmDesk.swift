import ApprovalContract
import Delivery
import Kafka

/// Of which syncs it is asked whether Feishu has what was sent, and what is under way about it. Confined to the stage's thread.
final class ConfirmDesk {
    /// Who is told of a repair.
    struct Carrier {
        var command: Command
        var partition: LanePartition
    }

    typealias Confirmations = SyncConfirmations<LaneKey, Carrier>
    typealias Question = ConfirmationQuestion<LaneKey>

    let settings: ConfirmSettings
    var recent: RecentCalls<LaneKey>
    /// By app: instance ids are one's own.
    var apps: [String: Confirmations] = [:]
    /// Apps that are being asked.
    var asking: Set<String> = []
    /// Calls that asked, so far.
    var checks = 0
    /// What is to be sent again when its approval's turn comes.
    var repairs: [LaneKey: (app: String, question: Question)] = [:]
    /// Of partitions that were another's: through which offset its commands may have been under way, and when that was, epoch
    /// milliseconds.
    private var takeovers: [TopicPartition: (through: Int64, at: Int64)] = [:]

    init(_ settings: ConfirmSettings) {
        self.settings = settings
        recent = RecentCalls(memory: settings.inDoubt ? settings.within : .zero)
    }

    /// Takes note of what a partition's former owner has done: what it had under way stands among that, or close behind.
    ///
    /// - Parameters:
    ///   - end: after the last offset that is known to be done.
    ///   - concurrency: commands that a process has under way.
    func takenUp(_ partition: TopicPartition, end: Int64, concurrency: Int, at now: Int64) {
        takeovers[partition] = (end + Int64(concurrency) - 1, now)
    }

    /// Why a sync that Feishu took is asked about.
    func doubt(_ job: Job, _ trail: CallTrail, hadFailed: Bool) -> SyncDoubt? {
        if settings.inDoubt {
            if trail.hasLostAnswer { return .lostAnswer }
            if hadFailed { return .takeover }
            if let takeover = takeovers[job.work.partition], job.work.offset <= takeover.through,
                job.work.time < takeover.at
            {
                return .takeover
            }
            if trail.isSoon { return .soon }
        }
        return Int.random(in: 0..<100) < settings.percent ? .sample : nil
    }

    /// Whether syncs of an approval are asked about.
    func isFollowed(_ key: LaneKey, _ app: String) -> Bool { apps[app]?.contains(key) ?? false }

    func change<Answer>(_ app: String, _ body: (inout Confirmations) -> Answer) -> Answer {
        body(&apps[app, default: Confirmations(delay: settings.after)])
    }

    /// Partitions are given up: their next owner asks about what it finds under way.
    func forget(_ gone: Set<LanePartition>) {
        for app in apps.keys {
            apps[app]?.remove { key, carrier in
                guard gone.contains(carrier.partition) else { return false }
                repairs[key] = nil
                return true
            }
        }
        takeovers = takeovers.filter { place, _ in !gone.contains { $0.partition == place.partition } }
    }
}
