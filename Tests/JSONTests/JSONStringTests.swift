import JSON
import Testing

@Suite struct JSONStringTests {
    let parser = JSONParser()

    private func string(_ json: String) throws -> JSONString {
        try #require(try JSONParser().parse(json).string)
    }

    @Test func equalsByItsBytes() throws {
        let a = try string(#""task_\u0069d""#)
        let b = try string("\"task_id\"")
        let c = try string("\"task_ie\"")
        #expect(a == b)
        #expect(a != c)
        #expect(a.hashValue == b.hashValue)
        #expect(Set([a, b, c]).count == 2)
        #expect(a == "task_id")
        #expect(a != "task_i")
        #expect(a != "task_idd")
        let name = "task_" + "id"
        #expect(a == name)
        #expect(a != name + "d")
        #expect(a.count == 7)
        #expect(!a.isEmpty)
        #expect(try string("\"\"").isEmpty)
        #expect(try string("\"\"") == "")
        #expect("\(a)" == "task_id")
    }

    @Test func doesNotNormalise() throws {
        let composed = try string("\"\u{E9}\"")
        let decomposed = try string("\"e\u{301}\"")
        #expect(composed != decomposed)
        #expect(composed == "\u{E9}")
        #expect(decomposed != "\u{E9}")
    }

    @Test func canBeSwitchedOver() throws {
        func number(of string: JSONString) -> Int {
            switch string {
            case "one": 1
            case "two": 2
            default: 0
            }
        }
        #expect(number(of: try string("\"two\"")) == 2)
        #expect(number(of: try string("\"one\"")) == 1)
        #expect(number(of: try string("\"ones\"")) == 0)
    }

    @Test func knowsItsPrefix() throws {
        let url = try string("\"https://example.com\"")
        #expect(url.hasPrefix("https://"))
        #expect(url.hasPrefix(""))
        #expect(!url.hasPrefix("http://"))
        #expect(!(try string("\"ht\"").hasPrefix("http")))
    }

    @Test func givesItsBytes() throws {
        let text = try string(#""a\u0000界""#)
        let bytes = text.span.indices.map { text.span[$0] }
        #expect(bytes == [0x61, 0x00, 0xE7, 0x95, 0x8C])
        #expect(String(text) == "a\0界")
    }

    @Test(arguments: Array(0...70))
    func stringsOfAnyLengthAreExact(length: Int) throws {
        let text = String((0..<length).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
        let value = try parser.parse("[\"\(text)\",\"\(text)x\"]")
        #expect(value[0]?.stringValue == text)
        #expect(value[0]?.string == value.compacted()[0]?.string)
        #expect(value[0]?.string != value[1]?.string)
        #expect(value[1]?.stringValue == text + "x")
    }
}
