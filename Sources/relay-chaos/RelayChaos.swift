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

    private static func run(_ steps: [StepPlan], _ bench: ChaosBench, _ results: ResultsFile?) async throws -> ExitCode
    {
        var unsound = 0
        var skipped = 0
        for (number, step) in steps.enumerated() {
            if results?.has(step.name) ?? false {
                Terminal.print("\(step.name): done already")
                continue
            }
            let result = try await bench.run(step, number: number + 1) { Terminal.print($0) }
            Terminal.print("[\(number + 1)/\(steps.count)] " + result.summary)
            for history in result.histories {
                Terminal.print("")
                for line in history.prefix(60) { Terminal.print("    " + line) }
            }
            if let folder = result.folder { Terminal.print("  kept: \(folder)") }
            if result.skipped != nil { skipped += 1 }
            if let bug = SeededBug(step) {
                // Here the harness is on trial.
                let isCaught = bug.isCaught(by: result)
                Terminal.print("  the bug \(bug.rawValue) was \(isCaught ? "caught" : "NOT caught")")
                if !isCaught { unsound += 1 }
            } else if !result.isSound {
                unsound += 1
            }
            try results?.append(result.line())
        }
        Terminal.print("\(steps.count) steps, \(skipped) skipped, \(unsound) not as they must be")
        return unsound == 0 ? .ok : .dataErr
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
