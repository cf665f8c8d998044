import Foundation

/// `relay-bench BENCHMARK [options]`: each benchmark runs its subjects as child processes, alternating, and prints one table.
@main
struct RelayBench {
    static let usage = """
        usage: relay-bench BENCHMARK [options]

          transport [--requests N] [--pairs N] [--concurrency N] [--body BYTES]
              HTTPTransport alone, beside a bare C loop over libcurl's multi interface
          end-to-end [--events 100000] [--keys 10000] [--concurrency 100] [--no-receipts]
              a backlog through one relay process, beside the transport alone
          latency [--rate 100] [--seconds 30]
              from an event's publishing to its call, at a steady rate
          parallel-consumer-table [--events 10000] [--keys 1,10,100,1000]
              what order by key costs within one partition
          route [--events 100000] [--keys 10000] [--part pure|process]
              the route stage alone
          backlog [--sizes 1000,100000,1000000] [--slice 20000] [--pairs 1]
              what an event costs the execute stage, and its memory, with few and many commands waiting
          supersede [--syncs 10000] [--instances 100]
              syncs of few instances that wait together: calls, answers, and what Feishu holds then
          restore [--receipts 1000000]
              a start with many receipts: time and memory
          quota [--cases one,three,uneven,churn,storm-429,storm-400,reset,refused,503,stall,bulk,held] [--minutes 10] [--side-by-side yes]
              a backlog within Feishu's limits, in real time: how much of the quota is used, what is refused; storms and outages
          idle [--seconds 10]
              memory of a relay without work

        Build with -c release. All but transport need a Kafka: KAFKA_BOOTSTRAP=host:port, or KAFKA_TOOL=program that
        starts one; the case refused needs TOXIPROXY=a toxiproxy-server. Every loop is bounded in number and time.

        """

    static func main() async {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let name = arguments.isEmpty ? "" : arguments.removeFirst()
        arguments = arguments.flatMap { $0 == "--no-receipts" ? ["--receipts", "no"] : [$0] }
        Cleanup.runWhenInterrupted()
        do {
            switch name {
            case "transport": try await TransportBenchmark(BenchmarkOptions(arguments)).run()
            case "transport-subject": try await TransportSubject(BenchmarkOptions(arguments)).run()
            case "kafka-traffic": try await KafkaTraffic(BenchmarkOptions(arguments)).run()
            case "end-to-end": try await EndToEndBenchmark(BenchmarkOptions(arguments)).run()
            case "latency": try await LatencyBenchmark(BenchmarkOptions(arguments)).run()
            case "parallel-consumer-table": try await ParallelConsumerTable(BenchmarkOptions(arguments)).run()
            case "route": try await RouteBenchmark(BenchmarkOptions(arguments)).run()
            case "backlog": try await BacklogBenchmark(BenchmarkOptions(arguments)).run()
            case "supersede": try await SupersedeBenchmark(BenchmarkOptions(arguments)).run()
            case "restore": try await RestoreBenchmark(BenchmarkOptions(arguments)).run()
            case "quota": try await QuotaBenchmark(BenchmarkOptions(arguments)).run()
            case "idle": try await IdleBenchmark(BenchmarkOptions(arguments)).run()
            default:
                FileHandle.standardError.write(Data(usage.utf8))
                exit(64)
            }
        } catch {
            BackgroundProcess.killAll()
            Cleanup.run()
            FileHandle.standardError.write(Data("relay-bench \(name): \(error)\n".utf8))
            exit(1)
        }
    }
}
