import FeishuSimulator
import Foundation
import JSON
import Testing

@testable import Relay

/// The five events of docs/getting-started.md, and what Feishu holds after each. Its commands are run by scripts/check-page.
@Suite(.timeLimit(.minutes(2)))
struct GettingStartedTests {
    private func events() throws -> [String] {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/getting-started.md")
        return try String(contentsOf: page, encoding: .utf8).components(separatedBy: "<< EOF\n").dropFirst().map {
            let end = try #require($0.firstRange(of: "\nEOF\n"))
            return String($0[..<end.lowerBound]).replacing("$APPLICANT", with: "u-ana").replacing(
                "$APPROVER", with: "u-boris")
        }
    }

    @Test func definitionInstanceMessageUpdateAndCheck() async throws {
        let events = try events()
        try #require(events.count == 5)
        let harness = try RelayHarness()
        try await harness.start()
        /// Publishes the next event, and waits for its answers.
        func publish(_ index: Int, answers count: Int) async throws -> [JSONValue] {
            try await harness.publish(events[index])
            let id = "first-\(index + 1)"
            let isOfEvent: @Sendable (TopicCollector.Item) -> Bool = {
                $0.json?["data"]?["event"]?["id"]?.stringValue == id
            }
            let answers = await harness.answers.wait { $0.count(where: isOfEvent) == count }.filter(isOfEvent)
                .compactMap { $0.json?["data"] }
            for answer in answers {
                #expect(answer["outcome"]?.stringValue == "applied", "\(answer.prettyText)")
                #expect(answer["warnings"]?.array?.isEmpty == true, "\(answer.prettyText)")
            }
            return answers
        }

        let code = try await publish(0, answers: 1).first?["approval_code"]?.stringValue
        #expect(harness.simulator.state().definitions.map(\.customCode) == ["first-expense"])
        #expect(code?.isEmpty == false)

        _ = try await publish(1, answers: 1)
        #expect(harness.simulator.state().instances.map(\.status) == ["PENDING"])
        #expect(harness.simulator.state().messages.isEmpty)

        _ = try await publish(2, answers: 2)
        let card = try #require(harness.simulator.state().messages.first)
        #expect(card.template == "1008")
        #expect(card.userID == "u-boris")
        #expect(harness.simulator.state().instances.first?.tasks.map(\.status) == ["PENDING"])

        _ = try await publish(3, answers: 2)
        let instance = try #require(harness.simulator.state().instances.first)
        #expect(instance.status == "APPROVED")
        #expect(instance.tasks.map(\.status) == ["APPROVED"])
        #expect(harness.simulator.state().messages.map(\.status) == ["APPROVED"])

        let check = try #require(try await publish(4, answers: 1).first)
        #expect(check["differences"]?.array?.isEmpty == true)
        await harness.stop()
    }
}
