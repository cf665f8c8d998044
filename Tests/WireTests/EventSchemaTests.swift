import ApprovalContract
import FeishuTypes
import Foundation
import JSON
import Routing
import Testing

/// The published schema of events and the relay's own reading are held to each other by an implementation of neither.
@Suite(.enabled(if: TestPython.isThere, Comment(rawValue: TestPython.reason)), .timeLimit(.minutes(3)))
struct EventSchemaTests {
    /// Where the relay sees violations.
    private func violations(_ event: String) -> Set<String> {
        guard case .rejected(let rejection) = WireSamples.decide(event) else { return [] }
        return Set(rejection.reason.violations.map(\.path))
    }

    /// Those of the documents, and full ones.
    private func validEvents() throws -> [String] {
        let document = try ["events", "notifications"].map { name in
            try String(contentsOf: TestPython.package.appending(path: "docs/\(name).md"), encoding: .utf8)
        }.joined(separator: "\n")
        let blocks = document.components(separatedBy: "```json\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        let files = try ["", "/shortest", "/full"].flatMap {
            try FileManager.default.contentsOfDirectory(
                at: TestPython.package.appending(path: "docs/examples\($0)"), includingPropertiesForKeys: nil)
        }
        let examples = try files.filter { !$0.lastPathComponent.contains("malformed") && $0.pathExtension == "json" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
        return blocks.filter { !$0.contains("approval.result.") } + examples + FullEvents.all
    }

    @Test func validEventsPassBoth() async throws {
        let events = try validEvents()
        #expect(events.count > 35)
        let offences = try await SchemaValidator.offences(of: events, against: "event.schema.json")
        #expect(offences.count == events.count)
        for (event, offences) in zip(events, offences) {
            #expect(offences == [], "\(event)")
            #expect(violations(event) == [], "\(event)")
        }
    }

    private func check(_ invalid: [(document: String, expected: String)]) async throws {
        let offences = try await SchemaValidator.offences(
            of: invalid.map(\.document), against: "event.schema.json")
        #expect(offences.count == invalid.count)
        for ((document, expected), offences) in zip(invalid, offences) {
            let violations = violations(document)
            #expect(offences.contains(expected), "\(expected): the schema sees \(offences.sorted()) in \(document)")
            #expect(violations.contains(expected), "\(expected): the relay sees \(violations.sorted()) in \(document)")
        }
    }

    @Test func chosenInvalidEventsFailBothAtTheSamePath() async throws {
        let all = InvalidEvent.envelope + InvalidEvent.instances + InvalidEvent.others + InvalidEvent.templates
        #expect(all.count > 130)
        try await check(all.map { (try Mutation.changed($0.base, $0.path, to: $0.json), $0.expected) })
    }

    /// Each value of each full event, made another kind.
    @Test func valuesOfAnotherKindFailBothAtTheSamePath() async throws {
        var invalid: [(document: String, expected: String)] = []
        for event in FullEvents.all {
            for (path, value) in Mutation.paths(try Mutation.parse(event)) {
                let other = value.array != nil || path.hasSuffix(".texts") ? "7" : "[]"
                invalid.append((try Mutation.changed(event, path, to: other), path))
            }
        }
        #expect(invalid.count > 500)
        try await check(invalid)
    }

    /// A member that nobody knows, in each object of each full event.
    @Test func unknownMembersFailBothAtTheSamePath() async throws {
        var invalid: [(document: String, expected: String)] = []
        for event in FullEvents.all {
            for (path, value) in Mutation.paths(try Mutation.parse(event)) where isRecord(path, value) {
                invalid.append((try Mutation.changed(event, path + ".zz_zz", to: "1"), path + ".zz_zz"))
            }
        }
        #expect(invalid.count > 100)
        try await check(invalid)
    }

    /// Whether it is an object of named members: not texts by locale or by key.
    private func isRecord(_ path: String, _ value: JSONValue) -> Bool {
        guard let object = value.object, !path.hasSuffix(".extra"), !path.hasSuffix(".texts") else { return false }
        return !object.contains { $0.key == "zh-CN" }
    }

    /// Each member of each full event, taken away: the two agree whether it may be, and if not, where it is missed.
    @Test func missingMembersFailBothOrNeither() async throws {
        var removed: [(document: String, path: String)] = []
        for event in FullEvents.all {
            // Whoever is listed nowhere is missed by the validator alone.
            for (path, _) in Mutation.paths(try Mutation.parse(event))
            where !path.hasSuffix("]") && !path.hasSuffix("task_list") && !path.hasSuffix("cc_list") {
                removed.append((try Mutation.changed(event, path, to: nil), path))
            }
        }
        let offences = try await SchemaValidator.offences(
            of: removed.map(\.document), against: "event.schema.json")
        var refused = 0
        for ((document, path), offences) in zip(removed, offences) {
            var violations = violations(document)
            // A key without its text, and an id that is listed no more: what no schema says.
            violations = violations.filter { !isBeyondSchemas($0, path) }
            #expect(
                offences.isEmpty == violations.isEmpty,
                "\(path): schema \(offences.sorted()), relay \(violations.sorted())")
            if !offences.isEmpty {
                refused += 1
                #expect(
                    !offences.isDisjoint(with: violations),
                    "\(path): schema \(offences.sorted()), relay \(violations.sorted())")
            }
        }
        #expect(refused > 60)
    }

    private func isBeyondSchemas(_ violation: String, _ removed: String) -> Bool {
        if removed.contains("i18n_resources"), !violation.contains("i18n_resources") { return true }
        let isListed = ["data.task_id", "data.new_task_id", "data.cc_id"].contains(violation)
        return isListed && violation != removed && removed.contains("_list")
    }

    @Test func whatASchemaCanNotSayTheRelayStillSees() async throws {
        let documents = try InvalidEvent.validatorOnly.map { try Mutation.changed($0.base, $0.path, to: $0.json) }
        let offences = try await SchemaValidator.offences(of: documents, against: "event.schema.json")
        for (index, invalid) in InvalidEvent.validatorOnly.enumerated() {
            let violations = violations(documents[index])
            #expect(violations.contains(invalid.expected), "\(invalid.path): \(violations.sorted())")
            #expect(offences[index] == [], "\(invalid.path): a schema can say it")
        }
    }
}
