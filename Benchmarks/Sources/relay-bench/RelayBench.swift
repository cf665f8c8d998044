import Foundation

/// `relay-bench BENCHMARK [options]`: each benchmark runs its subjects as child processes, alternating, and prints one table.
@main
struct RelayBench {
    static let usage = """
        usage: relay-bench transport [--requests N] [--pairs N] [--concurrency N] [--body BYTES]

          transport   HTTPTransport alone, beside a bare C loop over libcurl's multi interface

        Build with -c release. Each loop is bounded by --requests.

        """

    static func main() async {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let name = arguments.isEmpty ? "" : arguments.removeFirst()
        do {
            switch name {
            case "transport": try await TransportBenchmark(BenchmarkOptions(arguments)).run()
            case "transport-subject": try await TransportSubject(BenchmarkOptions(arguments)).run()
            default:
                FileHandle.standardError.write(Data(usage.utf8))
                exit(64)
            }
        } catch {
            FileHandle.standardError.write(Data("relay-bench \(name): \(error)\n".utf8))
            exit(1)
        }
    }
}
