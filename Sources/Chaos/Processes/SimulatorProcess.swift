import Foundation
import HTTPTransport
import JSON
import Synchronization

/// The simulated Feishu in a process of its own, and what is wrong with it at the moment.
final class SimulatorProcess: Sendable {
    let address: String
    private let process: ChildProcess
    private let control: ControlClient
    /// Faults in force, by who asked for them.
    private let faults = Mutex<[FaultName: String]>([:])
    private let turn = Turn()

    /// Each call takes this long, so that there are calls under way to be met.
    private static let pace = #"{"effect":"none","delay_ms":20}"#

    init(program: String, folder: URL, keeper: ProcessGuard, client: (String) -> ControlClient) async throws {
        process = try ChildProcess(
            program, ["simulator", "--port", "0", "--quiet", "--per-second", "0", "--per-minute", "0"], folder: folder,
            name: "simulator", keeper: keeper)
        let deadline = ContinuousClock.now + .seconds(20)
        let name = "export APPROVAL_RELAY_FEISHU_BASE_URL=http://"
        var found: String?
        while found == nil {
            let lines = process.printed().split(whereSeparator: \.isNewline)
            // The last line may not be whole yet.
            if lines.count > 1 { found = lines.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) } }
            guard ContinuousClock.now < deadline, !process.isOver else {
                throw ChaosError("the simulator didn't start: \(process.complained())")
            }
            try await ContinuousClock().sleep(for: .milliseconds(20))
        }
        address = found ?? ""
        control = client("http://" + address)
        try await control.call(.post, "/_simulator/faults", Self.pace)
    }

    /// Puts a fault in force, or takes it back. Those asked for come before the pace, since the first that matches counts.
    func set(_ fault: FaultName, _ body: String?) async throws {
        faults.withLock { $0[fault] = body }
        // One at a time: two that set the simulator anew side by side would leave both what they found.
        try await turn.run {
            let all = self.faults.withLock { faults in faults.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
            }
            try await self.control.call(.delete, "/_simulator/faults")
            for body in all + [Self.pace] { try await self.control.call(.post, "/_simulator/faults", body) }
        }
    }

    func revokeTokens() async throws { try await control.call(.post, "/_simulator/tokens/revoke", "{}") }

    /// Reads what is new in the journal and hands it on. One reader at a time.
    func read(into watch: OracleWatch) async throws {
        while true {
            let last = watch.ask { $0.lastCall }
            let (calls, end) = try await page(after: last)
            guard end > last else { return }
            watch.tell { oracle in
                for call in calls { oracle.observe(call) }
                oracle.lastCall = end
            }
        }
    }

    private func page(after: Int64) async throws -> (calls: [ObservedCall], last: Int64) {
        let answer = try await control.call(.get, "/_simulator/journal?after=\(after)&limit=5000")
        guard let entries = answer?["entries"]?.array else { throw ChaosError("the journal is unreadable") }
        if let first = answer?["first"]?.int64, first > after + 1 {
            throw ChaosError("the journal has forgotten calls \(after + 1)…\(first - 1)")
        }
        return (entries.compactMap { ObservedCall($0) }, entries.reduce(after) { max($0, $1["sequence"]?.int64 ?? 0) })
    }

    func stop() async {
        process.send(9)
        _ = await process.ended()
    }
}
