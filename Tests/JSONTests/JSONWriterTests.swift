import JSON
import Testing

@Suite struct JSONWriterTests {
    private func written(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return writer.string()
    }

    @Test func putsCommasAndColons() {
        let text = written { writer in
            writer.beginObject()
            writer.key("a")
            writer.value(1)
            writer.key("b")
            writer.beginArray()
            writer.endArray()
            writer.key("c")
            writer.beginArray()
            writer.value("x")
            writer.beginObject()
            writer.endObject()
            writer.beginArray()
            writer.null()
            writer.value(true)
            writer.endArray()
            writer.value(false)
            writer.endArray()
            writer.key("d")
            writer.beginObject()
            writer.key("e")
            writer.value(2.5)
            writer.endObject()
            writer.endObject()
        }
        #expect(text == #"{"a":1,"b":[],"c":["x",{},[null,true],false],"d":{"e":2.5}}"#)
    }

    @Test func writesEachFormOfKeyAndText() throws {
        let parsed = try JSONParser().parse(#"{"k\"ey":"te\\xt"}"#)
        let member = try #require(parsed.object?.first { _ in true })
        let name = "dyn\"amic"
        let text = written { writer in
            writer.beginObject()
            writer.key("static")
            writer.value("sta\ttic")
            writer.key(name)
            writer.value(name)
            writer.key(member.key)
            if let string = member.value.string { writer.value(string) }
            writer.endObject()
        }
        #expect(text == #"{"static":"sta\ttic","dyn\"amic":"dyn\"amic","k\"ey":"te\\xt"}"#)
    }

    @Test func escapesWhatMustBeAndNothingElse() throws {
        let controls = (0..<0x20).map { String(UnicodeScalar(UInt8($0))) }
        let expected = [
            "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007", "\\b", "\\t", "\\n",
            "\\u000b", "\\f", "\\r", "\\u000e", "\\u000f", "\\u0010", "\\u0011", "\\u0012", "\\u0013", "\\u0014",
            "\\u0015",
            "\\u0016", "\\u0017", "\\u0018", "\\u0019", "\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e",
            "\\u001f",
        ]
        #expect(written { $0.value(controls.joined()) } == "\"" + expected.joined() + "\"")
        let untouched = "/\u{7F}\u{80}\u{2028}\u{2029}é请\u{10FFFF}'<>&"
        #expect(written { $0.value(untouched) } == "\"" + untouched + "\"")
    }

    /// Eight bytes are looked at together: each byte that must be escaped at each place, and its neighbours that must not.
    @Test func escapesAtEachPlace() throws {
        let parser = JSONParser()
        for length in 1...20 {
            for place in 0..<length {
                for byte in [0x00, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F] as [UInt8] {
                    for filler in [0x20, 0x23, 0x5D, 0x61, 0x7F] as [UInt8] {
                        var bytes = [UInt8](repeating: filler, count: length)
                        bytes[place] = byte
                        let text = String(decoding: bytes, as: UTF8.self)
                        let json = written { $0.value(text) }
                        let mustEscape = byte < 0x20 || byte == 0x22 || byte == 0x5C
                        #expect(json.utf8.count == length + 2 + (mustEscape ? byte < 0x20 ? 5 : 1 : 0))
                        #expect(try parser.parse(json).stringValue == text)
                    }
                }
            }
        }
    }

    @Test func numbersAreExact() throws {
        #expect(written { $0.value(Int64.min) } == "-9223372036854775808")
        #expect(written { $0.value(Int64.max) } == "9223372036854775807")
        #expect(written { $0.value(UInt64.max) } == "18446744073709551615")
        #expect(written { $0.value(0) } == "0")
        var power: UInt64 = 1
        for _ in 0..<19 {
            for number in [power - 1, power, power + 1] { #expect(written { $0.value(number) } == "\(number)") }
            power &*= 10
        }
        #expect(written { $0.value(UInt64(10_000_000_000_000_000_000)) } == "10000000000000000000")
    }

    @Test func doublesAreShortestAndFinite() throws {
        #expect(written { $0.value(0.1) } == "0.1")
        #expect(written { $0.value(1.0) } == "1.0")
        #expect(written { $0.value(-0.0) } == "-0.0")
        #expect(written { $0.value(1e16) } == "1e+16")
        #expect(written { $0.value(Double.leastNonzeroMagnitude) } == "5e-324")
        #expect(written { $0.value(Double.nan) } == "null")
        #expect(written { $0.value(Double.infinity) } == "null")
        #expect(written { $0.value(-Double.infinity) } == "null")
    }

    @Test func copiesRawAndParsedValues() throws {
        let value = try JSONParser().parse(#" { "a" : [ 1 , 18446744073709551615, -0.5e1, "\u00e9" ] } "#)
        let raw = Array(#"{"raw":[]}"#.utf8)
        let text = written { writer in
            writer.beginArray()
            writer.rawValue(raw.span)
            writer.value(value)
            if let list = value["a"] { writer.value(list) }
            if let number = value["a"]?[1] { writer.value(number) }
            writer.rawValue(raw.span)
            writer.endArray()
        }
        #expect(
            text
                == #"[{"raw":[]},{"a":[1,18446744073709551615,-5.0,"é"]},[1,18446744073709551615,-5.0,"é"],18446744073709551615,{"raw":[]}]"#
        )
    }

    @Test func numbersAndDigitsAreWrittenAsStrings() {
        let text = written { writer in
            writer.beginArray()
            for number in [0, 7, -1, 1_772_328_600_000, Int64.max, Int64.min] { writer.string(number) }
            for number in [0, 0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210, UInt64.max] {
                writer.string("@i18n@", hexadecimal: number)
            }
            writer.endArray()
        }
        #expect(
            text == """
                ["0","7","-1","1772328600000","9223372036854775807","-9223372036854775808",\
                "@i18n@0000000000000000","@i18n@0123456789abcdef","@i18n@fedcba9876543210","@i18n@ffffffffffffffff"]
                """)
    }

    @Test func namesThatAreWrittenAlreadyAreTaken() {
        let text = written { writer in
            writer.beginObject()
            writer.key(written: #""a":"#)
            writer.value(1)
            writer.key(written: #""a name of more than forty-eight bytes, which is copied in another way":"#)
            writer.value(2)
            writer.endObject()
        }
        #expect(text == #"{"a":1,"a name of more than forty-eight bytes, which is copied in another way":2}"#)
    }

    /// However long, wherever the byte is that must be escaped, and however it was written before.
    @Test func stringsOfEachLengthAreEscapedAtEachPlace() {
        for length in 0..<70 {
            for place in -1..<length {
                var text = Array(repeating: UInt8(ascii: "x"), count: length)
                if place >= 0 { text[place] = UInt8(ascii: "\"") }
                let string = String(decoding: text, as: UTF8.self)
                let found = written { $0.value(string) }
                #expect(found == "\"" + string.replacing("\"", with: "\\\"") + "\"")
            }
            let raw = Array(repeating: UInt8(ascii: "1"), count: length + 1)
            #expect(written { $0.rawValue(raw.span) } == String(decoding: raw, as: UTF8.self))
        }
    }

    @Test func oneWritersTextIsFoundInAnothers() {
        var list = JSONWriter()
        list.beginArray()
        list.value("a")
        list.value("bc")
        list.endArray()
        var text = JSONWriter()
        text.value("bc")
        let offsets = [-1, 0, 4, 5, 6, 7, 100, .max, .min]
        var found: [Int] = []
        for offset in offsets where text.stands(at: offset, in: list) { found.append(offset) }
        #expect(found == [5])
    }

    @Test func isReusedAfterRemoveAll() {
        var writer = JSONWriter(capacity: 1)
        for round in 0..<6 {
            writer.removeAll()
            writer.beginArray()
            for number in 0..<round * 100 { writer.value(number) }
            writer.value(String(repeating: "\u{1}", count: round * 10_000))
            writer.endArray()
            let count = writer.count
            #expect(count == writer.bytes().count)
            var sum = 0
            for index in 0..<writer.count { sum += Int(writer.span[index]) }
            #expect(sum == writer.bytes().reduce(0) { $0 + Int($1) })
        }
        writer.removeAll()
        let count = writer.count
        #expect(count == 0)
    }

    @Test func printsForPeople() throws {
        let value = try JSONParser().parse(#"{"a":[1,{"b":"x"}],"empty":[],"none":{},"c":null,"d":[[2]]}"#)
        #expect(
            value.prettyText
                == """
                {
                  "a": [
                    1,
                    {
                      "b": "x"
                    }
                  ],
                  "empty": [],
                  "none": {},
                  "c": null,
                  "d": [
                    [
                      2
                    ]
                  ]
                }
                """)
        #expect(try JSONParser().parse("7").prettyText == "7")
        #expect(value.text == #"{"a":[1,{"b":"x"}],"empty":[],"none":{},"c":null,"d":[[2]]}"#)
    }
}

struct JSONWriterComparingTests {
    @Test(arguments: [
        (0, "[1,2]", true), (3, "abc[1,2]", true), (3, "abc[1,2]xyz", true), (-1, "[1,2]", false), (1, "[1,2]", false),
        (6, "[1,2]", false), (0, "", false), (0, "[1,3]", false), (Int.max, "[1,2]", false), (Int.min, "[1,2]", false),
    ])
    func whatWasWrittenIsFoundWhereItStands(_ offset: Int, _ text: String, _ expected: Bool) {
        var writer = JSONWriter()
        writer.beginArray()
        writer.value(1)
        writer.value(2)
        writer.endArray()
        #expect(writer.stands(at: offset, in: Array("^\(text)".utf8).dropFirst()) == expected)
    }
}
