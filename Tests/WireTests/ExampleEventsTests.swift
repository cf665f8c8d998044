import ApprovalContract
import FeishuTypes
import Foundation
import JSON
import Routing
import Testing

/// docs/examples/shortest and docs/examples/full: an event of each type with what it must have, and with what it may have.
struct ExampleEventsTests {
    private static func example(_ type: EventType, _ folder: String) throws -> String {
        let file = TestPython.package.appending(path: "docs/examples/\(folder)/\(type.rawValue).json")
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// Whether an event is accepted, and nothing is said about it.
    private func isSound(_ event: String) -> Bool {
        switch WireSamples.decide(event) {
        case .commands(let commands, _): commands.allSatisfy(\.warnings.isEmpty)
        case .nothing(_, _, let warnings): warnings.isEmpty
        case .rejected: false
        }
    }

    @Test(arguments: ["shortest", "full"]) func thereIsOneOfEachType(_ folder: String) throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: TestPython.package.appending(path: "docs/examples/\(folder)").path)
        #expect(Set(files) == Set(EventType.allCases.map { $0.rawValue + ".json" }))
    }

    @Test(arguments: EventType.allCases) func bothAreAcceptedWithoutAWarning(_ type: EventType) throws {
        for folder in ["shortest", "full"] {
            let event = try Self.example(type, folder)
            #expect(try Mutation.parse(event)["type"]?.stringValue == type.rawValue)
            #expect(isSound(event), "\(folder): \(WireSamples.decide(event))")
        }
    }

    /// What is left out of the shortest, one by one, makes it wrong or worth a warning.
    @Test(arguments: EventType.allCases) func nothingCanBeLeftOutOfTheShortest(_ type: EventType) throws {
        let event = try Self.example(type, "shortest")
        let paths = Mutation.paths(try Mutation.parse(event)).map(\.path)
        #expect(paths.count > 6)
        for path in paths {
            #expect(!isSound(try Mutation.changed(event, path, to: nil)), "without \(path)")
        }
    }

    /// The table of docs/events.md has each type, with the answers of its shortest event and both files.
    @Test func theTableTellsOfAll() throws {
        let page = try String(contentsOf: TestPython.package.appending(path: "docs/events.md"), encoding: .utf8)
        let start = try #require(page.firstRange(of: "<!-- events -->\n")).upperBound
        let end = try #require(page.firstRange(of: "<!-- /events -->")).lowerBound
        var rows: [String: [String]] = [:]
        for line in page[start..<end].split(separator: "\n").dropFirst(2) {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            try #require(cells.count == 4, "\(line)")
            rows[String(cells[0].split(separator: "`")[1])] = cells
        }
        #expect(rows.count == EventType.allCases.count)
        for type in EventType.allCases {
            let name = String(type.rawValue.dropFirst("approval.".count))
            let row = try #require(rows[name], "\(name)")
            #expect(page.contains("\n### \(type.rawValue)\n"))
            #expect(row[0].hasSuffix("(#\(type.rawValue.replacing(".", with: "")))"))
            guard case .commands(let commands, _) = WireSamples.decide(try Self.example(type, "shortest")) else {
                Issue.record("\(name) has no commands")
                continue
            }
            #expect(row[2] == commands.map { "`\($0.kind.rawValue)`" }.joined(separator: ", "), "\(name)")
            for folder in ["shortest", "full"] {
                #expect(row[3].contains("(examples/\(folder)/\(type.rawValue).json)"), "\(name)")
            }
        }
    }

    /// Members that no event of these needs, each for a reason.
    private static let left: Set<String> = [
        // A statistic of Feishu's own.
        "instanceFields.resource_region",
        // Of other templates than 1008.
        "message.comment", "message.sender_user_id", "message.text", "message.custom_title", "message.custom_content",
        "message.content.user_name", "message.content.department_name",
        // Only events of comments tell them anything.
        "data.instance.recipients", "data.task.recipients", "data.cc.recipients",
        // In place of instance_id and slot.
        "messageUpdate.message_id",
    ]

    @Test func theFullOnesHaveEveryMemberOfTheSchema() throws {
        let definitions = try #require(try SchemaValidator.document("event.schema.json")["$defs"]?.object)
        var known: Set<String> = []
        for definition in definitions {
            SchemaMembers.collect(definition.value, String(definition.key), into: &known)
        }
        var seen: Set<String> = []
        for type in EventType.allCases {
            let data = try #require(try Mutation.parse(try Self.example(type, "full"))["data"])
            let name = "data.\(type.family)"
            SchemaMembers.walk(try #require(definitions[name]), name, data, definitions, into: &seen)
        }
        #expect(known.subtracting(seen).subtracting(Self.left).sorted() == [])
        #expect(Self.left.intersection(seen).sorted() == [])
    }
}
