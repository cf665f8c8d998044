import ApprovalContract
import Foundation
import Testing

/// The table of reasons in `docs/events.md`.
struct ReasonTableTests {
    private static let reserved: Set<ReasonCode> = [.discarded, .alreadyApplied]

    @Test func everyReasonHasItsOutcomeItsMeaningAndItsCure() throws {
        let text = try String(
            contentsOf: TestPython.package.appending(path: "docs/events.md"), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let head = try #require(lines.firstIndex { $0.hasPrefix("| code | with | meaning | cure |") })
        var found: Set<String> = []
        for line in lines[(head + 2)...].prefix(while: { $0.hasPrefix("|") }) {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(cells.count == 4 && cells.allSatisfy { !$0.isEmpty }, "\(line)")
            for name in cells[0].split(separator: "`").filter({ $0 != ", " }) {
                #expect(found.insert(String(name)).inserted, "\(name) has two rows")
            }
        }
        #expect(found == Set(ReasonCode.allCases.filter { !Self.reserved.contains($0) }.map(\.rawValue)))
    }
}
