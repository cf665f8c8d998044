import JSON
import Testing

@Suite struct DuplicateKeyTests {
    @Test(
        arguments: [
            (#"{"a":1,"a":2}"#, "$", 7),
            (#"{"a":1,"b":{"c":[{"x":1,"y":2},{"x":1,"x":1}]}}"#, "$.b.c[1]", 38),
            (#"{"a":1,"\u0061":2}"#, "$", 7),
            (#"{"":1,"":2}"#, "$", 6),
            (#"{"请假":1,"x":[1.5,18446744073709551615,-1],"请假":2}"#, "$", 46),
            (#"[{"a b":{"k":0,"k":0}}]"#, "$[0]['a b']", 15),
            (#"{"x\u0000":1,"x":2,"x\u0000":3}"#, "$", 19),
            (
                #"[[],{},"s",[[{"long name of thirty-two bytes ..":1,"long name of thirty-two bytes ..":2}]]]"#,
                "$[3][0][0]", 51
            ),
        ] as [(String, String, Int)])
    func areRefusedWithTheirPlace(json: String, path: String, offset: Int) throws {
        #expect { try JSONParser().parse(json) } throws: { error in
            guard let error = error as? JSONError else { return false }
            return error.kind == .duplicateKey && error.path == path && error.offset == offset
        }
        #expect(throws: Never.self) { try JSONParser(refusesDuplicateKeys: false).parse(json) }
    }

    @Test func theFirstIsReadWhereTheyAreAllowed() throws {
        let value = try JSONParser(refusesDuplicateKeys: false).parse(#"{"a":1,"a":2}"#)
        #expect(value["a"]?.int64 == 1)
        #expect(value.object?.count == 2)
        #expect(value.text == #"{"a":1,"a":2}"#)
    }

    @Test(arguments: [
        #"{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}"#,
        #"{"a":"b","b":"a"}"#,
        #"{"same begin - one - same end":1,"same begin - two - same end":2}"#,
        #"{"x":1,"x\u0000":2,"x\u0000\u0000":3}"#,
    ])
    func differentNamesAreNone(json: String) {
        #expect(throws: Never.self) { try JSONParser().parse(json) }
    }

    /// Any number of members on both sides of where the method changes, the second one anywhere.
    @Test func areFoundWhereverTheyStand() throws {
        let parser = JSONParser()
        for count in [2, 3, 10, 39, 40, 41, 42, 100, 1000] {
            for second in Set([1, count / 2, count - 1]) where second > 0 {
                for first in Set([0, second / 2, second - 1]) {
                    var names = (0..<count).map { "member name \($0) of them" }
                    #expect(throws: Never.self) { try parser.parse(Self.object(names)) }
                    names[second] = names[first]
                    #expect(throws: JSONError.self) { try parser.parse(Self.object(names)) }
                }
            }
        }
    }

    /// Names that begin and end alike would make a comparison of each with each: a hundred thousand of them would take minutes.
    @Test(.timeLimit(.minutes(1)))
    func aHundredThousandLikeNamesAreCheckedInLinearTime() throws {
        let parser = JSONParser()
        var names = (0..<100_000).map { number in
            let digits = String(number)
            return "begins alike " + String(repeating: "0", count: 6 - digits.count) + digits + " ends alike"
        }
        let json = Self.object(names)
        let start = ContinuousClock.now
        #expect(try parser.parse(json).object?.count == 100_000)
        #expect(start.duration(to: .now) < .seconds(20))
        names[99_999] = names[50_000]
        #expect { try parser.parse(Self.object(names)) } throws: {
            ($0 as? JSONError)?.kind == .duplicateKey
        }
    }

    /// Many objects of few members are no quadratic path either.
    @Test(.timeLimit(.minutes(1)))
    func manySmallObjectsAreChecked() throws {
        let object = Self.object((0..<40).map { "k\($0)" })
        let array = "[" + Array(repeating: object, count: 5000).joined(separator: ",") + "]"
        #expect(try JSONParser().parse(array).array?.count == 5000)
    }

    private static func object(_ names: [String]) -> String {
        "{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    }
}
