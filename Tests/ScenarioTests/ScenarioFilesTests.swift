import Foundation
import Testing

@testable import Scenario

/// The scenarios of the documentation.
@Suite struct ScenarioFilesTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/scenarios")

    static let names: [String] =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".yaml") }.sorted()
        ?? []

    @Test func thereAreSome() { #expect(Self.names.count >= 10) }

    /// With its own seed, and with others: what is promised is no luck.
    @Test(arguments: names) func itsExpectationsHold(name: String) throws {
        let data = try Data(contentsOf: Self.folder.appending(path: name))
        let scenario = try ScenarioFile.read(Array(data), name: name)
        #expect(!scenario.expectations.isEmpty)
        for seed in [scenario.seed, 2, 3, 4, 5] {
            let outcome = ScenarioOutcome(running: scenario, seed: seed)
            let failed = outcome.verdicts.filter { !$0.holds }.map {
                "\($0.expectation.metric): \(String(describing: $0.value))"
            }
            #expect(failed.isEmpty, "seed \(seed)")
        }
    }

    @Test(arguments: names) func theReferenceNamesIt(name: String) throws {
        let text = try String(
            contentsOf: Self.folder.deletingLastPathComponent().appending(path: "scenarios.md"), encoding: .utf8)
        #expect(text.contains("(scenarios/\(name))"))
    }
}
