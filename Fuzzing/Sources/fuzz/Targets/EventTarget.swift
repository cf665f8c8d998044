import FeishuTypes
import JSON

@testable import ApprovalContract
@testable import Routing

/// The route stage as a function: a record in, commands or a rejection out; and the same whether or not it takes the straight way.
struct EventTarget: FuzzTarget {
    let words = JSONWords.all + EventSeeds.words
    private let router: Router
    private let judging: Router
    private let parser = JSONParser()
    private var second = SecondReading()

    init() {
        let configuration = RoutingConfiguration(apps: ["default", "hr"], allowedReplyTopics: [NamePattern("oa.*")])
        router = Router(configuration)
        judging = Router(configuration, goesStraight: false)
    }

    var seeds: [[UInt8]] { EventSeeds.structured + EventSeeds.binary }

    mutating func judge(_ bytes: [UInt8]) {
        let record = EventSeeds.record(bytes)
        let decision = MemoryBound.keep(for: bytes.count) {
            router.decide(on: EventReader(limits: EventSeeds.limits).read(record), at: EventSeeds.now)
        }
        let again = judging.decide(
            on: EventReader(limits: EventSeeds.limits, goesStraight: false).read(record), at: EventSeeds.now)
        switch (decision, again) {
        case (.commands(let commands, let event), .commands(let others, _)):
            require(!commands.isEmpty, "commands, but none")
            require(commands.map(text) == others.map(text), "other commands the second time")
            require(Set(commands.map(\.id)).count == commands.count, "two commands of one id")
            for (index, command) in commands.enumerated() {
                require(command.index == index && command.count == commands.count, "counted wrongly")
                check(command, event)
            }
        case (.nothing(_, _, let warnings), .nothing): Problems.check(warnings)
        case (.rejected(let rejection), .rejected(let other)):
            require("\(rejection)" == "\(other)", "another rejection the second time")
            check(rejection)
        default: fatalError("another decision the second time")
        }
    }

    private func text(_ command: Command) -> String {
        var writer = JSONWriter(capacity: 8192)
        command.write(to: &writer)
        return writer.string()
    }

    private mutating func check(_ command: Command, _ event: EventEnvelope) {
        Problems.check(command.warnings)
        require(command.warnings.allSatisfy { $0.severity == .warning }, "a command of an event that is wrong")
        var writer = JSONWriter(capacity: 8192)
        command.write(to: &writer)
        let bytes = writer.bytes()
        let read: Command
        do {
            let value = try parser.parse(bytes)
            second.sample(bytes, value)
            read = try Command(reading: value)
        } catch {
            fatalError("a command that can't be read: \(error)")
        }
        require(read.id == command.id && read.key == command.key && read.slot == command.slot, "read otherwise")
        writer.removeAll()
        read.write(to: &writer)
        require(writer.bytes() == bytes, "a command is written otherwise when it was read")
        guard case .parsed(let body) = read.body else { fatalError("a body that wasn't read") }
        switch command.kind {
        case .definitionUpsert: check(DefinitionUpsert.self, body)
        case .instanceSync: check(InstanceSync.self, body)
        case .messageSend: check(MessageSend.self, body)
        case .messageUpdate: check(MessageUpdate.self, body)
        case .instanceCheck: check(InstanceCheck.self, body)
        }
    }

    /// A body that goes to Feishu is as Feishu wants it.
    private func check<Body: FeishuBody>(_ type: Body.Type, _ body: JSONValue) {
        var context = ReadingContext(mode: .plain)
        guard let read = Body(reading: body, in: &context) else { fatalError("a body with \(context.problems)") }
        var writer = JSONWriter(capacity: 2048)
        read.write(to: &writer)
        require(writer.string() == body.text, "a body is written otherwise when it was read")
    }

    private mutating func check(_ rejection: Rejection) {
        require(!rejection.reason.detail.isEmpty, "a rejection that says nothing")
        require(rejection.reason.code != .invalid || !rejection.reason.violations.isEmpty, "\(rejection.reason)")
        Problems.check(rejection.reason.violations)
        var writer = JSONWriter(capacity: 8192)
        RelayResult(rejecting: rejection, at: EventSeeds.now).write(to: &writer, source: "/relay")
        let bytes = writer.bytes()
        guard let value = try? parser.parse(bytes) else { fatalError("a result that is no JSON") }
        second.sample(bytes, value)
    }
}
