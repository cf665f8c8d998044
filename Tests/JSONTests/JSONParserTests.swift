import JSON
import Testing

@Suite struct JSONParserTests {
    let parser = JSONParser()

    @Test func readsEachKindOfValue() throws {
        let root = try parser.parse(
            #"""
            {"null":null,"yes":true,"no":false,"int":-7,"min":-9223372036854775808,"max":9223372036854775807,
             "beyond":9223372036854775808,"most":18446744073709551615,"half":0.5,"text":"请假\n\u0000x","list":[1,[],{}]}
            """#)
        #expect(root.kind == .object)
        #expect(root.object?.count == 11)
        #expect(root["null"]?.isNull == true)
        #expect(root["yes"]?.bool == true)
        #expect(root["no"]?.bool == false)
        #expect(root["int"]?.int64 == -7)
        #expect(root["int"]?.uint64 == nil)
        #expect(root["int"]?.double == -7)
        #expect(root["min"]?.int64 == .min)
        #expect(root["max"]?.int64 == .max)
        #expect(root["max"]?.uint64 == UInt64(Int64.max))
        #expect(root["beyond"]?.kind == .unsigned)
        #expect(root["beyond"]?.int64 == nil)
        #expect(root["beyond"]?.uint64 == 1 << 63)
        #expect(root["most"]?.uint64 == .max)
        #expect(root["half"]?.double == 0.5)
        #expect(root["half"]?.int64 == nil)
        #expect(root["text"]?.stringValue == "请假\n\0x")
        #expect(root["text"]?.string?.count == 9)
        #expect(root["list"]?.array?.count == 3)
        #expect(root["list"]?[0]?.int64 == 1)
        #expect(root["list"]?[1]?.array?.isEmpty == true)
        #expect(root["list"]?[2]?.object?.isEmpty == true)
        #expect(root["list"]?[3] == nil)
        #expect(root["list"]?[-1] == nil)
        #expect(root["absent"] == nil)
        #expect(root[0] == nil)
        #expect(root["int"]?["x"] == nil)
    }

    @Test func iteratesMembersAndElementsInTheirOrder() throws {
        let root = try parser.parse(#"{"b":[1,2.5,"x",{"y":[]},[[]],null],"a":{"k":1},"c":18446744073709551615}"#)
        #expect(root.object?.map { String($0.key) } == ["b", "a", "c"])
        #expect(root["b"]?.array?.map(\.kind) == [.integer, .double, .string, .object, .array, .null])
    }

    @Test(arguments: ["[]", "{}", "7", "\"x\"", "null", "true", "-0", "18446744073709551615", "0.25"])
    func writesBackWhatItReadAtTheRoot(json: String) throws {
        #expect(try parser.parse(json).text == (json == "-0" ? "0" : json))
    }

    @Test func takesAllItsInputForms() throws {
        let bytes = Array(#"xx{"a":1}yy"#.utf8)
        #expect(try parser.parse(bytes[2..<9])["a"]?.int64 == 1)
        #expect(try parser.parse(Array(bytes[2..<9]))["a"]?.int64 == 1)
        #expect(try parser.parse(bytes.span.extracting(2..<9))["a"]?.int64 == 1)
        #expect(try parser.parse(#"{"a":1}"#)["a"]?.int64 == 1)
    }

    @Test func keptValuesSurviveTheParser() throws {
        var kept: [JSONValue] = []
        for round in 0..<200 {
            let value = try parser.parse(
                #"{"round":\#(round),"name":"value \#(round)","list":[\#(round),[\#(round)]]}"#)
            if round % 3 == 0, let list = value["list"] { kept.append(round % 2 == 0 ? list : list.compacted()) }
        }
        for (place, value) in kept.enumerated() {
            #expect(value[0]?.int64 == Int64(place * 3))
            #expect(value[1]?[0]?.int64 == Int64(place * 3))
        }
    }

    @Test func compactedValuesAreTheSame() throws {
        let root = try parser.parse(
            #"[0,{"a":["x",1,2.5,{"b":"长文本","c":[]},18446744073709551615,null,true,"",{}],"d":"z"},"after"]"#)
        let value = try #require(root[1])
        let compacted = value.compacted()
        #expect(compacted.text == value.text)
        #expect(compacted["a"]?[3]?["b"]?.stringValue == "长文本")
        #expect(compacted["a"]?.array?.count == 9)
        #expect(compacted["d"]?.compacted().stringValue == "z")
        #expect(value["a"]?[1]?.compacted().int64 == 1)
        #expect(root.compacted().text == root.text)
        #expect(compacted.compacted()["a"]?.compacted().text == value["a"]?.text)
    }

    @Test func valuesMayBeReadAndReleasedOnOtherThreads() async throws {
        await withTaskGroup(of: Int64.self) { group in
            let parser = JSONParser()
            for number in 0..<500 {
                guard let value = try? parser.parse(#"{"n":[\#(number)]}"#) else { continue }
                group.addTask { value["n"]?[0]?.int64 ?? -1 }
            }
            var sum: Int64 = 0
            for await number in group { sum += number }
            #expect(sum == 500 * 499 / 2)
        }
    }
}
