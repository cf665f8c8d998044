import FeishuSimulator
import Testing

@testable import Scenario

@Suite struct ScenarioReadingTests {
    private static let minimal = "title: t\nwork: {backlog: 1}\n"

    private func read(_ text: String) throws -> Scenario { try ScenarioFile.read(Array(text.utf8), name: "s.yaml") }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let error as ScenarioError {
            return error.problems
        } catch {
            return ["\(error)"]
        }
    }

    /// What the reference calls defaults are those that are used.
    @Test func theDefaultsOfTheReferenceAreThoseOfTheReader() throws {
        var lines: [String: [String]] = [:]
        for field in ScenarioField.all where !field.isRequired && !field.path.contains("[]") {
            switch field.kind {
            case .section, .list, .backlog, .range, .mark: continue
            default: break
            }
            let standard =
                field.standard.hasPrefix("as `relay.") ? (field.name == "per_second" ? "50" : "1000") : field.standard
            lines[field.section, default: []].append("\(field.name): \(standard)")
        }
        let retry = lines.removeValue(forKey: "relay.retry.") ?? []
        lines["relay."]?.append("retry: {\(retry.joined(separator: ", "))}")
        lines["work."]?.append("backlog: 1")
        var text = "title: t\n"
        for (section, fields) in lines.sorted(by: { $0.key < $1.key }) {
            text +=
                section.isEmpty
                ? fields.map { "\($0)\n" }.joined() : "\(section.dropLast()): {\(fields.joined(separator: ", "))}\n"
        }
        let written = try read(text)
        let left = try read(Self.minimal)
        var (first, second) = ("", "")
        dump(written, to: &first)
        dump(left, to: &second)
        #expect(first == second)
        #expect(lines.count == 5)
    }

    @Test func everyFieldOfAListIsRead() throws {
        let scenario = try read(
            """
            title: all
            duration: 2m
            seed: 9
            partitions: 4
            replicas: 2
            feishu:
              per_second: 7
              counts: fixed
              status: 400
              reset: missing
              latency: {min: 1ms, median: 2ms, p99: 3ms}
              changes: {from: 1s, to: 2s, per_minute: 3}
            work:
              keys: 5
              backlog: [{commands: 3, partitions: [1, 2]}]
              arrivals: {per_second: 0.5, from: 1s, to: 3s, hot_key_percent: 20}
            faults:
              - {kind: throttle, from: 1s, to: 2s, percent: 50, keys: 2, status: 400, reset: 500ms}
              - {kind: error, from: 1s, to: 2s}
            steps: [{at: 1s, kill: 1}, {at: 2s, stop: 2}, {at: 3s, add: 2}, {at: 4s, rebalance: true}]
            expect: {refused: 0, wait_p99: {max: 1500ms}, quota_used_percent: {min: 1.5, max: 90}}
            """)
        #expect(scenario.feishu.limit == .init(perSecond: 7, perMinute: 1000))
        #expect(scenario.feishu.changes.map(\.limit) == [.init(perSecond: 7, perMinute: 3)])
        #expect(scenario.feishu.throttleStatus == 400)
        #expect(
            scenario.feishu.latency == Delay(minimum: .milliseconds(1), median: .milliseconds(2), p99: .milliseconds(3))
        )
        #expect(scenario.work.backlog.map(\.partitions) == [[1, 2]])
        #expect(scenario.work.arrivals.map(\.hotKeyShare) == [20])
        #expect(scenario.faults.map(\.status) == [400, 503])
        #expect(scenario.faults.map(\.reset) == [.milliseconds(500), nil])
        #expect(scenario.steps.map(\.kind) == [.kill(1), .stop(2), .add(2), .rebalance])
        #expect(scenario.expectations.map(\.maximum) == [0, 1.5, 90])
        #expect(scenario.expectations.map(\.minimum) == [0, nil, 1.5])
    }

    private static let mistakes: [(String, String)] = [
        ("", "s.yaml:1:1: the scenario: expected a mapping"),
        ("- a", "s.yaml:1:1: the scenario: expected a mapping"),
        ("title: [", "s.yaml:"),
        ("work: {backlog: 1}", "s.yaml:1:1: the scenario: expected the field title, found none"),
        ("title: t", "expected something to do: work.backlog or work.arrivals"),
        (minimal + "replica: 3", "s.yaml:3:1: unknown field replica; did you mean replicas?"),
        (minimal + "replicas: 0", "s.yaml:3:11: replicas: expected an integer within 1…100, found the number 0"),
        (minimal + "replicas: many", "replicas: expected an integer, found the text \"many\""),
        (
            minimal + "duration: 10",
            "duration: expected a duration such as 500ms, 10s or 5m, from 1s to 2h, found the number 10"
        ),
        (minimal + "duration: 3h", "from 1s to 2h, found the text \"3h\""),
        (minimal + "relay: 5", "s.yaml:3:8: relay: expected a mapping of per_second, per_minute"),
        (minimal + "relay: {per_secnd: 5}", "unknown field relay.per_secnd; did you mean per_second?"),
        (
            minimal + "relay: {request_timeout: 30s}",
            "expected relay.request_timeout < group.drain < group.session_timeout"
        ),
        (minimal + "feishu: {counts: both}", "feishu.counts: expected one of sliding, fixed, found the text \"both\""),
        (minimal + "feishu: {latency: {min: 1s}}", "feishu.latency: expected min, median and p99, or one duration"),
        (
            minimal + "feishu: {latency: {min: 2s, median: 1s, p99: 3s}}",
            "expected at least as much as what stands before it"
        ),
        (minimal + "feishu: {latency: {mean: 2s}}", "expected one of min, median, p99, found the text \"mean\""),
        (
            minimal + "feishu: {changes: {from: 2s, to: 1s}}",
            "feishu.changes[].to: expected a time after `from`, which is 2s"
        ),
        (minimal + "feishu: {changes: [{from: 2s}]}", "expected the field to, found none"),
        (minimal + "faults: {kind: fire, from: 1s, to: 2s}", "faults[].kind: expected one of refused, stall, error"),
        (minimal + "faults: {kind: error, status: 404, from: 1s, to: 2s}", "faults[].status: expected 500 or more"),
        (minimal + "faults: {kind: error, reset: 1s, from: 1s, to: 2s}", "faults[].reset: expected no such field"),
        (minimal + "faults: {kind: stall, status: 500, from: 1s, to: 2s}", "faults[].status: expected no such field"),
        (minimal + "steps: {at: 1s}", "expected exactly one of kill, stop, add and rebalance, found 0"),
        (
            minimal + "steps: {at: 1s, kill: 1, add: 1}",
            "expected exactly one of kill, stop, add and rebalance, found 2"
        ),
        (minimal + "steps: {at: 1s, kill: 2}", "expected processes that there are: r1 to r1, not r2"),
        (minimal + "steps: {at: 1s, rebalance: false}", "steps[].rebalance: expected true"),
        (minimal + "expect: {refusd: 0}", "unknown field expect.refusd; did you mean refused?"),
        (minimal + "expect: {refused: {most: 0}}", "expect.refused: expected min or max, found the text \"most\""),
        (minimal + "expect: {refused: {min: 2, max: 1}}", "expect.refused: expected min, max or both"),
        (minimal + "expect: {wait_p50: 1}", "expect.wait_p50: expected a duration"),
        (minimal + "expect: {refused: -1}", "expect.refused: expected an integer within 0…"),
        ("title: t\nwork: {backlog: 2000000}", "work.backlog: expected an integer within 0…1000000"),
        (
            "title: t\nwork: {backlog: 1000000, arrivals: {per_second: 10}}",
            "work: expected at most 1000000 commands in all"
        ),
        (
            "title: t\nwork: {keys: 2, backlog: {commands: 1, partitions: [5]}}",
            "at least one that is below `work.keys`"
        ),
        (
            "title: t\nwork: {backlog: {commands: 1, partitions: [12]}}",
            "expected numbers below `partitions`, which is 12, not 12"
        ),
        ("title: t\nwork: {backlog: {commands: 1, partitions: [1, 1]}}", "expected each number once"),
    ]

    @Test(arguments: mistakes) func aMistakeIsNamedWithItsPlace(text: String, expected: String) {
        let found = problems(text)
        #expect(found.contains { $0.contains(expected) && $0.hasPrefix("s.yaml:") }, "\(found)")
    }

    @Test func allMistakesAreNamedTogether() {
        let found = problems("titel: t\nreplicas: x\nwork: {backlog: -1}\n")
        #expect(found.count >= 4, "\(found)")
    }
}
