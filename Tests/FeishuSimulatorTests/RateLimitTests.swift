import Testing

@testable import FeishuSimulator

/// Remembers every accepted call.
private struct NaiveMeter {
    var limit: RateLimit
    var kind: SimulatorSettings.RateWindow
    var accepted: [Int64] = []

    /// The wait, 0 if the call is accepted.
    mutating func admit(_ now: Int64) -> Int64 {
        let wait = max(wait(limit.perSecond, 1_000_000, now), wait(limit.perMinute, 60_000_000, now))
        if wait == 0 { accepted.append(now) }
        return wait
    }

    private func wait(_ limit: Int, _ length: Int64, _ now: Int64) -> Int64 {
        guard limit > 0 else { return 0 }
        switch kind {
        case .sliding:
            let inside = accepted.filter { $0 > now - length }
            // A call fits once so many have left that fewer than the limit remain.
            return inside.count < limit ? 0 : inside[inside.count - limit] + length - now
        case .fixed:
            var start: Int64?
            var count = 0
            for time in accepted {
                if let opened = start, time - opened < length {
                    count += 1
                } else {
                    start = time
                    count = 1
                }
            }
            guard let start, now - start < length, count >= limit else { return 0 }
            return start + length - now
        }
    }
}

@Test(.timeLimit(.minutes(1)), arguments: SimulatorSettings.RateWindow.allCases)
func windowsAgreeWithTheNaiveModel(kind: SimulatorSettings.RateWindow) {
    for seed in UInt64(0)..<1500 {
        var random = SeededRandom(seed: seed)
        let limit = RateLimit(perSecond: Int(random.next() % 5), perMinute: Int(random.next() % 12))
        var naive = NaiveMeter(limit: limit, kind: kind)
        var meter = CallMeter()
        var now: Int64 = 1_000_000_000
        for step in 0..<60 {
            let gaps: [UInt64] = [0, 1, 300_000, 1_000_000, 5_000_000, 61_000_000]
            let gap = gaps[Int(random.next() % 6)]
            now += Int64(gap == 300_000 || gap == 5_000_000 ? random.next() % gap : gap)
            let expected = naive.admit(now)
            let refused = meter.admit(limit, kind, at: SimulatorInstant(microseconds: now))
            guard expected == (refused?.wait ?? 0) else {
                Issue.record(
                    "seed \(seed) step \(step): \(limit) expected \(expected), found \(String(describing: refused))")
                return
            }
        }
    }
}

@Test func aLimitThatIsChangedKeepsTheNewestCalls() {
    var meter = CallMeter()
    func at(_ milliseconds: Int64) -> SimulatorInstant { SimulatorInstant(microseconds: milliseconds * 1000) }
    for call in 0..<10 {
        #expect(meter.admit(.init(perSecond: 100, perMinute: 0), .sliding, at: at(Int64(call))) == nil)
    }
    #expect(meter.admit(.init(perSecond: 10, perMinute: 0), .sliding, at: at(20)) == .init(limit: 10, wait: 980_000))
    #expect(meter.admit(.init(perSecond: 11, perMinute: 0), .sliding, at: at(20)) == nil)
    #expect(meter.admit(.init(perSecond: 3, perMinute: 0), .sliding, at: at(21))?.limit == 3)
}

@Test func theLimitIsPerAppAndCall() {
    let other = SimulatedApp(id: "cli_other", secret: "s")
    var feishu = Feishu(SimulatorConfiguration(apps: [other])) {
        $0.rateLimits[.instanceCheck] = RateLimit(perSecond: 2, perMinute: 3)
    }
    for _ in 0..<2 { #expect(feishu.post(Paths.check, "{}").code == 99_992_402) }
    let refused = feishu.post(Paths.check, "{}")
    #expect(refused.status == 429)
    #expect(refused.code == 99_991_400)
    #expect(refused.message == "request trigger frequency limit")
    #expect(refused.header("x-ogw-ratelimit-limit") == "2")
    #expect(refused.header("x-ogw-ratelimit-reset") == "1")
    #expect(feishu.post(Paths.send, "{}").code == 60001)
    let mine = feishu.token
    feishu.token = feishu.makeToken("cli_other", "s")
    #expect(feishu.post(Paths.check, "{}").code == 99_992_402)
    feishu.token = mine
    feishu.advance(.seconds(1))
    #expect(feishu.post(Paths.check, "{}").code == 99_992_402)
    let minute = feishu.post(Paths.check, "{}")
    #expect(minute.header("x-ogw-ratelimit-limit") == "3")
    #expect(minute.header("x-ogw-ratelimit-reset") == "59")
}

private let theResetIsWrittenAsWishedCases: [(SimulatorSettings.RateLimitReset, String?)] = [
    (SimulatorSettings.RateLimitReset.whole, "1"), (.fractional, "0.750"), (.missing, nil), (.zero, "0"),
]

@Test(arguments: theResetIsWrittenAsWishedCases)
func theResetIsWrittenAsWished(format: SimulatorSettings.RateLimitReset, expected: String?) {
    var feishu = Feishu {
        $0.defaultRateLimit = RateLimit(perSecond: 1, perMinute: 0)
        $0.rateLimitReset = format
        $0.rateLimitStatus = 400
    }
    _ = feishu.post(Paths.check, "{}")
    feishu.advance(.milliseconds(250))
    let refused = feishu.post(Paths.check, "{}")
    #expect(refused.status == 400)
    #expect(refused.code == 99_991_400)
    #expect(refused.header("x-ogw-ratelimit-reset") == expected)
}

@Test func theMonthlyQuotaIsTheTenantsAndEndsInUTC8() {
    let other = SimulatedApp(id: "cli_other", secret: "s")
    var feishu = Feishu(SimulatorConfiguration(apps: [other])) { $0.monthlyQuota = 3 }
    // 2024-06-30 15:59:00 UTC is a minute before July in UTC+8.
    feishu.now = SimulatorInstant(microseconds: 1_719_763_140_000_000)
    feishu.token = feishu.makeToken()
    #expect(feishu.post(Paths.check, "{}").code == 99_992_402)
    #expect(feishu.post(Paths.send, "{}").code == 60001)
    feishu.token = feishu.makeToken("cli_other", "s")
    #expect(feishu.post(Paths.send, "{}").code == 60001)
    let refused = feishu.post(Paths.send, "{}")
    #expect(refused.status == 429)
    #expect(refused.code == 99_991_403)
    feishu.advance(.seconds(59))
    #expect(feishu.post(Paths.send, "{}").code == 99_991_403)
    feishu.advance(.seconds(1))
    #expect(feishu.post(Paths.send, "{}").code == 60001)
}
