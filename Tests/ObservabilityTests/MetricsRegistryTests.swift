import Dispatch
import Foundation
import ScheduleSupport
import Testing

@testable import Observability

@Test func theTextIsExactlyTheFormats() throws {
    let metrics = MetricsRegistry()
    let calls = try metrics.counters("calls_total", help: "Calls\nand \\ more.", labels: ["api", "outcome"])
    calls.with("send", "a \"quoted\"\nline \\").increment(by: 3)
    calls.with("create", "ok").increment()
    try metrics.gauge("temperature_celsius", help: "Now.").set(-1.5)
    let seconds = try metrics.histogram("call_seconds", help: "Time.", labels: ["api": "send"], buckets: [0.5, 1, 2.5])
    for value in [0.1, 0.5, 0.6, 7] { seconds.observe(value) }
    #expect(
        metrics.text() == ##"""
            # HELP calls_total Calls\nand \\ more.
            # TYPE calls_total counter
            calls_total{api="create",outcome="ok"} 1
            calls_total{api="send",outcome="a \"quoted\"\nline \\"} 3
            # HELP temperature_celsius Now.
            # TYPE temperature_celsius gauge
            temperature_celsius -1.5
            # HELP call_seconds Time.
            # TYPE call_seconds histogram
            call_seconds_bucket{api="send",le="0.5"} 2
            call_seconds_bucket{api="send",le="1"} 3
            call_seconds_bucket{api="send",le="2.5"} 3
            call_seconds_bucket{api="send",le="+Inf"} 4
            call_seconds_sum{api="send"} 8.2
            call_seconds_count{api="send"} 4

            """##)
    let read = try PrometheusText(metrics.text())
    #expect(read.value("calls_total", ["api": "send", "outcome": "a \"quoted\"\nline \\"]) == 3)
    #expect(read.help["calls_total"] == "Calls\nand \\ more.")
    #expect(String(decoding: metrics.bytes(), as: UTF8.self) == metrics.text())
}

@Test func specialNumbersAreWrittenAsPrometheusReadsThem() throws {
    let metrics = MetricsRegistry()
    let gauges = try metrics.gauges("g", help: "G.", labels: ["n"])
    let values: [Double] = [.infinity, -.infinity, .nan, 0, -0.0, 1e300, 1e-9, 9_007_199_254_740_991, 0.1, 123_456_789]
    for (index, value) in values.enumerated() { gauges.with("\(index)").set(value) }
    let read = try PrometheusText(metrics.text())
    for (index, value) in values.enumerated() {
        let found = try #require(read.value("g", ["n": "\(index)"]))
        #expect(found == value || found.isNaN && value.isNaN)
    }
    #expect(metrics.text().contains("g{n=\"9\"} 123456789\n"))
}

@Test func aHistogramAgreesWithANaiveOneForAnyObservations() throws {
    for seed in 0..<100 {
        var random = SeededGenerator(seed: UInt64(seed))
        let bounds = (0..<Int.random(in: 1...20, using: &random)).map { Double($0 * $0) / 4 }
        let metrics = MetricsRegistry()
        let histogram = try metrics.histogram("h", help: "H.", buckets: bounds)
        var seen: [Double] = []
        for _ in 0..<200 {
            let value = Double(Int.random(in: -8...400, using: &random)) / 4
            histogram.observe(value)
            seen.append(value)
        }
        let read = try PrometheusText(metrics.text())
        for bound in bounds {
            let count = read.value("h_bucket", ["le": MetricsText.number(bound)])
            #expect(count == Double(seen.count { $0 <= bound }), "seed \(seed), bound \(bound)")
        }
        #expect(read.value("h_count") == 200)
        #expect(read.value("h_sum") == seen.reduce(0, +), "quarters add up exactly")
    }
}

@Test func observationsThatWouldSpoilTheSumArePassedOver() throws {
    let histogram = try MetricsRegistry().histogram("h", help: "H.", buckets: [1])
    for value in [Double.nan, .infinity, -.infinity] { histogram.observe(value) }
    histogram.observe(Duration.milliseconds(1500))
    #expect(histogram.count == 1)
    #expect(histogram.total == 1.5)
    let counter = try MetricsRegistry().counter("c_total", help: "C.")
    counter.increment(by: -5)
    counter.increment(by: 0)
    #expect(counter.value == 0)
}

@Test(.timeLimit(.minutes(1))) func nothingIsLostWhenManyThreadsCount() throws {
    let metrics = MetricsRegistry()
    let counters = try metrics.counters("c_total", help: "C.", labels: ["n"])
    let gauge = try metrics.gauge("g", help: "G.")
    let histogram = try metrics.histogram("h", help: "H.", buckets: [1, 2])
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
        for number in 0..<2000 {
            counters.with("\(number % 3)").increment()
            gauge.increment()
            if number % 2 == 0 { gauge.decrement() }
            histogram.observe(Double(number % 4))
            if number % 500 == 0 { _ = metrics.text() }
        }
    }
    let read = try PrometheusText(metrics.text())
    #expect((0..<3).compactMap { read.value("c_total", ["n": "\($0)"]) }.reduce(0, +) == 16_000)
    #expect(gauge.value == 8000)
    #expect(histogram.count == 16_000)
    #expect(histogram.total == 24_000)
}

@Test func seriesBeyondTheLimitCountAsOtherAndAreSaidOnce() throws {
    let memory = InMemoryLog()
    let metrics = MetricsRegistry(log: Logger("metrics", memory))
    let family = try metrics.counters("c_total", help: "C.", labels: ["code", "api"], limit: 3)
    for code in 0..<100 { family.with("\(code)", "send").increment() }
    family.with("1", "send").increment()
    let read = try PrometheusText(metrics.text())
    #expect(read.samples.count == 4)
    #expect(read.value("c_total", ["code": "other", "api": "other"]) == 97)
    #expect(read.value("c_total", ["code": "1", "api": "send"]) == 2)
    #expect(memory.records.count == 1)
    #expect(memory.records[0]["metric"] == "c_total")
    family.with("a wrong number of labels").increment()
    #expect(family.with("other", "other").value == 98)
}

@Test func longLabelValuesAreCutAndRemovedSeriesAreGone() throws {
    let metrics = MetricsRegistry()
    let family = try metrics.gauges("lag", help: "Lag.", labels: ["topic"])
    family.with(String(repeating: "中", count: 1000)).set(1)
    #expect(try PrometheusText(metrics.text()).samples[0].labels["topic"] == String(repeating: "中", count: 42))
    family.remove(String(repeating: "中", count: 1000))
    #expect(try PrometheusText(metrics.text()).samples.isEmpty)
}

@Test func theSameRegistrationGivesTheSameMetric() throws {
    let metrics = MetricsRegistry()
    try metrics.counter("c_total", help: "C.", labels: ["a": "1"]).increment()
    try metrics.counter("c_total", help: "C.", labels: ["a": "1"]).increment()
    try metrics.counter("c_total", help: "C.", labels: ["a": "2"]).increment()
    let read = try PrometheusText(metrics.text())
    #expect(read.value("c_total", ["a": "1"]) == 2)
    #expect(read.value("c_total", ["a": "2"]) == 1)
}

@Test func anUnlabelledMetricIsThereFromTheStart() throws {
    let metrics = MetricsRegistry()
    _ = try metrics.counter("c_total", help: "C.")
    #expect(metrics.text().hasSuffix("c_total 0\n"))
}

@Test func collectedMetricsAreAskedWhenRead() throws {
    let metrics = MetricsRegistry()
    try metrics.gauge("up", help: "Up.") { 1 }
    try metrics.gauge("absent", help: "Absent.") { nil }
    try metrics.collected("lag", help: "Lag.", labels: ["p"], limit: 3) {
        [.init(["0"], 5), .init(["0"], 6), .init(["1", "x"], 7), .init(["2"], 8)]
    }
    let read = try PrometheusText(metrics.text())
    #expect(read.value("up") == 1)
    #expect(read.samples.filter { $0.name == "lag" } == [.init(name: "lag", labels: ["p": "0"], value: 5)])
    #expect(read.types["absent"] == "gauge")
}

@Test func declarationsThatPrometheusWouldRefuseAreRefused() throws {
    func code(_ body: (MetricsRegistry) throws(MetricsError) -> Void) throws -> MetricsError.Code? {
        let metrics = MetricsRegistry()
        _ = try metrics.counter("c_total", help: "C.")
        _ = try metrics.gauge("g", help: "G.")
        do {
            try body(metrics)
            return nil
        } catch {
            #expect(error.description.hasPrefix("metric '\(error.metric)': "))
            return error.code
        }
    }
    for name in ["", "1a_total", "a-b_total", "a:b_total", "é_total", "a_total\n", "calls"] {
        #expect(try code { metrics throws(MetricsError) in _ = try metrics.counter(name, help: "X.") } == .invalidName)
    }
    for name in ["x_total", "x_bucket", "x_sum", "x_count"] {
        #expect(try code { metrics throws(MetricsError) in _ = try metrics.gauge(name, help: "X.") } == .invalidName)
    }
    for label in ["", "a-b", "__a", "1", "a.b"] {
        #expect(
            try code { metrics throws(MetricsError) in _ = try metrics.gauges("x", help: "X.", labels: [label]) }
                == .invalidLabel)
    }
    #expect(
        try code { metrics throws(MetricsError) in _ = try metrics.gauges("x", help: "X.", labels: ["a", "a"]) }
            == .invalidLabel)
    #expect(
        try code { metrics throws(MetricsError) in _ = try metrics.histograms("x", help: "X.", labels: ["le"]) }
            == .invalidLabel)
    #expect(try code { metrics throws(MetricsError) in _ = try metrics.gauge("x", help: "") } == .missingHelp)
    #expect(try code { metrics throws(MetricsError) in _ = try metrics.gauge("g", help: "Other.") } == .conflict)
    #expect(try code { metrics throws(MetricsError) in try metrics.gauge("g", help: "G.") { 1 } } == .conflict)
    #expect(try code { metrics throws(MetricsError) in _ = try metrics.histogram("g", help: "G.") } == .conflict)
    for buckets in [[], [1, 1], [2, 1], [1, .infinity], [.nan], (0..<65).map(Double.init)] as [[Double]] {
        #expect(
            try code { metrics throws(MetricsError) in _ = try metrics.histogram("x", help: "X.", buckets: buckets) }
                == .invalidBuckets)
    }
    #expect(try code { metrics throws(MetricsError) in try metrics.registerProcess() } == nil)
}

@Test func exponentialBoundsAreValidBuckets() throws {
    let bounds = Histogram.exponential(from: 0.001, factor: 4, count: 16)
    #expect(bounds.count == 16)
    _ = try MetricsRegistry().histogram("h", help: "H.", buckets: bounds)
    _ = try MetricsRegistry().histogram("h", help: "H.", buckets: Histogram.callSeconds)
}
