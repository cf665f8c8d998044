import Foundation

/// What the kernel says of a process (proc(5)).
enum ProcessUsage {
    /// Nil when the process is gone.
    static func sample(_ pid: Int32) -> UsageSample? {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first,
            let resident = Int64(kilobytes),
            let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
        else { return nil }
        return UsageSample(pid: pid, at: WallClock.now(), resident: resident * 1024, descriptors: descriptors)
    }
}
