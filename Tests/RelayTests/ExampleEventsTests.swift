import ApprovalContract
import Foundation
import JSON
import Testing

@testable import Relay

/// The shortest and the full event of each type (docs/examples), published for real: Feishu takes what they ask for.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct ExampleEventsTests {
    @Test(arguments: ["shortest", "full"]) func eachIsCarriedOut(_ folder: String) async throws {
        let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/examples")
        func text(_ path: String) throws -> String {
            try String(contentsOf: examples.appending(path: path), encoding: .utf8)
        }
        let harness = try RelayHarness()
        let check = EventCheck(harness.settings)
        try await harness.start()
        // The definition that all of them name; tasks before what changes their cards.
        var events = [try text("1-definition.json")]
        let isLate: (EventType) -> Bool = { $0.family == .messageUpdate || $0.family == .check }
        for type in EventType.allCases.filter({ !isLate($0) }) + EventType.allCases.filter(isLate) {
            events.append(try text("\(folder)/\(type.rawValue).json"))
        }
        var expected: Set<String> = []
        for event in events {
            let checked = try #require(check.check(Array(event.utf8), name: folder, at: WallClock.now()).first)
            expected.formUnion(checked.commands.map(\.id))
            try await harness.publish(event)
        }
        let ids = expected
        let answers = await harness.answers.wait { items in
            ids.isSubset(of: items.compactMap { $0.json?["id"]?.stringValue })
        }.compactMap(\.json)
        for answer in answers where ids.contains(answer["id"]?.stringValue ?? "") {
            let (outcome, reason) = (
                answer["data"]?["outcome"]?.stringValue, answer["data"]?["reason"]?["code"]?.stringValue
            )
            #expect(
                outcome == "applied" || outcome == "superseded" || reason == "no_card", "\(answer.prettyText)")
        }
        // The one card that an example asks to be changed is there.
        let update = answers.first {
            $0["data"]?["event"]?["type"]?.stringValue == EventType.messageUpdateRequested.rawValue
                && $0["data"]?["command"]?["kind"] != nil
        }
        #expect(update?["data"]?["outcome"]?.stringValue == "applied", "\(update?.prettyText ?? "")")
        #expect(harness.deadLetters.items.isEmpty)
        await harness.stop()
    }
}
