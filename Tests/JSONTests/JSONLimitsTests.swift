import JSON
import Testing

@Suite struct JSONLimitsTests {
    private func nested(_ depth: Int, object: Bool) -> String {
        object
            ? String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
            : String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    }

    @Test(arguments: [0, 1, 2, 63, 64, 500], [false, true])
    func allowsExactlyTheDepthThatIsSet(depth: Int, object: Bool) throws {
        let parser = JSONParser(limits: JSONLimits(maximumDepth: depth))
        #expect(throws: Never.self) { try parser.parse(nested(depth, object: object)) }
        #expect { try parser.parse(nested(depth + 1, object: object)) } throws: { error in
            guard let error = error as? JSONError else { return false }
            return error.kind == .tooDeep && error.offset == depth * (object ? 5 : 1)
        }
    }

    @Test func anEmptyContainerDoesNotCount() throws {
        let parser = JSONParser(limits: JSONLimits(maximumDepth: 1))
        #expect(try parser.parse("[[],{},[ ]]").array?.count == 3)
        #expect(throws: JSONError.self) { try parser.parse("[[],[[]]]") }
        #expect(try JSONParser(limits: JSONLimits(maximumDepth: 0)).parse("{}").object?.isEmpty == true)
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
    func survivesDepthBombs(unit: String) {
        let parser = JSONParser()
        #expect { try parser.parse(String(repeating: unit, count: 100_000)) } throws: {
            ($0 as? JSONError)?.kind == .tooDeep
        }
        // And is of use after it.
        #expect((try? parser.parse("[1]")) != nil)
    }

    @Test func deepValuesAreCopiedAndPrintedWithoutRecursion() throws {
        let parser = JSONParser(limits: JSONLimits(maximumDepth: 60_000))
        let json = nested(60_000, object: false)
        let value = try parser.parse(json)
        #expect(value.text == json)
        #expect(value.compacted().text == json)
        #expect(try parser.parse(nested(2000, object: true)).prettyText.count > 2000 * 2000)
    }

    @Test func refusesADocumentAboveTheSizeBeforeLookingAtIt() throws {
        let parser = JSONParser(limits: JSONLimits(maximumSize: 10))
        #expect(try parser.parse("\"12345678\"").stringValue == "12345678")
        #expect { try parser.parse("\"123456789\"") } throws: {
            ($0 as? JSONError)?.kind == .tooLarge
        }
        #expect { try JSONParser().parse([UInt8](repeating: 0x20, count: 16 << 20 | 1)) } throws: {
            ($0 as? JSONError)?.kind == .tooLarge
        }
    }

    @Test func senselessLimitsAreMovedIntoTheirRange() throws {
        var limits = JSONLimits(maximumSize: .max, maximumDepth: .max)
        #expect(limits == JSONLimits(maximumSize: 1 << 30, maximumDepth: 65_536))
        limits.maximumSize = -1
        limits.maximumDepth = -1
        #expect(limits == JSONLimits(maximumSize: 0, maximumDepth: 0))
        #expect(try JSONParser(limits: JSONLimits(maximumDepth: -5)).parse("1").int64 == 1)
        #expect { try JSONParser(limits: limits).parse("1") } throws: {
            ($0 as? JSONError)?.kind == .tooLarge
        }
    }

    @Test func largeDocumentsAreReadExactlyAndSmallOnesAfterThem() throws {
        let parser = JSONParser()
        let text = String(repeating: "请假申请 \"quoted\" \\ \n", count: 45_000)
        var writer = JSONWriter()
        for length in [900_000, 3_000_000, 100, 15_000_000] {
            writer.removeAll()
            writer.beginArray()
            writer.value(String(repeating: "y", count: length))
            writer.value(text)
            writer.endArray()
            let value = try parser.parse(writer.bytes().prefix(.max))
            #expect(value[0]?.string?.count == length)
            #expect(value[1]?.stringValue == text)
            #expect(try parser.parse("[7]")[0]?.int64 == 7)
            #expect(value[1]?.string?.count == text.utf8.count)
        }
    }
}
