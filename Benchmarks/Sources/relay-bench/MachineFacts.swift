import Foundation

/// What figures depend on.
enum MachineFacts {
    static func print(kafka: KafkaCluster?) {
        let processors = file("/proc/cpuinfo").split(separator: "\n")
        let model = processors.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        let memory = file("/proc/meminfo").split(separator: "\n").first?.split(separator: " ").dropFirst().first
        let load = file("/proc/loadavg").split(separator: " ").prefix(3).joined(separator: " ")
        var facts = [
            "\(ProcessInfo.processInfo.activeProcessorCount) cores",
            model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor",
            "\((memory.flatMap { Int($0) } ?? 0) / 1024) MiB",
            "Linux " + file("/proc/sys/kernel/osrelease").trimmingCharacters(in: .whitespacesAndNewlines),
        ]
        if let kafka {
            facts.append(kafka.version.map { "Kafka \($0)" } ?? "Kafka at \(kafka.bootstrap)")
        }
        Swift.print("machine: " + facts.joined(separator: ", "))
        Swift.print("load before the run: \(load)")
    }

    private static func file(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}
