#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What Linux tells about this process, under the names that every Prometheus client uses. Reading is a handful of small files
/// in /proc, each time the metrics are read.
public struct ProcessStatistics: Sendable, Hashable {
    public let residentBytes: Double
    public let virtualBytes: Double
    /// User and system time.
    public let cpuSeconds: Double
    public let threads: Double
    /// Seconds since 1970.
    public let startTime: Double

    /// - Parameters:
    ///   - stat: `/proc/self/stat` (proc(5)).
    ///   - systemStat: `/proc/stat`, for the time of boot.
    ///   - ticksPerSecond, pageSize: the kernel's units.
    init?(stat: String, systemStat: String, ticksPerSecond: Double, pageSize: Double) {
        // The second field is the program's name in parentheses, and may itself hold spaces and parentheses.
        guard let end = stat.lastIndex(of: ")"), ticksPerSecond > 0 else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        func field(_ number: Int) -> Double? {
            fields.indices.contains(number - 3) ? Double(fields[number - 3]) : nil
        }
        let boot = systemStat.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap {
            Double($0.dropFirst(6))
        }
        guard let user = field(14), let system = field(15), let threads = field(20), let start = field(22),
            let virtual = field(23), let resident = field(24), let boot
        else { return nil }
        residentBytes = resident * pageSize
        virtualBytes = virtual
        cpuSeconds = (user + system) / ticksPerSecond
        self.threads = threads
        startTime = boot + start / ticksPerSecond
    }

    /// Now; nil where there is no /proc.
    public static func current() -> ProcessStatistics? {
        guard let stat = read("/proc/self/stat"), let system = read("/proc/stat") else { return nil }
        let units = kernelUnits()
        return ProcessStatistics(
            stat: stat, systemStat: system, ticksPerSecond: units.ticksPerSecond, pageSize: units.pageSize)
    }

    /// File descriptors in use, without the one that counting them takes.
    static func openFileDescriptors() -> Double? {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { Double(max(0, $0.count - 1)) }
    }

    /// The soft limit of file descriptors; nil when there is none.
    static func maximumFileDescriptors() -> Double? {
        guard
            let line = read("/proc/self/limits")?.split(separator: "\n").first(where: { $0.hasPrefix("Max open files") }
            )
        else { return nil }
        return line.dropFirst("Max open files".count).split(separator: " ").first.flatMap { Double($0) }
    }

    private static func read(_ path: String) -> String? {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// From the auxiliary vector (getauxval(3)): pairs of words, AT_PAGESZ is 6 and AT_CLKTCK is 17.
    private static func kernelUnits() -> (ticksPerSecond: Double, pageSize: Double) {
        var units = (ticksPerSecond: 100.0, pageSize: 4096.0)
        guard let bytes = (try? Data(contentsOf: URL(filePath: "/proc/self/auxv"))).map(Array.init) else {
            return units
        }
        func word(_ offset: Int) -> UInt64 {
            bytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        for offset in stride(from: 0, through: bytes.count - 16, by: 16) {
            switch word(offset) {
            case 6: units.pageSize = Double(word(offset + 8))
            case 17: units.ticksPerSecond = Double(word(offset + 8))
            default: continue
            }
        }
        return units
    }
}
