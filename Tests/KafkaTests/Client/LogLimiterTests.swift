import Testing

@testable import Kafka

struct LogLimiterTests {
    private let start = ContinuousClock.now

    private func failure(_ broker: String, after milliseconds: Int, _ reason: String = "Connection refused") -> String {
        "[thrd:\(broker)]: \(broker): Connect to ipv4#10.0.0.1:9092 failed: \(reason) "
            + "(after \(milliseconds)ms in state CONNECT, \(milliseconds) identical error(s) suppressed)"
    }

    @Test func showsARepeatedLineOnceForEachBroker() {
        var limiter = LogLimiter()
        var shown = 0
        for second in 0..<100 {
            for broker in ["a:9092/1", "b:9092/2"] {
                let line = limiter.line(
                    level: .error, facility: "FAIL", message: failure(broker, after: second),
                    at: start + .seconds(second))
                if line != nil { shown += 1 }
            }
        }
        #expect(shown == 2)
    }

    @Test func showsAChangeWithTheNumberHeldBack() {
        var limiter = LogLimiter()
        for second in 0..<5 {
            _ = limiter.line(
                level: .error, facility: "FAIL", message: failure("a:9092/1", after: second), at: start)
        }
        let line = limiter.line(
            level: .error, facility: "FAIL", message: failure("a:9092/1", after: 9, "Connection timed out"), at: start)
        #expect(line?.suppressed == 4)
        #expect(line?.message.contains("timed out") == true)
    }

    @Test func aRecoveryIsShownAndMakesTheNextFailureNews() {
        var limiter = LogLimiter()
        let message = failure("a:9092/bootstrap", after: 1)
        #expect(limiter.line(level: .error, facility: "FAIL", message: message, at: start) != nil)
        #expect(limiter.line(level: .error, facility: "FAIL", message: message, at: start) == nil)
        #expect(limiter.recovered(broker: "b:9092/1") == nil)
        let line = limiter.recovered(broker: "a:9092/1")
        #expect(line?.facility == "RECOVERED")
        #expect(line?.suppressed == 1)
        #expect(limiter.recovered(broker: "a:9092/1") == nil)
        #expect(limiter.line(level: .error, facility: "FAIL", message: message, at: start) != nil)
    }

    @Test func showsAgainAfterTheInterval() {
        var limiter = LogLimiter(interval: .seconds(10))
        #expect(limiter.line(level: .warning, facility: "F", message: "x", at: start) != nil)
        #expect(limiter.line(level: .warning, facility: "F", message: "x", at: start + .seconds(9)) == nil)
        #expect(limiter.line(level: .warning, facility: "F", message: "x", at: start + .seconds(10))?.suppressed == 1)
    }

    @Test func neverHoldsBackDebugLines() {
        var limiter = LogLimiter()
        for _ in 0..<3 {
            #expect(limiter.line(level: .debug, facility: "F", message: "x", at: start) != nil)
        }
    }

    @Test func errorsPassOnceUntilSomethingWorked() {
        var limiter = ErrorLimiter()
        let down = KafkaError(.allBrokersDown, "3/3 brokers are down")
        #expect(limiter.isNews(down, at: start) == true)
        #expect(limiter.isNews(KafkaError(.allBrokersDown, "3/3 brokers are down (again)"), at: start) == false)
        #expect(limiter.isNews(KafkaError(.transport, "a:9092/1: Disconnected (after 10ms)"), at: start) == true)
        #expect(limiter.isNews(KafkaError(.transport, "a:9092/1: Disconnected (after 99ms)"), at: start) == false)
        #expect(limiter.isNews(KafkaError(.transport, "b:9092/2: Disconnected (after 99ms)"), at: start) == true)
        limiter.succeeded()
        #expect(limiter.isNews(down, at: start) == true)
        #expect(limiter.isNews(down, at: start + .seconds(61)) == true)
    }
}
