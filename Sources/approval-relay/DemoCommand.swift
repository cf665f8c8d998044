import Arguments
import FeishuSimulator
import Foundation
import JSON
import Kafka
import Observability
import Relay

/// `approval-relay demo`.
enum DemoCommand {
    static let keep = Flag("keep", help: "Leave everything running at the end, and print the addresses.")
    static let verbose = Flag("verbose", short: "v", help: "Show the relay's log too.")
    static let options: [any Parameter] = [keep, verbose]

    static func run(_ arguments: ParsedArguments) async throws -> ExitCode {
        let signals = Signals()
        let parts = try DemoParts(isVerbose: arguments[verbose])
        Terminal.print(Terminal.colour("approval-relay demo", .bold))
        Terminal.print(
            "An embedded Kafka broker at \(parts.broker.bootstrapServers), a simulated Feishu at \(parts.simulator.baseURL), "
                + "and the relay between them, in this process.")
        try await parts.relay.start()
        Terminal.print("The relay joins its consumer groups; with an embedded broker that takes about three seconds.\n")

        let script = DemoScript.events
        for step in script {
            let place = try await parts.producer.sendAndWait(
                ProducerRecord(topic: parts.eventsTopic, key: Array(step.key.utf8), value: Array(step.text.utf8)))
            Terminal.print(
                Terminal.colour("event  ", .cyan)
                    + " \(step.title)  [\(parts.eventsTopic)/\(place.partition)@\(place.offset)]")
            // The next event is published when this one is answered, so that the lines below each other belong together.
            let isAnswered = await parts.answers.wait(for: step.answers, of: step.id, atMost: .seconds(30))
            if !isAnswered { Terminal.complain("No complete answer to \(step.id) within 30 s.") }
        }
        let mistakes = await parts.answers.compare(with: script) + parts.mistakesInFeishu()
        summarize(parts, script, mistakes)
        if arguments[keep] {
            Terminal.print("\nStill running; Ctrl-C ends it. In another terminal:")
            Terminal.print("  export APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS=\(parts.broker.bootstrapServers)")
            Terminal.print("  approval-relay results --from-beginning")
            Terminal.print("  approval-relay publish your-event.json")
            Terminal.print("  curl \(parts.simulator.baseURL)/_simulator/state")
            Terminal.print("  curl \(parts.operations.baseURL)/metrics")
            await signals.wait()
        }
        await parts.stop()
        return mistakes.isEmpty ? .ok : .software
    }

    private static func summarize(_ parts: DemoParts, _ script: [DemoStep], _ mistakes: [String]) {
        let state = parts.simulator.state()
        let calls = parts.simulator.journal().filter { !$0.api.isAuthentication }
        Terminal.print("\n" + Terminal.colour("What to look at", .bold))
        Terminal.print("  \(script.count) events became \(calls.count) calls and \(parts.answers.count) answers.")
        Terminal.print(
            "  Feishu now has \(state.definitions.count) definition, \(state.instances.count) approval and "
                + "\(state.messages.count) bot messages.")
        Terminal.print(
            "  The malformed event and the refused one are in the dead letters, whole, with the reason in headers.")
        Terminal.print("  Each answer names the event, the command, what Feishu said, and when.")
        for mistake in mistakes { Terminal.complain(Terminal.colour("wrong  ", .red) + " " + mistake) }
        Terminal.print(
            mistakes.isEmpty
                ? Terminal.colour("Every answer was as it must be.", .green)
                : Terminal.colour("\(mistakes.count) answers were not as they must be.", .red))
    }
}
