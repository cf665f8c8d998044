import Arguments
import Chaos
import Dispatch
import Foundation

/// The harness's program.
@main
struct RelayChaos {
    static func main() async {
        switch Options.command.parse(
            Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)
        {
        case .help(let text): end(.ok, text)
        case .version: end(.ok, "relay-chaos")
        case .failure(let text, let code):
            Terminal.complain(text)
            end(code)
        case .run(_, let arguments):
            if arguments[Options.list] {
                for fault in FaultName.allCases {
                    Terminal.print(fault.rawValue.padding(toLength: 28, withPad: " ", startingAt: 0) + fault.summary)
                }
                end(.ok)
            }
            // What the run has started ends with this process, since a guard waits for that.
            let signals = endOnSignals()
            do {
                let code = try await run(arguments)
                withExtendedLifetime(signals) { end(code) }
            } catch {
                Terminal.complain("relay-chaos: \(error)")
                end(.unavailable)
            }
        }
    }

    private static func run(_ arguments: ParsedArguments) async throws -> ExitCode {
        let steps = StepList.make(arguments)
        guard !steps.isEmpty else {
            Terminal.complain(
                "relay-chaos: nothing to do: name --fault, --all, --pairs or --mix (--list names the faults)")
            return .usage
        }
        var options = RunOptions(program: arguments[Options.program], folder: arguments[Options.folder])
        options.kafkaTool = arguments[Options.kafkaTool]
        options.kafkaAddress = arguments[Options.kafkaAddress]
        options.toxiproxy = arguments[Options.toxiproxy]
        options.workers = arguments[Options.workers]
        options.partitions = arguments[Options.partitions]
        options.rate = Double(arguments[Options.rate])
        options.drainBound = arguments[Options.drainBound]
        options.hooks = arguments[Options.hook]
        options.keepsFolders = arguments[Options.keep]
        let bench = try await ChaosBench(options) { Terminal.print($0) }
        do {
            let code = try await run(steps, bench, arguments[Options.results].map { ResultsFile($0) })
            await bench.close()
            return code
        } catch {
            await bench.close()
            throw error
        }
    }

    private static func run(
        _ steps: [StepPlan], _ bench: ChaosBench, _ results: ResultsFile?
    ) async throws -> ExitCode {
        var tally = Tally()
        for (number, step) in steps.enumerated() {
            if let wasSound = results?.wasSound(step.name) {
                Terminal.print("\(step.name): done already\(wasSound ? "" : ", with violations")")
                if !wasSound, SeededBug(step) == nil { tally.unsound += 1 }
                continue
            }
            do {
                var result = try await carryOut(step, bench, number: number + 1)
                Terminal.print("[\(number + 1)/\(steps.count)] " + result.summary)
                // Whether a mistake shows is a matter of what the fault happens to meet: some need a second seed.
                var again = step
                for _ in 0..<2 {
                    guard let bug = SeededBug(step), !bug.isCaught(by: result) else { break }
                    again.seed += 1
                    result = try await carryOut(again, bench, number: number + 1)
                    Terminal.print("[\(number + 1)/\(steps.count)] again: " + result.summary)
                }
                tally.add(result, of: step)
                try results?.append(result.line())
            } catch {
                Terminal.complain("relay-chaos: \(step.name): \(error)")
                tally.failed += 1
                // One may be bad luck; more are something that the next ones would meet too.
                if tally.failed >= 3 { throw error }
            }
        }
        Terminal.print(
            "\(steps.count) steps, \(tally.skipped) skipped, \(tally.failed) not carried out, "
                + "\(tally.unsound) not as they must be")
        if tally.unsound > 0 { return .dataErr }
        return tally.failed > 0 ? .unavailable : .ok
    }

    /// Runs a step, and once more when it could not be carried out: a tool, a port or a busy machine may have been in the way, which
    /// says nothing of the relay. A violation is never tried again.
    private static func carryOut(_ step: StepPlan, _ bench: ChaosBench, number: Int) async throws -> StepResult {
        do {
            return try await bench.run(step, number: number)
        } catch {
            Terminal.complain("relay-chaos: \(step.name): \(error); it is tried once more")
            return try await bench.run(step, number: number)
        }
    }

    private static func endOnSignals() -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { exit(128 + number) }
            source.activate()
            return source
        }
    }

    private static func end(_ code: ExitCode, _ text: String? = nil) -> Never {
        if let text { Terminal.print(text) }
        exit(code.rawValue)
    }
}
