import Arguments
import Dispatch
import Foundation
import Observability
import Relay
import Synchronization

/// `approval-relay run`.
enum RunCommand {
    static let role = Option<[String]>(
        "role", .choice(["route", "execute"]), help: "The stage to run; both when not given.")
    static let listen = Option<String?>(
        "listen", .string.named("host:port"), help: "Serves /livez, /readyz and /metrics there: operations.listen.")
    static let options: [any Parameter] = [role, listen, CommonOptions.dryRun]

    static func run(_ arguments: ParsedArguments) async throws -> ExitCode {
        var flags: [String: String] = [:]
        if let value = arguments[listen] { flags["operations.listen"] = value }
        if !arguments[role].isEmpty { flags["roles"] = arguments[role].joined(separator: ",") }
        flags.merge(CommonOptions.dryRunFlags(arguments)) { _, new in new }
        let settings = try CommonOptions.load(arguments, needsFeishu: true, more: flags)

        let signals = Signals()
        let (handler, log) = LogSetup.make(settings.log)
        defer { handler.flush() }
        let registry = MetricsRegistry(log: log)
        try registry.registerProcess()
        try registry.registerBuild("approval_relay_build_info", ["version": RelayVersion.current])
        let readiness = Readiness()
        let ending = Ending()
        let relay = try RelayProcess(
            settings, log: log, registry: registry, readiness: readiness, whenFailed: { ending.fail($0) })
        var operations: OperationsServer?
        if let listen = settings.operations.listen {
            operations = try OperationsServer(
                listen: listen, metrics: registry, readiness: readiness, isAlive: { relay.wedged() })
            log.notice("operations port open", ["address": .string(operations?.baseURL ?? listen)])
        }
        let starting = Task {
            do {
                try await relay.start()
            } catch is CancellationError {
            } catch let error as RelayError {
                ending.fail(error)
            } catch {
                ending.fail(RelayError(.software, "\(error)"))
            }
        }
        let watching = Task {
            var count = 0
            for await _ in signals.received {
                count += 1
                if count == 1 {
                    log.notice("stop signal received; draining")
                    ending.stop()
                } else {
                    exit(130)
                }
            }
        }
        let failure = await ending.wait()
        // Whatever keeps a part from ending, a broker that doesn't answer or a call that doesn't return: the process ends in time. All
        // that was acknowledged is in Kafka, and what was not is done again.
        DispatchQueue(label: "deadline").asyncAfter(deadline: .now() + Self.interval(settings.shutdown.deadline)) {
            log.error("the stop took longer than shutdown.deadline; the process ends all the same")
            handler.flush()
            exit(failure?.exitCode.rawValue ?? ExitCode.unavailable.rawValue)
        }
        starting.cancel()
        _ = await starting.value
        await relay.stop()
        operations?.stop()
        watching.cancel()
        if let failure { throw failure }
        return .ok
    }

    private static func interval(_ duration: Duration) -> DispatchTimeInterval {
        .milliseconds(Int(duration / .milliseconds(1)))
    }
}
