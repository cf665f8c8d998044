import Foundation
import Testing

@testable import Scenario

/// To write the table anew after a change: `UPDATE_REFERENCE=1 swift test --filter ScenarioReference`.
@Suite struct ScenarioReferenceTests {
    @Test func theTableOfTheDocumentationIsThatOfTheReader() throws {
        let file = ScenarioFilesTests.folder.deletingLastPathComponent().appending(path: "scenarios.md")
        var text = try String(contentsOf: file, encoding: .utf8)
        let first = try #require(text.range(of: "<!-- fields -->\n")).upperBound
        let last = try #require(text.range(of: "<!-- /fields -->")).lowerBound
        if ProcessInfo.processInfo.environment["UPDATE_REFERENCE"] != nil {
            text.replaceSubrange(first..<last, with: ScenarioReference.table())
            try Data(text.utf8).write(to: file)
        } else {
            #expect(text[first..<last] == ScenarioReference.table())
        }
    }

    @Test func everyFieldIsInTheListForATerminal() {
        let lines = ScenarioReference.lines()
        #expect(lines.count == ScenarioField.all.count)
        #expect(Set(ScenarioField.all.map(\.path)).count == lines.count)
    }
}
