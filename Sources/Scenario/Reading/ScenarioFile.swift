import Arguments
import Delivery
import FeishuSimulator
import YAML

/// Reads scenario files (docs/scenarios.md).
public enum ScenarioFile {
    /// - Parameter name: the file's, for errors.
    /// - Throws: ``ScenarioError`` with everything that is wrong.
    public static func read(_ text: [UInt8], name: String) throws(ScenarioError) -> Scenario {
        let document: YAMLDocument
        do throws(YAMLError) {
            document = try YAMLDocument.parse(text, name: name)
        } catch {
            throw ScenarioError([error.description])
        }
        let problems = ProblemList()
        var scenario = Scenario()
        scenario.name = name
        read(FieldReader("", document.root, problems), &scenario)
        guard problems.problems.isEmpty else { throw ScenarioError(problems.problems) }
        return scenario
    }

    private static func read(_ file: FieldReader, _ scenario: inout Scenario) {
        file.text("title", &scenario.title)
        file.duration("duration", &scenario.duration)
        var seed = Int(scenario.seed)
        file.integer("seed", &seed)
        scenario.seed = UInt64(seed)
        file.integer("partitions", &scenario.partitions)
        file.integer("replicas", &scenario.replicas)
        file.section("relay") { read($0, &scenario.relay) }
        file.section("group") { read($0, &scenario.group) }
        scenario.feishu.limit = RateLimit(
            perSecond: scenario.relay.perSecond, perMinute: scenario.relay.perMinute)
        file.section("feishu") { read($0, &scenario.feishu) }
        let partitions = scenario.partitions
        file.section("work") { read($0, &scenario.work, partitions) }
        file.list("faults") { scenario.faults.append(Self.fault($0)) }
        file.list("steps") { if let step = Self.step($0) { scenario.steps.append(step) } }
        file.section("expect") { scenario.expectations = ExpectationReader.read($0) }
        check(file, scenario)
    }

    private static func read(_ section: FieldReader, _ relay: inout RelayTerms) {
        section.integer("per_second", &relay.perSecond)
        section.integer("per_minute", &relay.perMinute)
        section.integer("concurrency", &relay.concurrency)
        section.integer("window", &relay.window)
        section.duration("request_timeout", &relay.requestTimeout)
        section.section("retry") { retry in
            retry.integer("attempts", &relay.retry.maximumAttempts)
            retry.duration("age", &relay.retry.maximumAge)
            retry.duration("base", &relay.retry.base)
            retry.duration("cap", &relay.retry.cap)
        }
    }

    private static func read(_ section: FieldReader, _ group: inout GroupTerms) {
        section.duration("session_timeout", &group.sessionTimeout)
        section.duration("heartbeat", &group.heartbeat)
        section.duration("drain", &group.drain)
        section.duration("take_up", &group.takeUp)
        section.delay("control_delay", &group.controlDelay)
    }

    private static func read(_ section: FieldReader, _ feishu: inout FeishuTerms) {
        section.integer("per_second", &feishu.limit.perSecond)
        section.integer("per_minute", &feishu.limit.perMinute)
        var (window, status, reset) = (feishu.window.rawValue, "\(feishu.throttleStatus)", feishu.reset.rawValue)
        section.choice("counts", &window)
        section.choice("status", &status)
        section.choice("reset", &reset)
        feishu.window = .init(rawValue: window) ?? feishu.window
        feishu.throttleStatus = Int(status) ?? feishu.throttleStatus
        feishu.reset = .init(rawValue: reset) ?? feishu.reset
        section.delay("latency", &feishu.latency)
        let usual = feishu.limit
        section.list("changes") { part in
            var change = FeishuTerms.Change(from: .zero, to: .zero, limit: usual)
            period(part, &change.from, &change.to)
            part.integer("per_second", &change.limit.perSecond)
            part.integer("per_minute", &change.limit.perMinute)
            feishu.changes.append(change)
        }
    }

    private static func read(_ section: FieldReader, _ work: inout WorkPlan, _ partitions: Int) {
        section.integer("keys", &work.keys)
        if let node = section.node["backlog"], case .scalar = node.kind {
            do throws(YAMLError) {
                var backlog = WorkPlan.Backlog()
                backlog.commands = try node.int(in: 0...Scenario.maximumCommands)
                work.backlog = [backlog]
            } catch {
                section.problems.add(error, "work.backlog")
            }
        } else {
            section.list("backlog") { part in
                var backlog = WorkPlan.Backlog()
                part.integer("commands", &backlog.commands)
                part.integers("partitions", &backlog.partitions)
                if let wrong = backlog.partitions.first(where: { $0 >= partitions }) {
                    part.complain("partitions", "numbers below `partitions`, which is \(partitions), not \(wrong)")
                } else if !backlog.partitions.isEmpty, !backlog.partitions.contains(where: { $0 < work.keys }) {
                    part.complain("partitions", "at least one that is below `work.keys`, since others have no key")
                }
                work.backlog.append(backlog)
            }
        }
        section.list("arrivals") { part in
            var arrivals = WorkPlan.Arrivals()
            part.number("per_second", &arrivals.perSecond)
            part.duration("from", &arrivals.from)
            part.duration("to", &arrivals.to)
            part.number("hot_key_percent", &arrivals.hotKeyShare)
            work.arrivals.append(arrivals)
        }
    }

    private static func fault(_ part: FieldReader) -> Fault {
        var fault = Fault()
        var kind = fault.kind.rawValue
        part.choice("kind", &kind)
        fault.kind = .init(rawValue: kind) ?? fault.kind
        fault.status = fault.kind == .throttle ? 429 : 503
        period(part, &fault.from, &fault.to)
        part.number("percent", &fault.share)
        part.integer("keys", &fault.keys)
        part.integer("status", &fault.status)
        part.duration("reset", &fault.reset)
        if fault.kind == .error, fault.status < 500 { part.complain("status", "500 or more for an error") }
        if fault.kind != .throttle, part.has("reset") { part.complain("reset", "no such field beside this kind") }
        if fault.kind != .throttle, fault.kind != .error, part.has("status") {
            part.complain("status", "no such field beside this kind")
        }
        return fault
    }

    private static func step(_ part: FieldReader) -> GroupStep? {
        var time = Duration.zero
        var (kill, stop, add, rebalance) = (0, 0, 0, false)
        part.duration("at", &time)
        part.integer("kill", &kill)
        part.integer("stop", &stop)
        part.integer("add", &add)
        part.mark("rebalance", &rebalance)
        let kinds: [GroupStep.Kind?] = [
            kill > 0 ? .kill(kill) : nil, stop > 0 ? .stop(stop) : nil, add > 0 ? .add(add) : nil,
            rebalance ? .rebalance : nil,
        ]
        let chosen = kinds.compactMap { $0 }
        guard chosen.count == 1 else {
            part.problems.add(
                part.node, "steps[]: expected exactly one of kill, stop, add and rebalance, found \(chosen.count)")
            return nil
        }
        return GroupStep(at: time, kind: chosen[0])
    }

    private static func period(_ part: FieldReader, _ from: inout Duration, _ to: inout Duration) {
        part.duration("from", &from)
        part.duration("to", &to)
        if part.has("from"), part.has("to"), to <= from {
            part.complain("to", "a time after `from`, which is \(DurationText.format(from))")
        }
    }

    /// What several fields must agree on.
    private static func check(_ file: FieldReader, _ scenario: Scenario) {
        let (call, drain, session) = (
            scenario.relay.requestTimeout, scenario.group.drain, scenario.group.sessionTimeout
        )
        if call >= drain || drain >= session {
            file.problems.add(
                file.node,
                "expected relay.request_timeout < group.drain < group.session_timeout, as the relay demands, found "
                    + [call, drain, session].map(DurationText.format).joined(separator: ", "))
        }
        let backlog = scenario.work.backlog.reduce(0) { $0 + $1.commands }
        let arriving = scenario.work.arrivals.reduce(0.0) { sum, arrivals in
            sum + arrivals.perSecond * max(0, ((arrivals.to ?? scenario.duration) - arrivals.from).inSeconds)
        }
        if Double(backlog) + arriving > Double(Scenario.maximumCommands) {
            file.complain(
                "work", "at most \(Scenario.maximumCommands) commands in all, not \(backlog) and \(Int(arriving))")
        } else if backlog == 0, scenario.work.arrivals.isEmpty {
            file.complain("work", "something to do: work.backlog or work.arrivals")
        }
        let most =
            scenario.replicas
            + scenario.steps.reduce(0) { if case .add(let count) = $1.kind { $0 + count } else { $0 } }
        if most > 1000 { file.complain("steps", "at most 1000 processes in all, not \(most)") }
        for step in scenario.steps {
            switch step.kind {
            case .kill(let number) where number > most, .stop(let number) where number > most:
                file.complain("steps", "processes that there are: r1 to r\(most), not r\(number)")
            default: break
            }
        }
    }
}
