import ApprovalContract
import FeishuTypes

extension SupersedeLedger {
    /// What becomes of a sync if the call that is planned succeeds.
    enum Fate: Sendable, Hashable {
        case carried
        case older
        case expired
        case refused
    }

    /// The first entries, as far as one call can answer them.
    struct Plan {
        var fates: [Fate] = []
        /// How many at the front need no call.
        var settled = 0
        /// Whether nothing that comes later could go with it.
        var isFull = false

        /// Places of those that are carried.
        var carried: [Int] { fates.indices.filter { fates[$0] == .carried } }
    }

    func plan(_ wall: Int64) -> Plan {
        var plan = Plan()
        var last: WaitingSync?
        var version = mark.applied
        var sequence = mark.sequence
        for entry in entries[head...] {
            let sync = entry.sync
            if plan.fates.count == Self.maximumGroup {
                plan.isFull = true
                break
            }
            let fate = fate(of: entry, wall, version, sequence)
            if fate == .carried {
                if let last, !last.mayBeFollowed(by: sync) {
                    plan.isFull = true
                    break
                }
                last = sync
                version = sync.version
                sequence = SyncMark.later(sequence, sync.sequence)
            }
            plan.fates.append(fate)
            if last == nil { plan.settled += 1 }
            // Those that were taken apart stand at the front: none comes behind one that isn't.
            if fate == .carried, entry.isAlone {
                plan.isFull = true
                break
            }
        }
        return plan
    }

    private func fate(of entry: Entry, _ wall: Int64, _ version: Int64, _ sequence: String?) -> Fate {
        if entry.isRefused { return .refused }
        if let expiry = entry.sync.expiry, expiry < wall { return .expired }
        // Versions begin above 0: an instance of which nothing has gone out has no older state.
        if version > 0, entry.sync.version <= version { return .older }
        return SyncMark.isOlder(entry.sync.sequence, than: sequence) ? .older : .carried
    }

    /// Until when the first sync waits for others.
    func holdUntil(_ plan: Plan) -> Duration? {
        guard burst > .zero, !plan.isFull, let first = plan.fates.firstIndex(of: .carried) else { return nil }
        return entries[head + first].sync.arrivedAt + burst
    }
}
