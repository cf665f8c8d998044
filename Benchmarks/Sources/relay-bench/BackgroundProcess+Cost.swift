import Foundation
import Glibc

/// What the kernel counts while it runs.
extension BackgroundProcess {
    /// Resident memory now, bytes.
    var residentMemory: Int? { memory("VmRSS:") }

    /// The most that was resident until now, bytes. What `wait4` says is at least what this program had when it started
    /// the child; this is the child's own.
    var peakMemory: Int? { memory("VmHWM:") }

    private func memory(_ name: String) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }

    /// Processor seconds until now: all threads, those that have ended too, and exact where `/proc` counts ticks of 10 ms.
    var processor: Double? {
        var clock = clockid_t()
        var time = timespec()
        guard unsafe clock_getcpuclockid(identifier, &clock) == 0, unsafe clock_gettime(clock, &time) == 0 else {
            return nil
        }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Processor seconds until now, by thread name; threads of one name together.
    var processorByThread: [(name: String, seconds: Double, threads: Int)] {
        let folder = "/proc/\(identifier)/task"
        var sums: [String: (seconds: Double, threads: Int)] = [:]
        for thread in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard let text = try? String(contentsOfFile: "\(folder)/\(thread)/stat", encoding: .utf8),
                let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
            else { continue }
            let name = String(text[text.index(after: open)..<close])
            let fields = text[close...].split(separator: " ")
            guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { continue }
            let before = sums[name] ?? (0, 0)
            sums[name] = (before.seconds + (user + system) / Self.ticks, before.threads + 1)
        }
        return sums.map { ($0.key, $0.value.seconds, $0.value.threads) }.sorted { $0.seconds > $1.seconds }
    }

    private static let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
}
