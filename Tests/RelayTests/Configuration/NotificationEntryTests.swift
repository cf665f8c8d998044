import ApprovalContract
import FeishuTypes
import Foundation
import Testing

@testable import Relay
@testable import Routing

@Suite struct NotificationEntryTests {
    private func problems(_ entry: String) throws -> [String] {
        try ConfigurationFixture.problems(ConfigurationFixture.yaml(["route.notifications": "[\(entry)]"])).map {
            $0.replacing(/^relay.yaml:\d+:\d+: route.notifications/, with: "")
        }
    }

    @Test(arguments: [
        ("{send: \"1008\", to: [approver]}", "[0]: expected the type of its events in event, found nothing"),
        (
            "{event: approval.task.createt}",
            "[0].event: expected one of approval.instance.submitted, "
        ),
        ("{event: approval.definition.published}", "[0].event: expected one of approval.instance.submitted, "),
        (
            "{event: approval.task.created, send: \"1008\"}",
            "[0].to: expected whom: one or more of approver, open_approvers, approvers, initiator, readers, recipients, "
                + "commenter, operator, found nothing"
        ),
        (
            "{event: approval.task.created, send: \"1014\", to: [approver]}", "[0].send: expected one of 1001, 1002, "
        ),
        (
            "{event: approval.task.created, send: \"1008\", to: [new_approver]}",
            "[0].to[0]: expected one of approver, open_approvers, approvers, initiator, readers, recipients, commenter, "
                + "operator, found \"new_approver\", who is in no approval.task.created"
        ),
        (
            "{event: approval.task.created, send: \"1008\", to: [aprover]}",
            "[0].to[0]: expected one of approver, open_approvers, approvers, initiator, readers, recipients, commenter, "
                + "operator, found \"aprover\"; did you mean \"approver\"?"
        ),
        (
            "{event: approval.task.created, send: \"1008\", to: [approver], title: x}",
            "[0].title: expected none: only template 1021 has one"
        ),
        (
            "{event: approval.task.created, send: \"1021\", to: [approver], title: x}",
            "[0].content: expected a text, which template 1021 needs, found nothing"
        ),
        (
            "{event: approval.task.created, send: \"1021\", to: [approver], title: \"{aproval}\", content: x}",
            "[0].title: expected one of {approval}, {instance_id}, {node}, {initiator}, {comment} in braces ({{ for a "
                + "brace), found \"{aproval}\"; did you mean \"approval\"?"
        ),
        (
            "{event: approval.task.created, send: \"1008\", to: [approver], note: {de-DE: x}}",
            "[0].note: expected locales of bot messages (en-US, ja-JP, zh-CN), found \"de-DE\""
        ),
        (
            "{event: approval.task.created, send: \"1008\", to: [approver], note: [x]}",
            "[0].note: expected a text, or a mapping of locales to texts, found a list"
        ),
        (
            "{event: approval.task.created, send: \"1008\", to: [approver], update: APPROVED}",
            "[0].update: expected send or update in an entry, found both; make it two entries"
        ),
        (
            "{event: approval.task.created, update: CANCELED}",
            "[0].update: expected one of APPROVED, REJECTED, CANCELLED, FORWARDED, ROLLBACK, ADD, DELETED, PROCESSED, "
                + "CUSTOM, found \"CANCELED\"; did you mean \"CANCELLED\"?"
        ),
        (
            "{event: approval.task.created, update: CUSTOM}",
            "[0].title: expected a text, which a card needs that becomes CUSTOM, found nothing"
        ),
        (
            "{event: approval.comment.created, update: APPROVED}",
            "[0].update: expected none: approval.comment.created lists no tasks, so no card is known"
        ),
        (
            "{event: approval.instance.updated, update: APPROVED, cards: task}",
            "[0].cards: expected one of open_tasks, all_tasks, found \"task\""
        ),
        (
            "{event: approval.task.created, to: [approver]}",
            "[0].to: expected none: the entry has neither send nor update"
        ),
        (
            "{event: approval.task.created, definition: \"a*b\"}",
            "[0].definition: expected an approval_code, or its beginning and *, found \"a*b\""
        ),
        (
            "{event: approval.task.created, app: hr}", "[0].app: expected the alias of an app (default), found \"hr\""
        ),
        ("{on: approval.task.created}", "[0]: expected a known key, found \"on\""),
    ])
    func whatIsWrongIsSaid(_ entry: String, _ expected: String) throws {
        let found = try problems(entry)
        #expect(found.contains { $0.hasPrefix(expected) }, "\(found)")
    }

    @Test func aVariableHoldsTheListToo() throws {
        let name = "APPROVAL_RELAY_ROUTE_NOTIFICATIONS"
        let loaded = try ConfigurationFixture.load(
            ConfigurationFixture.minimal,
            environment: [name: "[{\"event\": \"approval.task.created\", \"definition\": \"quiet\"}]"])
        let policy = loaded.configuration.route.notifications
        #expect(policy.actions(for: .taskCreated, app: "default", definition: "quiet").isEmpty)
        #expect(policy.actions(for: .taskCreated, app: "default", definition: "loud").count == 1)
        let found = try ConfigurationFixture.problems(ConfigurationFixture.minimal, environment: [name: "[{"])
        #expect(found.count == 1 && found[0].contains(name), "\(found)")
    }

    /// The example of the page loads, and says what the page says of it.
    @Test func theDocumentsExampleLoads() throws {
        let text = try ConfigurationReferenceTests.text("docs/notifications.md")
        let start = try #require(text.range(of: "```yaml\n")).upperBound
        let end = try #require(text.range(of: "\n```", range: start..<text.endIndex)).lowerBound
        let loaded = try ConfigurationFixture.load(ConfigurationFixture.minimal + text[start..<end] + "\n")
        let policy = loaded.configuration.route.notifications
        #expect(policy.actions(for: .instanceSubmitted, app: "default", definition: "any").count == 1)
        #expect(policy.actions(for: .taskApproved, app: "default", definition: "travel-eu").isEmpty)
        #expect(policy.actions(for: .taskApproved, app: "default", definition: "any").count == 1)
        guard
            case .send(.custom, [.initiator], _)? =
                policy.actions(for: .instanceRejected, app: "default", definition: "purchase").first
        else { return #expect(Bool(false), "purchases have no message of their own") }
    }

    /// The table of what each event does as it stands is the code's.
    @Test func theDocumentsTableIsThePolicys() throws {
        let text = try ConfigurationReferenceTests.text("docs/notifications.md")
        let start = try #require(text.range(of: "## As it stands")).upperBound
        let end = try #require(text.range(of: "## Changing it")).lowerBound
        let rows = text[start..<end].split(separator: "\n").filter { $0.hasPrefix("| `approval.") }
        var seen: Set<EventType.RawValue> = []
        for row in rows {
            let cells = row.split(separator: "|").map(String.init)
            var family = ""
            let names = cells[0].matches(of: /`([a-z_.]+)`/).map { match in
                let name = String(match.1)
                if name.hasPrefix("approval.") { family = name.prefixUpToLastDot }
                return name.hasPrefix("approval.") ? name : family + name
            }
            for (index, name) in names.enumerated() {
                let type = try #require(EventType(rawValue: name), "\(name)")
                seen.insert(name)
                let actions = NotificationPolicy().actions(for: type, app: "a", definition: "d")
                for action in actions {
                    switch action {
                    case .send(let template, let recipients, _):
                        #expect(
                            cells[1].contains(template.rawValue) && cells[1].contains("`\(recipients[0].rawValue)`"),
                            "\(name)")
                    case .update(let cards, let status, _):
                        #expect(cells[1].contains("`\(status.rawValue)`"), "\(name)")
                        #expect(
                            cells[1].contains(cards == .task ? "the task's card" : "cards of open tasks"), "\(name)")
                    }
                }
                let templates = cells[1].matches(of: /\b1\d{3}\b/).map { String($0.0) }
                let sent = actions.compactMap {
                    if case .send(let template, _, _) = $0 { template.rawValue } else { nil }
                }
                #expect(sent.isEmpty == templates.isEmpty, "\(name)")
                if names.count == templates.count, let one = sent.first { #expect(templates[index] == one, "\(name)") }
            }
        }
        #expect(seen == Set(NotificationPolicy.types.map(\.rawValue)))
    }
}

extension String {
    fileprivate var prefixUpToLastDot: String {
        lastIndex(of: ".").map { String(self[..<$0]) } ?? self
    }
}
