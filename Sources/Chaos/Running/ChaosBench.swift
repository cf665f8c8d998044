import Foundation
import HTTPTransport

/// What all steps of a run share: broker, proxy, and the folder that all is in.
public final class ChaosBench: Sendable {
    let options: RunOptions
    let settings = WorkerSettings()
    let folder: URL
    let keeper: ProcessGuard
    let transport: HTTPTransport
    let broker: KafkaBroker
    let proxy: Toxiproxy?
    /// Ports of the lines that workers use to reach the broker: the proxy's.
    let brokerPorts: [Int]
    /// Where those lines lead to.
    let brokerUpstreams: [Int]
    let brokerTurn = Turn()
    /// Whether the relay's program was built with hooks.
    let hasHooks: Bool

    /// Starts what a run needs; prints where it is.
    public init(_ options: RunOptions, say: (String) -> Void) async throws {
        self.options = options
        guard FileManager.default.isExecutableFile(atPath: options.program) else {
            throw ChaosError("\(options.program) is no program; build it first, or name another with --program")
        }
        hasHooks = Self.hasHooks(options.program)
        folder = URL(filePath: options.folder).appending(path: "relay-chaos-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        keeper = try ProcessGuard()
        keeper.add(folder: folder.path)
        let transport = try ControlClient.makeTransport()
        self.transport = transport
        // One line more than workers: for the one that joins and leaves.
        let lines = options.workers + 1
        if let program = options.toxiproxy {
            proxy = try await Toxiproxy(program, folder: folder, keeper: keeper) {
                ControlClient($0, transport: transport)
            }
        } else {
            proxy = nil
        }
        if let tool = options.kafkaTool, options.kafkaAddress == nil {
            let ports = FreePorts.take(lines * 2)
            guard ports.count == lines * 2 else { throw ChaosError("no free ports for the lines to the broker") }
            brokerUpstreams = Array(ports.prefix(lines))
            brokerPorts = proxy == nil ? brokerUpstreams : Array(ports.suffix(lines))
            for (worker, (broker, listening)) in zip(brokerUpstreams, brokerPorts).enumerated() {
                try await proxy?.open(.broker(worker), port: listening, upstream: "127.0.0.1:\(broker)")
            }
            say("starting a broker with \(tool)")
            broker = try await KafkaBroker(
                tool: tool, lines: Array(zip(brokerUpstreams, brokerPorts)).map { (broker: $0, proxy: $1) },
                folder: folder, keeper: keeper)
        } else if let address = options.kafkaAddress {
            brokerUpstreams = []
            brokerPorts = []
            broker = KafkaBroker(address: address, folder: folder, keeper: keeper)
        } else {
            throw ChaosError("no Kafka: set KAFKA_TOOL or KAFKA_BOOTSTRAP")
        }
        say("broker \(broker.address), folder \(folder.path)")
    }

    /// What a program with hooks would say of a wrong word is in no other.
    private static func hasHooks(_ program: String) -> Bool {
        guard let data = try? Data(contentsOf: URL(filePath: program), options: .mappedIfSafe) else { return false }
        return data.range(of: Data("expected kill=POINT:N".utf8)) != nil
    }

    /// Why these faults can't be had here; nil when they can.
    public func obstacle(_ faults: [FaultName]) -> String? {
        for fault in faults {
            for need in fault.needs {
                switch need {
                case .ownBroker where !broker.isOurs:
                    return "\(fault.rawValue) needs a broker of the harness's own (KAFKA_TOOL)"
                case .brokerProxy where proxy == nil, .feishuProxy where proxy == nil:
                    return "\(fault.rawValue) needs toxiproxy-server (TOXIPROXY)"
                case .hooks where !hasHooks:
                    return "\(fault.rawValue) needs a relay that is built with hooks (a debug build, or CHAOS_HOOKS=1)"
                default: break
                }
            }
        }
        return nil
    }

    func stepFolder(_ number: Int) -> URL { folder.appending(path: "step-\(number)") }

    /// Where a worker finds the broker.
    func brokerAddress(_ worker: Int) -> String {
        brokerPorts.isEmpty ? broker.address : "127.0.0.1:\(brokerPorts[worker])"
    }

    func client(_ base: String) -> ControlClient { ControlClient(base, transport: transport) }

    /// Ends all that it has started.
    public func close() async {
        await transport.close(deadline: .seconds(1))
        await proxy?.stop()
        keeper.finish()
    }
}
