import Arguments
import FeishuSimulator
import Relay

/// `approval-relay simulator`.
enum SimulatorCommand {
    static let host = Option<String>(
        "host", .string, default: "127.0.0.1", help: "Where to listen. There is no access control.")
    static let port = Option<Int>("port", short: "p", .int(0...65_535), default: 8900, help: "0 takes a free one.")
    static let apps = Option<[String]>(
        "app", .string.named("id:secret"), help: "Another app to accept, beside cli_simulator:simulator-secret.")
    static let perSecond = Option<Int>(
        "per-second", .int(0...1_000_000), default: 50, help: "Calls a second for each app and API; 0 for no limit.")
    static let perMinute = Option<Int>(
        "per-minute", .int(0...1_000_000), default: 1000, help: "Calls a minute for each app and API; 0 for no limit.")
    static let bare = Flag("bare", help: "Answer success to everything and keep nothing, as a target of benchmarks.")
    static let quiet = Flag("quiet", short: "q", help: "Don't show the calls.")
    static let options: [any Parameter] = [host, port, apps, perSecond, perMinute, bare, quiet]

    static func run(_ arguments: ParsedArguments) async throws -> ExitCode {
        let signals = Signals()
        var configuration = SimulatorConfiguration(host: arguments[host], port: arguments[port])
        configuration.isBare = arguments[bare]
        configuration.settings.defaultRateLimit = RateLimit(
            perSecond: arguments[perSecond], perMinute: arguments[perMinute])
        for entry in arguments[apps] {
            guard let colon = entry.firstIndex(of: ":") else {
                throw RelayError(.usage, "--app: expected id:secret, found a value without a colon.")
            }
            configuration.apps.append(
                SimulatedApp(id: String(entry[..<colon]), secret: String(entry[entry.index(after: colon)...])))
        }
        let isQuiet = arguments[quiet]
        let simulator: FeishuSimulator
        do {
            let show: @Sendable (JournalEntry) -> Void = { Terminal.print(CallLine.text($0)) }
            simulator = try FeishuSimulator(configuration, onCall: isQuiet ? nil : show)
        } catch {
            throw RelayError(.unavailable, "--port: \(error)")
        }
        Terminal.print("export APPROVAL_RELAY_FEISHU_BASE_URL=\(simulator.baseURL)")
        Terminal.print(
            "export APPROVAL_RELAY_FEISHU_APP_ID=cli_simulator APPROVAL_RELAY_FEISHU_APP_SECRET=simulator-secret")
        Terminal.print("The simulated Feishu runs until Ctrl-C; its state is at \(simulator.baseURL)/_simulator/state")
        await signals.wait()
        simulator.stop()
        return .ok
    }
}
