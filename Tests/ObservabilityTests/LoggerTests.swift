import Observability
import Testing

@Test func recordsCarryLabelFieldsAndLevel() {
    let memory = InMemoryLog()
    let log = Logger("relay", memory).with([LogField.topic: "events", LogField.partition: 1])
    log.named("relay.execute").error("failed", [LogField.partition: 2, LogField.key: "k"])
    let record = memory.records[0]
    #expect(record.logger == "relay.execute")
    #expect(record.level == .error)
    #expect(record.fields == [.init("topic", "events"), .init("partition", 2), .init("key", "k")])
    #expect(record["key"] == "k")
    #expect(record["nothing"] == nil)
}

@Test func whatIsBelowTheLevelIsNotEvenEvaluated() {
    let memory = InMemoryLog(level: .warning)
    let log = Logger("relay", memory)
    func expensive() -> String {
        Issue.record("evaluated")
        return ""
    }
    log.info(expensive(), ["a": .string(expensive())])
    log.once(key: "k", .debug, expensive(), state: expensive())
    log.warning("kept")
    log.critical("kept too")
    #expect(memory.messages() == ["kept", "kept too"])
    #expect(memory.messages(from: .critical) == ["kept too"])
}

@Test func everyLevelHasItsMethod() {
    let memory = InMemoryLog()
    let log = Logger("relay", memory)
    log.trace("0")
    log.debug("1")
    log.info("2")
    log.notice("3")
    log.warning("4")
    log.error("5")
    log.critical("6")
    #expect(memory.records.map(\.level) == LogLevel.allCases)
    #expect(LogLevel.allCases == LogLevel.allCases.sorted())
    #expect(
        (0...8).map { LogLevel(syslogPriority: $0) } == [
            .critical, .critical, .critical, .error, .warning, .notice, .info, .debug, .debug,
        ])
}

@Test func aRepeatingConditionIsSaidOnceAndItsEndIsSaid() {
    let memory = InMemoryLog()
    let log = Logger("relay", memory)
    let derived = log.with(["broker": "b"]).named("other")
    derived.recovered(key: "broker", "broker reachable")
    for _ in 0..<100 { log.once(key: "broker", .warning, "broker unreachable", state: "timeout") }
    derived.once(key: "broker", .warning, "broker unreachable", state: "refused", ["code": 7])
    derived.recovered(key: "broker", "broker reachable")
    derived.recovered(key: "broker", "broker reachable")
    let records = memory.records
    #expect(records.count == 3)
    #expect(records[1].fields == [.init("broker", "b"), .init("repeated", 99), .init("code", 7)])
    #expect(records[2].message.hasPrefix("broker reachable: recovered after 101 times in "))
    #expect(records[2]["occurrences"] == 101)
}

@Test(.timeLimit(.minutes(1))) func aTestWaitsForARecord() async {
    let memory = InMemoryLog()
    async let record = memory.first { $0.message == "second" }
    let log = Logger("relay", memory)
    log.info("first")
    log.info("second")
    let awaited = await record
    #expect(awaited?.message == "second")
    let known = await memory.first { $0.message == "first" }
    #expect(known?.message == "first")

    let waiting = Task { await memory.first { $0.message == "never" } }
    waiting.cancel()
    let cancelled = await waiting.value
    #expect(cancelled == nil)
}

@Test func valuesKeepTheirTypes() {
    #expect(LogValue.int(UInt64.max) == .string("18446744073709551615"))
    #expect(LogValue.int(UInt8(7)) == 7)
    #expect(LogValue.seconds(.milliseconds(1500)) == 1.5)
    #expect(LogValue.optional(nil) == .null)
    #expect(LogValue.describing(Secret("hunter2")) == "<redacted>")
    #expect("token \(Secret("hunter2"))" as LogValue == "token <redacted>")
}
