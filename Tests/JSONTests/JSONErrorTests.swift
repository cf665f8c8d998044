import JSON
import Testing

@Suite struct JSONErrorTests {
    @Test(arguments: [
        (#"{"a":1,}"#, #"not acceptable JSON (syntax): expected a name in quotes, found '}', at byte 7"#),
        ("[1 2]", "not acceptable JSON (syntax): expected ',' or ']', found '2', at byte 3"),
        (#"{"a" 1}"#, "not acceptable JSON (syntax): expected ':', found '1', at byte 5"),
        ("[tru", "not acceptable JSON (syntax): the document ends inside true, at byte 4"),
        ("[trux]", "not acceptable JSON (syntax): expected true, found 'x', at byte 4"),
        (
            "[1", "not acceptable JSON (syntax): expected ',' or ']', found the end of the document, at byte 2"
        ),
        (
            "[\"a\n\"]",
            "not acceptable JSON (invalidString): a control character, byte 0x0A, must be escaped, at byte 3"
        ),
        (
            "18446744073709551616",
            "not acceptable JSON (numberOutOfRange): the integer 18446744073709551616 is outside -2^63...2^64-1, at byte 0"
        ),
        (
            #"{"x":{"a":1,"a":2}}"#,
            #"not acceptable JSON (duplicateKey): the name "a" occurs twice in one object, in $.x, at byte 12"#
        ),
        ("  ", "not acceptable JSON (empty): the document is only white space, at byte 2"),
        ("[] []", "not acceptable JSON (trailingContent): the document has ended, but '[' follows, at byte 3"),
    ])
    func saysWhatWasFoundAndWhere(json: String, description: String) {
        #expect { try JSONParser().parse(json) } throws: { error in
            "\(error)" == description
        }
    }

    @Test func theSizesAreNamed() {
        #expect { try JSONParser(limits: JSONLimits(maximumSize: 3)).parse("[1,2]") } throws: { error in
            "\(error)" == "not acceptable JSON (tooLarge): the document has 5 bytes, 3 are allowed"
        }
    }

    @Test func aHostileNameDoesNotFillTheMessage() {
        let name = String(repeating: "n", count: 100_000)
        let json = "{\"\(name)\":{\"\(name)\":1,\"\(name)\":2}}"
        #expect { try JSONParser().parse(json) } throws: { error in
            "\(error)".count < 400
        }
    }
}
