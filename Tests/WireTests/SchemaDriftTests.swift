import ApprovalContract
import FeishuTypes
import Foundation
import JSON
import Testing

/// The published schemas name what the code names, no more and no less.
struct SchemaDriftTests {
    private func definition(_ name: String, in schema: String = "event.schema.json") throws -> JSONValue {
        let definitions = try #require(try SchemaValidator.document(schema)["$defs"]?.object)
        return try #require(definitions[name], "\(name)")
    }

    private func names(_ object: JSONValue?) -> Set<String> {
        Set((object?.object.map { Array($0) } ?? []).map { String($0.key) })
    }

    private func choices(_ value: JSONValue?) -> [String] {
        (value?["enum"]?.array.map { Array($0) } ?? []).compactMap(\.stringValue)
    }

    /// Which reader has which definition.
    private static let readers = [
        ("Instance/InstanceSync+Reading", "instanceFields"), ("Instance/InstanceTask+Body", "task"),
        ("Instance/InstanceCC+Body", "copy"), ("Instance/FormField+Body", "formField"),
        ("Instance/ActionConfig+Body", "button"), ("Message/MessageActionConfig+Body", "cardButton"),
        ("Message/MessageSend+Reading", "message"), ("Message/MessageUpdate+Body", "messageUpdate"),
        ("Message/MessageAction+Body", "action"), ("Definition/DefinitionUpsert+Body", "definition"),
        ("Definition/DefinitionExternal+Body", "external"), ("Definition/DefinitionViewer+Body", "viewer"),
        ("Links+Body", "links"), ("Text/I18nResource+Body", "resource"),
        ("Check/InstanceCheckItem+Body", "checkedInstance"),
        ("UserReference+Body", "person"), ("QuickApproval/QuickApproval+Body", "quickApproval"),
    ]

    @Test(arguments: readers)
    func aReadersFieldsAreItsSchemas(_ file: String, _ name: String) throws {
        let source = try String(
            contentsOf: TestPython.package.appending(path: "Sources/FeishuTypes/\(file).swift"), encoding: .utf8)
        let start = try #require(source.range(of: "enum Field: String, CaseIterable {\n"))
        let end = try #require(source.range(of: "    }\n", range: start.upperBound..<source.endIndex))
        var fields: Set<String> = []
        for line in source[start.upperBound..<end.lowerBound].split(separator: "\n") {
            let text = line.trimmingCharacters(in: .whitespaces)
            guard text.hasPrefix("case ") else { continue }
            if let quote = text.firstIndex(of: "\"") {
                fields.insert(String(text[quote...].dropFirst().dropLast()))
            } else {
                fields.formUnion(text.dropFirst(5).split(separator: ", ").map(String.init))
            }
        }
        #expect(fields.count > 1)
        #expect(try names(definition(name)["properties"]) == fields)
    }

    /// Or else nothing would hold the relay to a member that only the schema knows.
    @Test func theFullEventsHaveEveryMemberOfTheSchema() throws {
        let definitions = try #require(try SchemaValidator.document("event.schema.json")["$defs"]?.object)
        var known: Set<String> = []
        for definition in definitions {
            SchemaMembers.collect(definition.value, String(definition.key), into: &known)
        }
        var seen: Set<String> = []
        for event in FullEvents.all {
            let root = try Mutation.parse(event)
            let type = try #require(root["type"]?.stringValue.flatMap { EventType(rawValue: $0) })
            let name = "data.\(type.family)"
            SchemaMembers.walk(
                try #require(definitions[name], "\(name)"), name, try #require(root["data"]), definitions, into: &seen)
        }
        #expect(known.subtracting(seen).sorted() == [])
        #expect(seen.count > 150)
    }

    @Test func theListsAreThoseOfTheCode() throws {
        let event = try SchemaValidator.document("event.schema.json")
        #expect(Set(choices(event["properties"]?["type"])) == Set(EventType.allCases.map(\.rawValue)))
        #expect(try choices(definition("task")["properties"]?["status"]) == TaskStatus.allCases.map(\.rawValue))
        #expect(
            try choices(definition("instanceFields")["properties"]?["status"])
                == InstanceStatus.allCases.map(\.rawValue))
        #expect(
            try choices(definition("messageUpdate")["properties"]?["status"]) == CardStatus.allCases.map(\.rawValue))
        #expect(
            try Set(choices(definition("message")["properties"]?["template_id"]))
                == Set(MessageTemplate.allCases.map(\.rawValue)))
        let codes = ReasonCode.allCases.map(\.rawValue)
        #expect(try choices(definition("reason", in: "result.schema.json")["properties"]?["code"]) == codes)
        let outcomes = Set(Outcome.allCases.map(\.rawValue))
        #expect(try Set(choices(definition("outcome", in: "result.schema.json")["properties"]?["outcome"])) == outcomes)
        let result = try SchemaValidator.document("result.schema.json")
        #expect(
            Set(choices(result["properties"]?["type"]))
                == Set((outcomes.union(["accepted"])).map { "approval.result." + $0 }))
        let dryRun = try SchemaValidator.document("dry-run.schema.json")
        let dryOutcomes = DryRunAnswer.Outcome.allCases.map(\.rawValue)
        #expect(choices(dryRun["properties"]?["type"]) == dryOutcomes.map { "approval.dry_run." + $0 })
        #expect(try choices(definition("answer", in: "dry-run.schema.json")["properties"]?["outcome"]) == dryOutcomes)
        #expect(try choices(definition("reason", in: "dry-run.schema.json")["properties"]?["code"]) == codes)
        let kinds = CommandKind.allCases.map(\.rawValue)
        #expect(try choices(SchemaValidator.document("command.schema.json")["properties"]?["kind"]) == kinds)
        let entry = try SchemaValidator.document("receipt.schema.json")["else"]?["properties"]?["commands"]?["items"]
        #expect(choices(entry?["properties"]?["reason"]) == codes)
        #expect(Set(choices(entry?["properties"]?["outcome"])) == outcomes)
    }

    @Test func theDocumentsTableNamesEveryDeadLetterHeader() throws {
        let letter = DeadLetter(
            stage: .execute, reason: Reason(.invalid, "d"),
            origin: EventOrigin(topic: "t", partition: 1, offset: 2, timestamp: 3),
            group: "g", attempts: 1, firstFailedAt: 1, lastFailedAt: 2, httpStatus: 400, feishuCode: 1, logID: "l",
            commandID: "c", eventID: "e", version: 7)
        let written = Set(letter.headers(after: [], relayVersion: "1").map(\.name))
        let table = try SchemaValidator.text("README.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
            .map { String($0.dropFirst(3).prefix { $0 != "`" }) }
            .filter { $0.contains("dlq") || $0.hasPrefix("kafka_dlt") }
        #expect(Set(table) == written)
        #expect(table.count == written.count)
    }

    @Test func theAsyncAPIKnowsTheHeadersOfParkedCommands() throws {
        let parking = Parking(
            reason: .held, topic: "t", offset: 1, timestamp: 2, since: 3, waitsSince: 4, times: 5)
        let headers = try #require(
            try SchemaValidator.document("asyncapi.json")["components"]?["messages"]?["parked"]?["headers"]?[
                "properties"])
        let ours = names(headers).filter { $0.hasPrefix("approval-parked-") }
        #expect(ours == Set(parking.headers(after: []).map(\.name)))
        #expect(choices(headers["approval-parked-reason"]) == ParkingReason.allCases.map(\.rawValue))
    }

    @Test func referencesOfTheAsyncAPIResolve() throws {
        let document = try SchemaValidator.document("asyncapi.json")
        #expect(document["asyncapi"]?.stringValue == "3.0.0")
        var count = 0
        for (path, value) in Mutation.paths(document) where path.hasSuffix("$ref") {
            let reference = try #require(value.stringValue)
            count += 1
            if reference.hasPrefix("#/") {
                var target: JSONValue? = document
                for step in reference.dropFirst(2).split(separator: "/") { target = target?.object?[String(step)] }
                #expect(target != nil, "\(path): \(reference)")
            } else {
                #expect(try SchemaValidator.document(String(reference.dropFirst(2))).object != nil)
            }
        }
        #expect(count > 35)
    }

    /// Which members an object may have, and which it must. Source: the specification of AsyncAPI 3.0.0 (Fixed Fields), as
    /// https://github.com/asyncapi/spec-json-schemas has it.
    @Test func theAsyncAPIHasNoMembersThatItsSpecificationLacks() throws {
        func check(_ value: JSONValue?, _ path: String, required: [String], optional: [String]) {
            #expect(value?.object != nil, "\(path)")
            let members = names(value)
            #expect(members.isSuperset(of: required), "\(path): \(members)")
            let known = members.filter { !$0.hasPrefix("x-") }
            #expect(known.isSubset(of: required + optional), "\(path): \(members)")
        }
        let document = try SchemaValidator.document("asyncapi.json")
        let told = ["title", "summary", "description", "tags", "externalDocs", "bindings"]
        check(
            document, "document", required: ["asyncapi", "info"],
            optional: ["id", "servers", "defaultContentType", "channels", "operations", "components"])
        check(
            document["info"], "info", required: ["title", "version"],
            optional: ["description", "termsOfService", "contact", "license", "tags", "externalDocs"])
        let channels = try #require(document["channels"]?.object)
        for channel in channels {
            check(
                channel.value, "\(channel.key)", required: [],
                optional: told + ["address", "messages", "servers", "parameters"])
        }
        let operations = try #require(document["operations"]?.object)
        for operation in operations {
            check(
                operation.value, "\(operation.key)", required: ["action", "channel"],
                optional: told + ["messages", "reply", "security", "traits"])
            #expect(["send", "receive"].contains(operation.value["action"]?.stringValue), "\(operation.key)")
        }
        let messages = try #require(document["components"]?["messages"]?.object)
        for message in messages {
            check(
                message.value, "\(message.key)", required: [],
                optional: told + [
                    "name", "headers", "payload", "correlationId", "contentType", "examples", "traits", "deprecated",
                ])
            check(
                message.value["payload"], "\(message.key).payload", required: ["schemaFormat", "schema"], optional: [])
        }
        #expect(channels.count > 10 && operations.count > 10 && messages.count > 3)
    }
}
