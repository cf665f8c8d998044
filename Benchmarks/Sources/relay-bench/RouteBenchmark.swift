import ApprovalContract
import Foundation
import Glibc
import JSON
import Routing

/// The route stage alone: as a function on one core, and as a process on a backlog.
struct RouteBenchmark {
    private let events: Int
    private let keys: Int
    private let part: String

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        events = try options.number("events", default: 100_000, in: 1...10_000_000)
        keys = try options.number("keys", default: 10_000, in: 1...10_000_000)
        part = options.text("part", default: "both")
    }

    func run() async throws {
        if part != "process" { try pure() }
        if part != "pure" { try await process() }
    }

    // MARK: As a function

    private func pure() throws {
        if part == "pure" { MachineFacts.print(kafka: nil) }
        let samples = SampleEvents("R")
        print("route, the function: EventReader, Router and Command.write on one core")
        let small = (0..<min(events, 2000)).map { samples.event($0, key: $0) }
        _ = try measure(small, times: 2)
        let rounds = max(1, events / small.count)
        let cost = try measure(small, times: rounds)
        var table = Table(["figure", "measured", "goal"])
        table.append(["events/s of \(small.map(\.count).reduce(0, +) / small.count) bytes", rounded(1e6 / cost, 0), ""])
        table.append(["CPU per event, µs", rounded(cost, 2), ""])
        for (name, part) in try parts(small, times: rounds) {
            table.append(["of it, µs: \(name)", rounded(part, 2), ""])
        }
        let byLocale = (0..<small.count).map {
            samples.event($0, key: $0, title: #"{"zh-CN":"差旅报销申请","en-US":"Travel"}"#)
        }
        let read = try measure(byLocale, times: rounds)
        table.append(["CPU per event whose title is in two languages, which is read first, µs", rounded(read, 2), ""])
        let base = cost * 1000 / Double(small.map(\.count).reduce(0, +) / small.count)
        table.append(["CPU per byte of it, ns", rounded(base, 2), ""])
        for (tasks, filler) in [(20, 0), (200, 0), (300, 800), (300, 2500)] {
            let text = String(repeating: "a", count: filler)
            let large = (0..<4).map { samples.event($0, key: $0, tasks: tasks, filler: text) }
            let size = large[0].count
            guard size <= 1_000_000 else { continue }
            let own = try measure(large, times: max(1, 40_000_000 / size / 4))
            let perByte = own * 1000 / Double(size)
            table.append([
                "CPU per byte of \(size / 1000) KB (\(tasks) tasks), ns", rounded(perByte, 2),
                "≤ \(rounded(base * 1.5, 2)): linear",
            ])
        }
        table.print()
    }

    /// µs of processor time per event, of what an event goes through in turn.
    private func parts(_ events: [[UInt8]], times: Int) throws -> [(String, Double)] {
        let parser = JSONParser(limits: JSONLimits(maximumSize: 1 << 20))
        let reader = EventReader(limits: JSONLimits(maximumSize: 1 << 20))
        let router = Router(RoutingConfiguration())
        let records = events.enumerated().map { index, event in
            EventRecord(
                origin: EventOrigin(topic: "approval.events", partition: 0, offset: Int64(index)), key: nil,
                value: event[...])
        }
        var count = 0
        func time(_ body: (EventRecord) throws -> Int) rethrows -> Double {
            let start = processorTime()
            for _ in 0..<times { for record in records { count += try body(record) } }
            return (processorTime() - start) * 1e6 / Double(times * events.count)
        }
        let parsing = try time { record in
            guard let value = record.value else { return 0 }
            return try parser.parse(value).object?.count ?? 0
        }
        let reading = time { record in
            guard case .event(let envelope) = reader.read(record) else { return 0 }
            return envelope.id.utf8.count
        }
        let routing = time { record in
            guard case .event(let envelope) = reader.read(record),
                case .commands(let commands) = router.route(envelope, at: 1_772_328_600_000)
            else { return 0 }
            return commands.count
        }
        guard count > 0 else { throw BenchmarkError("nothing was measured") }
        return [("parsing", parsing), ("the envelope", reading - parsing), ("routing", routing - reading)]
    }

    /// µs of processor time per event.
    private func measure(_ events: [[UInt8]], times: Int) throws -> Double {
        let reader = EventReader(limits: JSONLimits(maximumSize: 1 << 20))
        let router = Router(RoutingConfiguration())
        var writer = JSONWriter(capacity: 8192)
        var bytes = 0
        let start = processorTime()
        for round in 0..<times {
            for (index, event) in events.enumerated() {
                let record = EventRecord(
                    origin: EventOrigin(
                        topic: "approval.events", partition: 0, offset: Int64(round * events.count + index),
                        timestamp: 1_772_328_600_000), key: nil, value: event[...])
                guard case .event(let envelope) = reader.read(record) else {
                    throw BenchmarkError("the sample event \(index) is no event: \(reader.read(record))")
                }
                guard case .commands(let commands) = router.route(envelope, at: 1_772_328_600_000) else {
                    throw BenchmarkError(
                        "the sample event \(index) makes no command: \(router.route(envelope, at: 1_772_328_600_000))")
                }
                for command in commands {
                    writer.removeAll()
                    command.write(to: &writer)
                    bytes += writer.count
                }
            }
        }
        guard bytes > 0 else { throw BenchmarkError("no command was written") }
        return (processorTime() - start) * 1e6 / Double(times * events.count)
    }

    /// Of this thread, seconds.
    private func processorTime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: As a process

    private func process() async throws {
        let scene = try await Scene()
        let topic = try await scene.makeEvents("backlog", partitions: 12)
        let size = try await EventPublisher(scene.cluster, topic: topic, linger: 20).publishBacklog(
            SampleEvents("R-\(scene.cluster.unique)"), count: events, keys: keys)
        var settings = scene.relaySettings(events: topic)
        settings.role = "route"
        let ends = try TopicEnds(scene.cluster, idleTopic: topic)
        let relay = try RelayRun(settings, scene.cluster, feishu: scene.target.baseURL)
        try await relay.wait(atMost: .seconds(120 + events / 1000), for: "all commands") {
            try await ends.count(scene.instanceCommands) >= events
        }
        await ends.close()
        relay.printThreads(per: events)
        let usage = try await relay.stop()
        let commands = try await TopicScan.read(
            scene.cluster, scene.instanceCommands, since: relay.process.startedAt / 1000)
        try await scene.close()
        let seconds = Double(max(1, commands.last - commands.first)) / 1e3
        print("route, the process: \(events) events of \(rounded(size, 0)) bytes, \(keys) keys, 12 partitions")
        var table = Table(["figure", "measured", "goal"])
        table.append(["events/s, first to last command", rounded(Double(events) / seconds, 0), ""])
        table.append(["relay CPU per event, µs", rounded(usage.processor * 1e6 / Double(events), 1), ""])
        table.append(["mean size of a command, bytes", "\(commands.bytes / max(1, commands.records))", ""])
        table.append(["relay peak memory, MiB", rounded(Double(usage.peakMemory) / Double(1 << 20), 1), ""])
        table.append(["commands", "\(commands.records)", "\(events)"])
        table.print()
    }
}
