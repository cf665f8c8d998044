import Testing

@testable import YAML

struct YAMLNodeValuesTests {
    private func node(_ text: String) throws -> YAMLNode {
        let root = try parse("key: \(text)")
        return try #require(root["key"])
    }

    @Test(arguments: [("true", true), ("True", true), ("FALSE", false), ("false", false)])
    func readsBooleans(text: String, value: Bool) throws {
        #expect(try node(text).bool() == value)
    }

    @Test(arguments: ["yes", "on", "no", "'true'", "1", "~", "[true]", "truE"])
    func refusesOtherBooleans(text: String) throws {
        let node = try node(text)
        let error = #expect(throws: YAMLError.self) { try node.bool() }
        #expect(error?.code == .value)
        #expect(error?.mark == YAMLMark(line: 1, column: 6))
        #expect(error?.message.hasPrefix("expected true or false, found ") == true)
    }

    @Test func saysWhatWasFoundForYes() throws {
        let node = try node("yes")
        let error = #expect(throws: YAMLError.self) { try node.bool() }
        #expect(error?.description == "relay.yaml:1:6: expected true or false, found the text \"yes\"")
    }

    @Test(arguments: [
        ("0", 0), ("-7", -7), ("+7", 7), ("0x1f", 31), ("0xFF", 255), ("0o17", 15), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min),
    ])
    func readsIntegers(text: String, value: Int) throws {
        #expect(try node(text).int() == value)
    }

    @Test(arguments: [
        ("9223372036854775808", "within"), ("-9223372036854775809", "within"), ("0xffffffffffffffffff", "within"),
        ("010", "leading zero"), ("-00", "leading zero"), ("1.5", "an integer"), ("1e3", "an integer"),
        ("1_000", "the text"), ("'5'", "in quotes"), ("0x", "the text"), ("0o8", "the text"), ("-0x1", "the text"),
        ("+", "the text"), ("~", "null"), ("{}", "a mapping"), ("[]", "a list"), ("true", "the boolean"),
        ("5s", "the text"),
    ])
    func refusesOtherIntegers(text: String, message: String) throws {
        let node = try node(text)
        let error = #expect(throws: YAMLError.self) { try node.int() }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test func boundsIntegersAndNumbers() throws {
        #expect(try node("5").int(in: 1...5) == 5)
        let six = try node("6")
        let error = #expect(throws: YAMLError.self) { try six.int(in: 1...5) }
        #expect(error?.message == "expected an integer within 1…5, found the number 6")
        #expect(throws: YAMLError.self) { try six.double(in: 0...1) }
    }

    @Test(arguments: [
        ("1", 1.0), ("-1.5", -1.5), (".5", 0.5), ("1.", 1), ("1e3", 1000), ("1.5E-1", 0.15), ("+2", 2), ("1e-999", 0),
    ])
    func readsNumbers(text: String, value: Double) throws {
        #expect(try node(text).double() == value)
    }

    @Test(arguments: [
        "1e999", ".inf", "-.inf", ".nan", "nan", "infinity", "0x1p3", "1e", "e1", ".", "1.2.3", "'1'", "1 2",
    ])
    func refusesOtherNumbers(text: String) throws {
        let node = try node(text)
        #expect(throws: YAMLError.self) { try node.double() }
    }

    @Test func readsTexts() throws {
        #expect(try node("plain words").string() == "plain words")
        #expect(try node("5").string() == "5")
        #expect(try node("''").string() == "")
        #expect(try node("'~'").string() == "~")
        #expect(try node("\"a\\0b\\u4e2d\"").string() == "a\u{0}b中")
        for text in ["", "~", "null"] {
            let node = try node(text)
            #expect(node.isNull)
            #expect(throws: YAMLError.self) { try node.string() }
        }
        #expect(try !node("'null'").isNull)
    }

    @Test func refusesTheWrongCollection() throws {
        let root = try parse("a: [1]\nb: {c: 1}")
        #expect(throws: YAMLError.self) { try root["a"]?.entries() }
        #expect(throws: YAMLError.self) { try root["b"]?.elements() }
        #expect(throws: YAMLError.self) { try root["a"]?.string() }
        #expect(root["a"]?["c"] == nil)
        #expect(root["missing"] == nil)
    }

    @Test func shortensWhatItFound() throws {
        let node = try node(String(repeating: "x", count: 5000))
        let error = #expect(throws: YAMLError.self) { try node.int() }
        #expect(error?.message.count ?? .max < 100)
    }
}
