import Foundation
import Testing

@testable import Observability

private let system = "cpu  1 2 3\nbtime 1700000000\nprocesses 5\n"

@Test func aProcessNameCannotConfuseTheFields() throws {
    let rest = (4...24).map { "\($0)00" }.joined(separator: " ")
    let statistics = try #require(
        ProcessStatistics(stat: "7 (a) R ) (b) S \(rest) 0 0", systemStat: system, ticksPerSecond: 100, pageSize: 4096))
    #expect(statistics.cpuSeconds == 29)
    #expect(statistics.threads == 2000)
    #expect(statistics.startTime == 1_700_000_022)
    #expect(statistics.virtualBytes == 2300)
    #expect(statistics.residentBytes == 2400 * 4096)
}

@Test(arguments: ["", "7", "7 (a", "7 (a)", "7 (a) S 1 2 3", "7 (a) S " + String(repeating: "x ", count: 30)])
func aStrangeFileIsNoStatistics(stat: String) {
    #expect(ProcessStatistics(stat: stat, systemStat: system, ticksPerSecond: 100, pageSize: 4096) == nil)
    #expect(
        ProcessStatistics(
            stat: "7 (a) S " + String(repeating: "1 ", count: 30), systemStat: "", ticksPerSecond: 100, pageSize: 1)
            == nil)
}

@Test func theProcessTellsOfItself() throws {
    let metrics = MetricsRegistry()
    try metrics.registerProcess()
    try metrics.registerBuild("approval_relay_build_info", ["version": "1.0.0", "commit": "abc"])
    let read = try PrometheusText(metrics.text())
    #expect(try #require(read.value("process_resident_memory_bytes")) > 1_000_000)
    #expect(try #require(read.value("process_virtual_memory_bytes")) > 1_000_000)
    #expect(try #require(read.value("process_cpu_seconds_total")) > 0)
    #expect(try #require(read.value("process_threads")) >= 1)
    #expect(try #require(read.value("process_open_fds")) >= 3)
    #expect(try #require(read.value("process_max_fds")) >= 3)
    let age = Date().timeIntervalSince1970 - (try #require(read.value("process_start_time_seconds")))
    #expect(age > -2 && age < 86_400, "\(age)")
    #expect(read.value("approval_relay_build_info", ["version": "1.0.0", "commit": "abc"]) == 1)
}

private let promtool = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":")
    .map { "\($0)/promtool" }.first(where: FileManager.default.isExecutableFile)

@Test(.enabled(if: promtool != nil, "promtool is not installed"), .timeLimit(.minutes(1)))
func promtoolHasNothingToSay() throws {
    let metrics = MetricsRegistry()
    try metrics.registerProcess()
    try metrics.counters("calls_total", help: "Calls.", labels: ["api"]).with("a\"\\\n").increment()
    try metrics.histogram("call_duration_seconds", help: "Time.").observe(0.3)
    let process = Process()
    process.executableURL = URL(filePath: try #require(promtool))
    process.arguments = ["check", "metrics"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardError = output
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(metrics.bytes()))
    try input.fileHandleForWriting.close()
    let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(said.isEmpty, "\(said)")
}
