import Foundation
import Testing

@testable import Relay

/// To write the files anew after a change of the table: `UPDATE_REFERENCE=1 swift test --filter ConfigurationReference`.
@Suite struct ConfigurationReferenceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_REFERENCE"] != nil

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    @Test func theExampleFileIsThatOfTheTable() throws {
        let path = "config/approval-relay.example.yaml"
        if Self.isUpdating {
            try Data(ConfigurationReference.example().utf8).write(to: Self.root.appending(path: path))
        }
        #expect(try Self.text(path) == ConfigurationReference.example())
    }

    @Test func theTablesOfTheDocumentationAreThoseOfTheTable() throws {
        let path = "docs/configuration.md"
        var text = try Self.text(path)
        let tables = [
            ("keys", ConfigurationReference.table()), ("apps", ConfigurationReference.appTable()),
            ("notifications", ConfigurationReference.notificationTable()),
        ]
        for (name, table) in tables {
            let (start, end) = ("<!-- \(name) -->\n", "<!-- /\(name) -->")
            let first = try #require(text.range(of: start)).upperBound
            let last = try #require(text.range(of: end)).lowerBound
            if Self.isUpdating {
                text.replaceSubrange(first..<last, with: table)
                try Data(text.utf8).write(to: Self.root.appending(path: path))
            } else {
                #expect(text[first..<last] == table)
            }
        }
    }

    @Test func theExampleAndTheMinimalFileLoad() throws {
        let environment = ["FEISHU_APP_SECRET": "hush"]
        for path in ["config/approval-relay.example.yaml", "config/minimal.yaml"] {
            let loaded = try ConfigurationFixture.load(try Self.text(path), environment: environment)
            #expect(loaded.configuration.feishu.apps.count == 1, "\(path)")
            #expect(loaded.warnings.isEmpty)
        }
    }

    @Test func everyLineOfTheExampleIsRightWhenTurnedOn() throws {
        try ConfigurationFixture.inFolder { folder in
            let file = folder.appending(path: "file").path
            try Data("hush".utf8).write(to: URL(fileURLWithPath: file))
            let text = ConfigurationReference.example().split(separator: "\n").map { line -> String in
                // One of the two stays off; files must be there.
                if line.contains("app_secret: ") { return "" }
                let on = String(line).replacing(/^( *)#(?=[a-z_0-9]+:)/) { $0.output.1 }
                return on.replacing(/(app_secret_file|ca_file): .*/) { match in "\(match.output.1): \(file)" }
            }.joined(separator: "\n")
            let loaded = try ConfigurationFixture.load(text)
            for key in ConfigurationTable.keys where key.example == nil && key.path != "feishu.apps" {
                #expect(loaded.origins[key.path] != nil, "\(key.path) is not in the example")
                let (found, standard) = (
                    key.kind.value(in: loaded.configuration), key.kind.value(in: RelayConfiguration())
                )
                #expect(YAMLText.value(found) == YAMLText.value(standard), "\(key.path)")
            }
            #expect(loaded.configuration.feishu.apps.first?.tenantKey != nil)
        }
    }
}
