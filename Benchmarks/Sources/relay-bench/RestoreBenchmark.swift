import ApprovalContract
import Foundation
import JSON
import Kafka

/// A start with many receipts: how long they take to be read, and what they take in memory.
struct RestoreBenchmark {
    private let receipts: Int

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        receipts = try options.number("receipts", default: 1_000_000, in: 1...10_000_000)
    }

    func run() async throws {
        let scene = try await Scene()
        let topic = try await scene.makeEvents("restore", partitions: 12)
        let settings = scene.relaySettings(events: topic)
        // A first run makes the topics and shows what a relay takes without receipts.
        let first = try RelayRun(settings, scene.cluster, feishu: scene.target.baseURL)
        _ = try await restored(first)
        let base = first.process.residentMemory ?? 0
        _ = try await first.stop()

        let written = try await write("\(scene.prefix).receipts.message", scene.cluster)
        let relay = try RelayRun(settings, scene.cluster, feishu: scene.target.baseURL)
        let found = try await restored(relay)
        // The readers are closed meanwhile.
        try await Task.sleep(for: .seconds(2))
        let memory = relay.process.residentMemory ?? 0
        let usage = try await relay.stop()
        try await scene.close()

        print(
            "restore: \(receipts) receipts of 4 commands and 3 cards, \(rounded(written, 0)) bytes each in Kafka, 12 partitions"
        )
        var table = Table(["figure", "measured", "goal"])
        table.append(["receipts restored", "\(found.receipts)", "\(receipts)"])
        table.append(["claims written and receipts read, s", rounded(found.seconds, 2), "≤ 10"])
        table.append(["resident memory, MB", rounded(Double(memory) / 1e6, 1), ""])
        table.append(["of it beyond a relay without receipts, MB", rounded(Double(memory - base) / 1e6, 1), "≤ 512"])
        table.append(["the same for a receipt, bytes", rounded(Double(memory - base) / Double(receipts), 0), ""])
        table.append(["peak memory, MB", rounded(Double(usage.peakMemory) / 1e6, 1), ""])
        table.print()
        guard found.receipts == receipts else {
            throw BenchmarkError("expected \(receipts) receipts, found \(found.receipts)")
        }
    }

    /// What the relay's log says of the receipts.
    private func restored(_ relay: RelayRun) async throws -> (receipts: Int, seconds: Double) {
        var found: (receipts: Int, seconds: Double)?
        try await relay.wait(atMost: .seconds(300), for: "the receipts") {
            let text = (try? String(contentsOf: relay.process.outputFile, encoding: .utf8)) ?? ""
            let parser = JSONParser()
            for line in text.split(separator: "\n") where line.contains("receipts taken up") {
                guard let json = try? parser.parse(Array(line.utf8)) else { continue }
                found = (Int(json["receipts"]?.int64 ?? 0), json["seconds"]?.double ?? 0)
            }
            return found != nil
        }
        return found ?? (0, 0)
    }

    /// - Returns: the mean size of a record.
    private func write(_ topic: String, _ cluster: KafkaCluster) async throws -> Double {
        let publisher = try EventPublisher(cluster, topic: topic, linger: 20)
        var writer = JSONWriter(capacity: 4096)
        var bytes = 0
        let time: Int64 = 1_772_328_600_000
        for number in 0..<receipts {
            var receipt = Receipt(incarnation: "mkf3xk2a-1y2p0gic2k9xs", doneThrough: Int64(number))
            for command in 0..<4 {
                let digest = String(format: "%032X", number * 4 + command)
                receipt.record(
                    ReceiptEntry(
                        commandID: "c" + digest.prefix(31), outcome: .applied,
                        feishu: FeishuVerdict(
                            httpStatus: 200, code: 0, message: "success", logID: "20261125" + digest.prefix(26)),
                        messageID: "76902158920\(10_000_000 + number)", attempts: 1,
                        called: time + Int64(number + command), completed: time + Int64(number + command + 40)),
                    offset: Int64(number * 4 + command))
                if command < 3 {
                    receipt.set(
                        Card(
                            messageID: "76902158920\(10_000_000 + number)", template: "1008",
                            sentAt: time + Int64(number)), slot: "task:EXP-\(number)-\(command)")
                }
            }
            writer.removeAll()
            receipt.write(to: &writer)
            let value = writer.bytes()
            bytes += value.count
            try await publisher.publish(key: Array("default:EXP-\(number)".utf8), value, number: number)
        }
        try await publisher.close(expecting: receipts)
        return Double(bytes) / Double(receipts)
    }
}
