import JSON
import Testing

@Suite struct JSONKeyTableTests {
    private func string(_ text: String) throws -> JSONString {
        var writer = JSONWriter()
        writer.value(text)
        return try #require(try JSONParser().parse(writer.string()).string)
    }

    /// Against a dictionary, with names that share their ends, are prefixes of one another, or differ only inside.
    @Test func findsEachNameAndNoOther() throws {
        var generator = SystemRandomNumberGenerator()
        let pieces = ["", "a", "b", "id", "task_", "approval_", "_code", "abcdefgh", "x\0", "请假"]
        for round in 0..<200 {
            let names = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in pieces[Int.random(in: 0..<pieces.count)] }
                    .joined()
            }
            let table = JSONKeyTable(names)
            #expect(table.names == names)
            let model = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            for _ in 0..<20 {
                let name =
                    (0..<Int.random(in: 0...4)).map { _ in pieces[Int.random(in: 0..<pieces.count)] }.joined()
                #expect(table.index(of: try string(name)) == model[name], "round \(round): \(name) in \(names)")
            }
            for name in names { #expect(table.index(of: try string(name)) == model[name]) }
        }
    }

    @Test func longNamesAreComparedToTheirMiddle() throws {
        let table = JSONKeyTable(["same begin - one - same end", "same begin - two - same end"])
        #expect(table.index(of: try string("same begin - one - same end")) == 0)
        #expect(table.index(of: try string("same begin - two - same end")) == 1)
        #expect(table.index(of: try string("same begin - six - same end")) == nil)
    }

    @Test func anEmptyTableFindsNothing() throws {
        #expect(JSONKeyTable([]).index(of: try string("a")) == nil)
        #expect(JSONKeyTable([]).nearest(to: "a") == nil)
    }

    @Test(
        arguments: [
            ("task_lst", "task_list"), ("taskList", "task_list"), ("tasklist", "task_list"), ("TASK_LIST", "task_list"),
            ("approval_cod", "approval_code"), ("statsu", "status"), ("satus", "status"), ("cc-list", "cc_list"),
            ("approvalcode", "approval_code"), ("approver", nil), ("colour", nil), ("x", nil), ("", nil),
            ("status", "status"),
        ] as [(String, String?)])
    func namesTheOneThatWasMeant(name: String, meant: String?) {
        let table = JSONKeyTable(["approval_code", "status", "task_list", "cc_list", "extra"])
        #expect(table.nearest(to: name) == meant)
    }

    @Test func hostileNamesAreNotLookedAt() {
        let table = JSONKeyTable([String(repeating: "a", count: 100), "a"])
        #expect(table.nearest(to: String(repeating: "a", count: 100)) == nil)
        #expect(table.nearest(to: String(repeating: "a", count: 1_000_000)) == nil)
    }
}
