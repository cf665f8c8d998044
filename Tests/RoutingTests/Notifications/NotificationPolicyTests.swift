import ApprovalContract
import FeishuTypes
import ScheduleSupport
import Testing

@testable import Routing

@Suite struct NotificationPolicyTests {
    /// The rules that count, found by sorting all of them as the documents say.
    private static func model(
        _ rules: [NotificationRule], _ type: EventType, _ app: String, _ definition: String
    ) -> [NotificationAction]? {
        func particular(_ rule: NotificationRule) -> [Int] {
            let name = rule.definition?.text ?? ""
            return [
                name.isEmpty ? 0 : (name.last == "*" ? 1 : 2),
                rule.app == nil ? 0 : 1,
            ]
        }
        var best: [Int] = []
        var chosen: [NotificationAction] = []
        for rule in rules where rule.type == type {
            if let wanted = rule.app, wanted != app { continue }
            if let pattern = rule.definition?.text {
                let fits =
                    pattern.last == "*" ? definition.hasPrefix(String(pattern.dropLast())) : definition == pattern
                guard fits else { continue }
            }
            let level = particular(rule)
            if best.isEmpty || best.lexicographicallyPrecedes(level) {
                best = level
                chosen = []
            }
            if level == best, let action = rule.action { chosen.append(action) }
        }
        return best.isEmpty ? nil : chosen
    }

    @Test func theMostParticularRulesCount() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let types: [EventType] = [.taskCreated, .instanceApproved]
        let patterns = [nil, "travel", "travel-*", "travel-eu", "t*", "*"]
        for _ in 0..<20_000 {
            let rules = (0..<Int.random(in: 0...6, using: &random)).map { index in
                NotificationRule(
                    types.randomElement(using: &random)!, app: [nil, "hr", "oa"].randomElement(using: &random)!,
                    definition: patterns.randomElement(using: &random)!.map { NamePattern($0) },
                    Bool.random(using: &random)
                        ? nil
                        : .send(
                            .custom, to: [.initiator],
                            NotificationTexts(title: try? TextPattern(.plain("rule \(index)")))))
            }
            let policy = NotificationPolicy(rules)
            for type in types {
                for definition in ["travel", "travel-eu", "other", ""] {
                    let found = policy.actions(for: type, app: "hr", definition: definition)
                    let expected =
                        Self.model(rules, type, "hr", definition)
                        ?? NotificationPolicy().actions(for: type, app: "hr", definition: definition)
                    #expect(found == expected, "seed \(seed): \(rules)")
                    if found != expected { return }
                }
            }
        }
    }

    @Test func whatATypeCanHaveIsWhatItsEventsTell() {
        for type in EventType.allCases where !NotificationPolicy.types.contains(type) {
            #expect(Recipient.allCases.allSatisfy { !$0.exists(in: type) }, "\(type)")
            #expect(CardSelection.allCases.allSatisfy { !$0.exists(in: type) }, "\(type)")
        }
        for type in NotificationPolicy.types {
            for action in NotificationPolicy().actions(for: type, app: "a", definition: "d") {
                switch action {
                case .send(_, let recipients, _): #expect(recipients.allSatisfy { $0.exists(in: type) }, "\(type)")
                case .update(let cards, _, _): #expect(cards.exists(in: type), "\(type)")
                }
            }
        }
    }
}
