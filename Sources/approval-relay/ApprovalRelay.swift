import Arguments
import Foundation
import Relay

/// The program: reads the command line and runs the subcommand that it names.
@main
struct ApprovalRelay {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        switch CommandTree.root.parse(words, environment: ProcessInfo.processInfo.environment) {
        case .help(let text):
            Terminal.print(text)
            end(.ok)
        case .version:
            Terminal.print("approval-relay \(RelayVersion.current)")
            end(.ok)
        case .failure(let text, let code):
            Terminal.complain(text)
            end(code)
        case .run(let path, let arguments):
            do {
                end(try await run(path, arguments))
            } catch let error as RelayError {
                Terminal.complain("approval-relay: \(error.message)")
                end(error.exitCode)
            } catch {
                Terminal.complain("approval-relay: \(error)")
                end(.software)
            }
        }
    }

    private static func run(_ path: [String], _ arguments: ParsedArguments) async throws -> ExitCode {
        switch path.first {
        case "run": return try await RunCommand.run(arguments)
        case "demo": return try await DemoCommand.run(arguments)
        case "publish": return try await PublishCommand.run(arguments)
        case "results": return try await ResultsCommand.run(arguments)
        case "topics": return try await TopicsCommand.run(arguments)
        case "check":
            switch path.last {
            case "event": return try CheckEventCommand.run(arguments)
            case "config": return try CheckConfigCommand.run(arguments)
            default:
                Terminal.complain(CommandTree.root.help() ?? "")
                return .usage
            }
        case "hold": return try await HoldCommand.run(path, arguments)
        case "broker": return try await BrokerCommand.run(arguments)
        case "simulate": return try SimulateCommand.run(arguments)
        case "simulator": return try await SimulatorCommand.run(arguments)
        case "version":
            Terminal.print("approval-relay \(RelayVersion.current)")
            return .ok
        default:
            Terminal.complain(CommandTree.root.help() ?? "")
            return .usage
        }
    }

    private static func end(_ code: ExitCode) -> Never {
        exit(code.rawValue)
    }
}
