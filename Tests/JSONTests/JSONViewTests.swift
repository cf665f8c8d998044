import ScheduleSupport
import Testing

@testable import JSON

/// Borrowed values read as kept ones do.
@Suite struct JSONViewTests {
    @Test func randomDocumentsReadTheSame() throws {
        let parser = JSONParser()
        var writer = JSONWriter()
        for seed in UInt64(0)..<1500 {
            var generator = SeededGenerator(seed: seed)
            writer.removeAll()
            RandomJSON.random(using: &generator).write(to: &writer)
            let value = try parser.parse(writer.bytes())
            Self.compare(value, value.view, "seed \(seed)")
            Self.compare(value.compacted(), value.compacted().view, "seed \(seed), compact")
        }
    }

    private static func compare(_ value: JSONValue, _ view: JSONView, _ comment: Comment) {
        expect(view.isNull == value.isNull, comment)
        expect(view.isString == (value.string != nil), comment)
        expect(view.isArray == (value.array != nil), comment)
        expect(view.bool == value.bool, comment)
        expect(view.int64 == value.int64, comment)
        expect(view.byteCount == value.string?.count ?? 0, comment)
        expect(view.bytes.count == view.byteCount, comment)
        expect(String(view) == value.stringValue ?? "", comment)
        expect(view.elementCount == value.array?.count ?? 0, comment)
        expect(view.isObject == (value.object != nil) && !view.isAbsent, comment)
        var copy = JSONWriter()
        copy.value(view)
        expect(copy.string() == value.text, comment)
        if let string = value.string {
            var writer = JSONWriter()
            writer.string(view)
            var expected = JSONWriter()
            expected.value(string)
            expect(writer.bytes() == expected.bytes(), comment)
        }
        var elements = JSONElements(view)
        for element in value.array.map({ Array($0) }) ?? [] {
            expect(elements.next(), comment)
            expect(elements.element.place > view.place, comment)
            compare(element, elements.element, comment)
        }
        expect(!elements.next(), comment)
        guard let object = value.object else { return }
        let names = object.map { String($0.key) }
        let table = JSONKeyTable(["not there"] + names.prefix(JSONRow.maximumCount - 1))
        let row = JSONRow(view, table)
        expect(row.hasKnownNames == (names.count < JSONRow.maximumCount), comment)
        expect(row[0].isNull && row[0].isAbsent && !row[0].isString, comment)
        for (position, member) in object.enumerated() where position < JSONRow.maximumCount - 1 {
            compare(member.value, row[position + 1], comment)
        }
        if !names.isEmpty {
            expect(
                !JSONRow(view, JSONKeyTable(Array(names.dropLast().prefix(JSONRow.maximumCount)))).hasKnownNames,
                comment)
        }
    }

    /// The macro keeps what it shows, and a view may not be kept.
    private static func expect(_ isTrue: Bool, _ comment: Comment, _ location: SourceLocation = #_sourceLocation) {
        #expect(isTrue, comment, sourceLocation: location)
    }

    @Test func noObjectHasNoRow() throws {
        for json in ["[]", "1", "\"a\"", "null"] {
            let value = try JSONParser().parse(json)
            let row = JSONRow(value.view, JSONKeyTable(["a"]))
            Self.expect(!row.hasKnownNames && row[0].isNull, "\(json)")
        }
    }

    @Test func hashesTellStringsOfEachLengthApart() throws {
        var hashes: Set<UInt64> = []
        for length in 0..<100 {
            // Followed by other bytes each time: what stands behind a string doesn't count.
            for (text, other) in [("a", "b"), ("\u{0}", "c")] {
                let string = String(repeating: text, count: length)
                var writer = JSONWriter()
                writer.beginArray()
                writer.value(string)
                writer.value(String(repeating: other, count: 9))
                writer.value(string)
                writer.endArray()
                let value = try JSONParser().parse(writer.bytes())
                let (first, second) = (try #require(value[0]), try #require(value[2]))
                #expect(first.view.hash == second.view.hash)
                hashes.insert(first.view.hash)
            }
        }
        #expect(hashes.count == 199)
    }

    @Test func namesAreFoundInATable() throws {
        let value = try JSONParser().parse(#"["status","title","no name of the table, and longer than sixteen",7]"#)
        let table = JSONKeyTable(["title", "status", "one that is longer than sixteen bytes"])
        let found = (0..<4).map { value[$0].flatMap { table.index(of: $0.view) } }
        #expect(found == [1, 0, nil, nil])
    }
}
