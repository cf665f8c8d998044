import Testing

@testable import YAML

func parse(_ text: String, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) -> YAMLNode {
    try YAMLDocument.parse(text, name: "relay.yaml", limits: limits).root
}

func failure(_ text: String, limits: YAMLLimits = YAMLLimits()) -> YAMLError? {
    #expect(throws: YAMLError.self) { try parse(text, limits: limits) }
}

struct YAMLDocumentTests {
    @Test func knowsThePlaceOfEachKeyAndValue() throws {
        let root = try parse(
            """
            # where Kafka is
            kafka:
              brokers: [a:9092, "b"]
              审批: 流程 # characters, not bytes
            list:
            - x: 1
              y: 'two'
            -
              - |
                block
            """)
        #expect(root.mark == YAMLMark(line: 2, column: 1))
        let kafka = try root.entries()[0]
        #expect(kafka.key.mark == YAMLMark(line: 2, column: 1))
        #expect(kafka.value.mark == YAMLMark(line: 3, column: 3))
        let brokers = try #require(kafka.value["brokers"])
        #expect(brokers.mark == YAMLMark(line: 3, column: 12))
        #expect(try brokers.elements().map(\.mark) == [.init(line: 3, column: 13), .init(line: 3, column: 21)])
        #expect(try brokers.elements().map(\.kind) == [.scalar("a:9092", .plain), .scalar("b", .quoted)])
        #expect(kafka.value["审批"]?.mark == YAMLMark(line: 4, column: 7))
        let list = try root.entries()[1].value.elements()
        #expect(list[0].mark == YAMLMark(line: 6, column: 3))
        #expect(list[0]["y"]?.mark == YAMLMark(line: 7, column: 6))
        #expect(try list[1].elements()[0].kind == .scalar("block", .quoted))
        #expect(root.source == "relay.yaml")
    }

    @Test(arguments: ["", "\n\n", "# nothing\n", "---\n", "---\n...\n", "\u{feff}", "~"])
    func anEmptyDocumentIsNull(text: String) throws {
        #expect(try parse(text).isNull)
    }

    @Test func acceptsAByteOrderMarkWithoutCountingIt() throws {
        #expect(try parse("\u{feff}a: 1")["a"]?.mark == YAMLMark(line: 1, column: 4))
        #expect(failure("\u{feff}a: 1\na: 2")?.mark == YAMLMark(line: 2, column: 1))
        #expect(failure("\u{feff}a: \u{1}")?.mark == YAMLMark(line: 1, column: 4))
    }

    @Test func refusesADuplicateKeyWithBothLines() throws {
        let error = try #require(failure("a: 1\nb:\n  c: 1\n  d: 2\n  'c': 3\n"))
        #expect(error.code == .duplicateKey)
        #expect(
            error.description == "relay.yaml:5:3: expected each key once, found \"c\" in line 5 and before in line 3")
        #expect(failure("{a: 1, a: 2}")?.column == 8)
        #expect(try parse("a: {c: 1}\nb: {c: 1}").entries().count == 2)
    }

    @Test(arguments: [
        ("a: &x 1", 1, 4, "anchor &x"), ("a: *x", 1, 4, "alias *x"), ("a: !!str 1", 1, 4, "tag tag:yaml.org,2002:str"),
        ("a: !own 1", 1, 4, "tag !own"), ("--- &r\na: 1", 1, 5, "anchor &r"), ("a: !!seq []", 1, 4, "tag"),
        ("a: &b {}", 1, 4, "anchor"), ("base: 1\n<<: {a: 1}", 2, 1, "merge key <<"),
        ("a: 1\n---\nb: 2", 2, 1, "second one"),
        ("%TAG ! tag:x,2020:\n---\na: 1", 1, 1, "%TAG"), ("? [a]\n: 1", 1, 3, "mapping or a list"),
        ("? {a: 1}\n: 1", 1, 3, "mapping or a list"), ("?\n: 1", 1, 2, "nothing before"),
        ("{a: 1, &k b: 2}", 1, 8, "anchor &k"),
        ("- *a", 1, 3, "alias *a"), ("*a : 1", 1, 1, "alias *a"),
    ])
    func refusesWhatConfigurationDoesNotNeed(text: String, line: Int, column: Int, found: String) throws {
        let error = try #require(failure(text))
        #expect(error.code == .unsupported)
        #expect(error.mark == YAMLMark(line: line, column: column))
        #expect(error.message.contains("expected "))
        #expect(error.message.contains(found))
    }

    @Test(arguments: [
        ("a: 1\n b: 2", 2, "expected no key here"),
        ("a: [1, 2", 1, "expected ',' or ']'"),
        ("a: \"x\nb: 1", 2, "closing quote"), (": 1", 1, "a key"),
        ("a: 1\n\tb: 2", 2, "expected spaces"),
        ("a:\n  - 1\n b: 2", 3, ""),
        ("a: @x", 1, "quote a text that begins with @"),
        ("a: 1\nb\nc: 2", 3, "\":\" after a key"),
        ("a: - b", 1, "a line of its own"),
        ("{: 1}", 1, "expected a value, found \": 1}\""), ("}", 1, "found \"}\""),
        ("a: 'x' y", 1, "a key"),
        ("%YAML 3.0\n---\na", 1, ""),
    ])
    func saysWhatItExpectedAndFound(text: String, line: Int, message: String) throws {
        let error = try #require(failure(text))
        #expect(error.code == .syntax)
        #expect(error.line == line, "\(error)")
        #expect(error.message.hasPrefix("expected "), "\(error)")
        #expect(error.message.contains(", found "), "\(error)")
        #expect(error.message.contains(message), "\(error)")
    }

    @Test(arguments: [
        ([UInt8]("a: 1\nb: 审".utf8) + [0xff], 2, 5), ([0xc0, 0x80], 1, 1),
        ([0x61, 0x0d, 0x0a, 0x62, 0xe5, 0xae], 2, 2),
        ([UInt8]("a: \u{0}".utf8), 1, 4), ([0xff, 0xfe, 0x61, 0x00], 1, 1),
        ([0x0a, 0x0d, 0x0a, 0x0d, 0xed, 0xa0, 0x80], 4, 1),
        ([0xe2, 0x80, 0xa8, 0x78, 0xf5], 2, 2),
    ])
    func turnsABadByteIntoItsPlace(bytes: [UInt8], line: Int, column: Int) throws {
        let error = try #require(
            #expect(throws: YAMLError.self) { try YAMLDocument.parse(bytes, name: "f") })
        #expect(error.code == .encoding)
        #expect(error.mark == YAMLMark(line: line, column: column), "\(error)")
        #expect(error.message.hasPrefix("expected UTF-8"))
    }

    @Test func boundsSizeDepthAndNodes() throws {
        #expect(failure("abcd", limits: YAMLLimits(maximumSize: 3))?.code == .limit)
        let limits = YAMLLimits(maximumDepth: 3, maximumNodes: 10)
        #expect(try parse("[[[1]]]", limits: limits).elements().count == 1)
        #expect(failure("[[[[1]]]]", limits: limits)?.mark == YAMLMark(line: 1, column: 4))
        #expect(failure("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", limits: limits)?.column == 29)
        #expect(try parse("[1, 2, 3, 4, 5, 6, 7, 8, 9]", limits: limits).elements().count == 9)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["[", "{a: ", "- ", "? ", "{", "[[{"])
    func survivesDepthBombs(part: String) throws {
        let bomb = String(repeating: part, count: (1 << 20) / part.utf8.count)
        #expect(try #require(failure(bomb)).line == 1)
        #expect(failure(bomb, limits: YAMLLimits(maximumDepth: Int.max))?.line == 1)
    }

    @Test(.timeLimit(.minutes(1))) func survivesLongTextsAndManyLines() throws {
        let long = String(repeating: "长", count: 300_000)
        #expect(try parse("a: \(long)")["a"]?.string() == long)
        #expect(try parse("a: \"\(long)\"")["a"]?.string() == long)
        #expect(try parse("a: |\n  \(long)")["a"]?.string() == long)
        let lines = (0..<20_000).map { "key\($0): \($0)\n" }.joined()
        let entries = try parse(lines).entries()
        #expect(entries.count == 20_000)
        #expect(try entries[19_999].value.int() == 19_999)
        #expect(entries[19_999].key.mark.line == 20_000)
        #expect(failure(lines + "key7: again")?.message.contains("before in line 8") == true)
        #expect(failure(String(repeating: "a\n", count: 200_000) + ": : :")?.code == .syntax)
    }
}
