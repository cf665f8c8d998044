import Arguments
import Foundation
import Relay
import Scenario

/// `approval-relay simulate`.
enum SimulateCommand {
    static let files = Argument<[String]>("file", .path, help: "Scenario files.")
    static let every = Option<Duration?>(
        "every", .duration(.seconds(1) ... .seconds(3600)),
        help: "Time of a row, in whole seconds; as long as it takes for some sixty rows when not given.")
    static let seed = Option<Int?>("seed", .int(0...Int.max), help: "Chooses all that is random; wins over the file's.")
    static let json = Flag("json", help: "One JSON document for each file, on a line.")
    static let brief = Flag("brief", short: "b", help: "Leave the rows out.")
    static let fields = Flag("fields", help: "List all fields of a scenario file.")
    static let options: [any Parameter] = [every, seed, json, brief, fields]

    /// Beyond any scenario that a person writes.
    private static let maximumSize = 1 << 20

    static func run(_ arguments: ParsedArguments) throws -> ExitCode {
        if arguments[fields] {
            for line in ScenarioReference.lines() { Terminal.print(line) }
            return .ok
        }
        guard !arguments[files].isEmpty else {
            throw RelayError(.usage, "simulate: expected at least one scenario file, found none.")
        }
        let step = arguments[every].map { Int($0.components.seconds) }
        // All are read first, so that a mistake in the last one doesn't come late.
        let scenarios = try arguments[files].map(read)
        var isAsExpected = true
        for (index, scenario) in scenarios.enumerated() {
            let outcome = ScenarioOutcome(running: scenario, seed: arguments[seed].map(UInt64.init))
            isAsExpected = isAsExpected && outcome.isAsExpected
            if arguments[json] {
                Terminal.print(OutcomeJSON.text(outcome, step: step))
            } else {
                if index > 0 { Terminal.print("") }
                for line in OutcomeText.lines(outcome, step: step, isBrief: arguments[brief]) { Terminal.print(line) }
            }
        }
        return isAsExpected ? .ok : .dataErr
    }

    private static func read(_ path: String) throws -> Scenario {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            data = try handle.read(upToCount: maximumSize + 1) ?? Data()
        } catch {
            throw RelayError(.noInput, "\(path): can't be read: \(error.localizedDescription)")
        }
        do {
            return try ScenarioFile.read(Array(data), name: path)
        } catch {
            throw RelayError(
                .config, "\(path) is no scenario; all fields: approval-relay simulate --fields\n\(error)")
        }
    }
}
