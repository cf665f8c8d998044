import ApprovalContract
import Delivery
import FeishuAPI
import Observability

/// What is held back for an operator, in all processes of the group (``HoldBoard``).
extension ExecuteStage {
    static let tenantInterval = Duration.seconds(3600)

    /// Feishu refuses the app, not the record: nothing more of it and this API starts.
    func hold(_ gate: Gate, _ key: String, _ reason: OutcomeClass.HoldReason, _ result: FeishuCallResult) {
        gate.gate.answered(key: key, at: now)
        place(
            holds.subject(gate.key), gate, reason.rawValue, result, GroupHold.longest,
            context.settings.execute.holdProbe)
    }

    /// The tenant's quota of the month is used up: nothing more of any API of the app starts.
    func holdTenant(_ gate: Gate, _ key: String, _ result: FeishuCallResult) {
        gate.gate.answered(key: key, at: now)
        let subject = holds.subject(gate.key).map { HoldSubject(app: $0.app, api: nil) }
        let monthEnd = MonthEnd.remaining(from: WallClock.now())
        // Somebody may have bought more.
        place(subject, gate, "monthly_quota", result, monthEnd, min(Self.tenantInterval, monthEnd))
    }

    private func place(
        _ subject: HoldSubject?, _ gate: Gate, _ reason: String, _ result: FeishuCallResult, _ duration: Duration,
        _ interval: Duration
    ) {
        guard let subject else { return }
        let hold = holds.board.refused(
            subject, reason: reason, detail: refusal(result).cut(to: GroupHold.maximumDetail), alias: gate.key.app,
            duration: duration, interval: interval, wall: WallClock.now(), at: now)
        guard let hold else { return }
        put(.hold(hold))
        begin(hold)
    }

    // MARK: Before and after calls

    /// How long a call of this gate must wait for a hold; `nil` if it may start.
    func heldBack(_ gate: Gate) -> Duration? {
        guard gate.gate.isHeldByGroup, let subject = holds.subject(gate.key), let api = subject.api else { return nil }
        switch holds.board.admission(app: subject.app, api: api, at: now) {
        case .open, .probe: return nil
        case .held(let wait): return wait
        case .due(let subjects):
            for subject in subjects {
                if let claim = holds.board.makeClaim(subject, at: now) { put(.hold(claim)) }
            }
            return HoldBoard.patience
        }
    }

    /// A call of a gate that is held starts: it is the one that may see whether that is still so.
    func beginProbe(_ gate: Gate, _ key: String) {
        guard gate.gate.isHeldByGroup, let subject = holds.subject(gate.key), let api = subject.api else { return }
        gate.hasProbe = true
        holds.board.began(app: subject.app, api: api, key: key, at: now)
    }

    /// - Parameter result: nil for a call that was not made.
    func endProbe(_ gate: Gate, _ key: String, _ result: FeishuCallResult?) {
        guard gate.hasProbe, let subject = holds.subject(gate.key), let api = subject.api else { return }
        var wasMade = false
        var isWell = false
        switch result?.outcome {
        case nil, .retry(.cancelled), .retry(.notAdmitted): break
        case .success, .refused, .sameInstance: (wasMade, isWell) = (true, true)
        default: wasMade = true
        }
        let over = holds.board.ended(
            app: subject.app, api: api, key: key, isWell: isWell, wasMade: wasMade, at: now)
        guard let over else { return }
        gate.hasProbe = false
        for hold in over {
            control.put(GroupHold.key(hold.subject), nil)
            end(hold, "calls went through again")
        }
        if !wasMade { openLines(of: subject) }
    }

    // MARK: The control topic

    func heard(_ hold: GroupHold, _ message: ControlMessage) {
        switch holds.board.received(hold, age: message.age(wall: WallClock.now(), at: .now), at: now) {
        case .nothing: break
        case .held: begin(hold)
        case .won: openLines(of: hold.subject)
        case .over(let hold): end(hold, "it has lapsed")
        }
    }

    func heardDeletion(of key: String) {
        guard let subject = GroupHold.subject(key) else { return }
        if case .over(let hold) = holds.board.deleted(subject, at: now) { end(hold, "another process saw it end") }
    }

    /// An operator lifts what matches.
    func heard(_ release: ReleaseNote) {
        for hold in holds.board.release(where: release.matches, at: now) { end(hold, "an operator lifted it") }
        releaseCredit(release)
        for gate in openGates {
            guard let subject = holds.subject(gate.key), release.matches(subject) else { continue }
            holds.throttles.release(subject)
            gate.gate.release(at: now)
            openLine(gate)
        }
    }

    func lapseHolds() {
        let over = holds.board.lapse(at: now)
        for hold in over { end(hold, "it has lapsed") }
        // Nobody else may be there to see the end of it.
        for hold in over { control.put(GroupHold.key(hold.subject), nil) }
    }

    // MARK: What it does here

    private func begin(_ hold: GroupHold) {
        for key in holds.gates(of: hold.subject) { gate(key).gate.setHeld(true, at: now) }
        for alias in holds.aliases(of: hold.subject) {
            let api = hold.subject.api ?? "*"
            for reason in HoldAdvice.groupReasons where reason != hold.reason {
                context.metrics.held.with(alias, api, reason).set(0)
            }
            context.metrics.held.with(alias, api, hold.reason).set(1)
            context.readiness.set(
                "hold \(alias) \(api)", isReady: true,
                "held: \(hold.reason): \(hold.detail); \(HoldAdvice.text(hold.reason, app: alias))")
            log.once(
                key: "hold \(alias) \(api)", .error, "calls of an app and API are held back",
                state: hold.reason,
                [
                    "app": .string(alias), "api": .string(api), "reason": .string(hold.reason),
                    "seconds": .seconds(hold.duration), "feishu": .string(hold.detail),
                    "told_by": .optional(hold.writer == context.incarnation ? nil : hold.writer),
                    "advice": .string(HoldAdvice.text(hold.reason, app: alias)),
                ])
        }
    }

    private func end(_ hold: GroupHold, _ why: String) {
        for alias in holds.aliases(of: hold.subject) {
            let api = hold.subject.api ?? "*"
            for reason in HoldAdvice.groupReasons { context.metrics.held.with(alias, api, reason).set(0) }
            context.readiness.remove("hold \(alias) \(api)")
            log.recovered(key: "hold \(alias) \(api)", "calls of \(alias) to \(api) go on: \(why)")
        }
        openLines(of: hold.subject)
    }

    /// Lets those pass, at the gates that a hold is about, who may.
    private func openLines(of subject: HoldSubject) {
        for key in holds.gates(of: subject) {
            let gate = gate(key)
            setHeld(gate)
            openLine(gate)
        }
    }

    func setHeld(_ gate: Gate) {
        guard let subject = holds.subject(gate.key), let api = subject.api else { return }
        gate.gate.setHeld(holds.board.isHeld(app: subject.app, api: api, at: now), at: now)
    }
}
