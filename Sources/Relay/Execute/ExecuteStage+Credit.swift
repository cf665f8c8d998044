import ApprovalContract
import Delivery
import FeishuAPI
import Observability

/// Definitions that pause instead of pouring a topic into the dead letters (``CreditLines``). Each process decides for its own
/// partitions, and tells operators through the control topic.
extension ExecuteStage {
    static let paused = "dead_letter_credit"
    /// Notes for operators are renewed so often.
    private static let renewal = Duration.seconds(120)
    /// Definitions that operators are told of at most.
    private static let maximumNotes = 200

    /// - Parameter definition: nil for a command that names none: then its API stands for it.
    /// - Returns: `nil` where nothing is counted.
    func creditTurn(app alias: String, _ definition: String?, _ endpoint: FeishuEndpoint) -> CreditTurn? {
        guard context.settings.execute.deadLetterCredit.burst > 0,
            let app = holds.subject(GateKey(app: alias, endpoint: endpoint))?.app
        else { return nil }
        let name = (definition ?? endpoint.rawValue).cut(to: 256)
        return CreditTurn(CreditLines.Subject(app: app, definition: name), alias: alias)
    }

    /// Waits while the definition pauses.
    ///
    /// - Returns: false when the work must be given up.
    func mayCall(_ turn: CreditTurn?, _ work: WorkTicket) async -> Bool {
        guard let turn, holds.credit.isPaused(turn.subject) else { return true }
        return await waitForCredit(turn, work)
    }

    private func waitForCredit(_ turn: CreditTurn, _ work: WorkTicket) async -> Bool {
        end(turn)
        if parks(work, behind: holds.credit.waiting(turn.subject), .deadLetterCredit) { return false }
        let goesOn = await suspend(work) { id in
            holds.credit.wait(turn.subject, id)
            useCredit()
        }
        // Counted by whoever woke it.
        turn.isLetGo = goesOn
        return goesOn
    }

    /// A call has ended, whatever came of it.
    func end(_ turn: CreditTurn?) {
        guard let turn, turn.isLetGo else { return }
        turn.isLetGo = false
        holds.credit.ended(turn.subject)
    }

    func succeeded(_ turn: CreditTurn?) {
        guard let turn else { return }
        holds.credit.succeeded(turn.subject, at: now)
        guard turn.isLetGo else { return }
        end(turn)
        useCredit()
    }

    /// Whether a command that Feishu refuses may be set aside.
    func takeCredit(_ turn: CreditTurn?, _ result: FeishuCallResult) -> Bool {
        guard let turn else { return true }
        let wasPaused = holds.credit.isPaused(turn.subject)
        if holds.credit.refused(turn.subject, at: now) { return true }
        if !wasPaused { beginPause(turn, result) }
        return false
    }

    /// Waits until it may be called again, after it was refused without credit.
    func waitAgain(_ turn: CreditTurn?, _ work: WorkTicket) async -> Bool {
        guard let turn else { return true }
        return await waitForCredit(turn, work)
    }

    /// Lets those go on who have credit now.
    func useCredit() {
        let (ready, over) = holds.credit.next(at: now, isWaiting: suspensions.isWaiting)
        for id in ready { wake(id) }
        for subject in over { endPause(subject) }
    }

    /// An operator has looked.
    func releaseCredit(_ release: ReleaseNote) {
        holds.credit.release(where: release.matches, at: now)
        useCredit()
    }

    // MARK: Said to people

    private func beginPause(_ turn: CreditTurn, _ result: FeishuCallResult) {
        let subject = turn.subject
        let detail = "the last refusal: \(refusal(result))".cut(to: GroupHold.maximumDetail)
        let note = PauseNote(
            app: subject.app, alias: turn.alias, definition: subject.definition, detail: detail,
            from: context.incarnation, since: WallClock.now())
        if holds.pauses.count < Self.maximumNotes {
            holds.pauses[subject] = (note, now)
            put(.pause(note))
        }
        log.once(
            key: "pause \(subject.app) \(subject.definition)", .error,
            "commands of a definition pause: Feishu refused too many of them",
            [
                "app": .string(turn.alias), "definition": .string(subject.definition), "reason": .string(Self.paused),
                "feishu": .string(refusal(result)), "advice": .string(HoldAdvice.text(Self.paused, app: turn.alias)),
            ])
        showPauses(of: turn.alias)
    }

    private func endPause(_ subject: CreditLines.Subject) {
        log.recovered(
            key: "pause \(subject.app) \(subject.definition)",
            "commands of the definition \(subject.definition) go on")
        guard let (note, _) = holds.pauses.removeValue(forKey: subject) else { return }
        control.put(note.key, nil)
        showPauses(of: note.alias)
    }

    private func showPauses(of alias: String) {
        let names = holds.pauses.values.filter { $0.note.alias == alias }.map(\.note.definition).sorted()
        context.metrics.held.with(alias, "*", Self.paused).set(names.isEmpty ? 0 : 1)
        let check = "dead letters \(alias)"
        guard !names.isEmpty else { return context.readiness.remove(check) }
        let some = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
        context.readiness.set(
            check, isReady: true,
            "paused: \(some): Feishu refused too many; \(HoldAdvice.text(Self.paused, app: alias))")
    }

    /// Renews what operators are told.
    func renewPauses() {
        useCredit()
        for (subject, pause) in holds.pauses where pause.written + Self.renewal <= now {
            holds.pauses[subject]?.written = now
            put(.pause(pause.note))
        }
    }
}
