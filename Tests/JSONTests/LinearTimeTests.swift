import JSON
import Testing

/// Documents of 900 KB, as large as events may be, of the shapes that make a reader slow: what takes more than linear time takes minutes.
@Suite struct LinearTimeTests {
    private static let size = 900_000

    private static func filled(_ unit: String, between begin: String = "[", and end: String = "]") -> String {
        begin + Array(repeating: unit, count: size / (unit.utf8.count + 1)).joined(separator: ",") + end
    }

    private static let shapes: [String] = [
        filled("0"), filled("-1.25e-7"), filled("9223372036854775807"), filled("null"), filled("\"\""), filled("[]"),
        filled(#"{"a":{"b":[1,2]}}"#), filled(#""\u0041\uD83D\uDE00""#), filled("\"审批\""), filled("\n  1"),
        "{" + (0..<60_000).map { "\"name\($0)\":1" }.joined(separator: ",") + "}",
        filled(String(repeating: "[", count: 60) + String(repeating: "]", count: 60)),
        "[\"" + String(repeating: "\\\\", count: size / 2) + "\"]",
        String(repeating: " ", count: size) + "1",
    ]

    @Test(.timeLimit(.minutes(1)), arguments: shapes)
    func largeDocumentsAreReadInLinearTime(json: String) throws {
        let value = try JSONParser().parse(json)
        let text = value.text
        #expect(try JSONParser().parse(text).text == text)
        #expect(value.compacted().text == text)
        #expect(JSONPlaces(Array(json.utf8)).line(of: "$") == 1)
    }

    /// Also what is refused at its very end, or for a name that stands twice.
    @Test(.timeLimit(.minutes(1)), arguments: shapes)
    func largeDocumentsAreRefusedInLinearTime(json: String) {
        let bytes = Array(json.utf8)
        #expect { try JSONParser().parse(bytes + [UInt8(ascii: "]")]) } throws: { error in
            (error as? JSONError)?.offset == bytes.count
        }
        #expect { try JSONParser().parse("[\(json),{\"a\":1,\"a\":2}]") } throws: { error in
            (error as? JSONError)?.kind == .duplicateKey && (error as? JSONError)?.offset != nil
        }
    }
}
