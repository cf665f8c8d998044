import Delivery
import FeishuAPI

/// The stage's part in what the group holds back. Confined to the stage's thread.
final class HoldDesk {
    var throttles = ThrottleNotes()
    var board: HoldBoard
    var credit: CreditLines
    /// Pauses of this process that operators were told of, and when.
    var pauses: [CreditLines.Subject: (note: PauseNote, written: Duration)] = [:]
    /// What Feishu counts an app's calls by, by alias.
    private let apps: [String: String]
    private let aliases: [String: [String]]
    /// When the notes in the control topic were written, in the stage's time, by key.
    private var notes: [String: Duration] = [:]

    init(incarnation: String, apps: [String: String], credit: CreditSettings) {
        self.credit = CreditLines(burst: credit.burst, interval: credit.interval)
        board = HoldBoard(process: incarnation, random: .random(in: 0..<1))
        self.apps = apps
        aliases = Dictionary(grouping: apps.keys.sorted(), by: { apps[$0] ?? "" })
    }

    /// Whether another app's calls could pass while one's are held.
    var hasSeveralApps: Bool { aliases.count > 1 }

    func subject(_ gate: GateKey) -> HoldSubject? {
        apps[gate.app].map { HoldSubject(app: $0, api: gate.endpoint.rawValue) }
    }

    func aliases(of subject: HoldSubject) -> [String] { aliases[subject.app, default: []] }

    /// Those that a subject is about here, for each alias of the app.
    func gates(of subject: HoldSubject) -> [GateKey] {
        let endpoints = FeishuEndpoint.allCases.filter {
            !$0.isAuthentication && (subject.api == nil || subject.api == $0.rawValue)
        }
        return aliases(of: subject).flatMap { alias in endpoints.map { GateKey(app: alias, endpoint: $0) } }
    }

    // MARK: Notes that are over

    func saw(_ key: String, writtenAt: Duration) {
        guard notes[key] != nil || notes.count < ThrottleNotes.limit else { return }
        notes[key] = writtenAt
    }

    func forget(_ key: String) { notes[key] = nil }

    /// Notes that say nothing any more, up to so many.
    func takeOld(before time: Duration, atMost count: Int) -> [String] {
        let old = notes.filter { $0.value < time }.keys.prefix(count)
        for key in old { notes[key] = nil }
        return Array(old)
    }
}
