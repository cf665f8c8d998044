/// A mistake that a relay built with hooks makes on request, by which the harness shows that it can fail.
public enum SeededBug: String, Sendable, Hashable, CaseIterable {
    /// A revoke is answered at once, and what was in flight counts as done.
    case skipDrain = "skip_drain"
    /// The offset after the highest record taken is committed.
    case commitHighest = "commit_highest"
    /// The receipt is written before the call is made, and believed.
    case receiptBeforeCall = "receipt_before_call"
    /// A dead letter that Kafka refuses is forgotten, and its record passes.
    case dropDeadLetterError = "drop_dead_letter_error"
    /// Calls start without a fresh accepted commit.
    case noLease = "no_lease"
    /// No claim is written, and receipts of others are believed.
    case noClaim = "no_claim"

    /// The bug of a step whose only purpose is to catch it.
    public init?(_ plan: StepPlan) {
        guard let name = plan.bug, let bug = SeededBug(rawValue: name), plan == bug.plan(seed: plan.seed)
        else { return nil }
        self = bug
    }

    /// The step that brings it to light.
    public func plan(seed: UInt64) -> StepPlan {
        switch self {
        case .skipDrain: make([.rebalanceStorm, .rollingRestart], 20, seed)
        case .commitHighest: make([.killWorker], 15, seed)
        case .receiptBeforeCall: make([.killCallSent], 15, seed)
        case .dropDeadLetterError: make([.deadLetterTopicMissing], 20, seed)
        // Calls that a throttle holds back start at once when the worker wakes.
        case .noLease: make([.pauseWorker, .throttle429], 30, seed)
        case .noClaim: make([.killWorker], 15, seed)
        }
    }

    private func make(_ faults: [FaultName], _ seconds: Int, _ seed: UInt64) -> StepPlan {
        StepPlan(faults: faults, seconds: seconds, seed: seed, bug: rawValue)
    }

    /// What must be found, one of these at least.
    public var traces: Set<ViolationKind> {
        switch self {
        case .skipDrain: [.lost, .commit]
        case .commitHighest: [.lost, .commit]
        case .receiptBeforeCall: [.receipt]
        case .dropDeadLetterError: [.deadLetter]
        case .noLease: [.owners]
        case .noClaim: [.receipt]
        }
    }

    public func isCaught(by result: StepResult) -> Bool {
        result.skipped == nil && traces.contains { result.verdict.count($0) > 0 }
    }
}
