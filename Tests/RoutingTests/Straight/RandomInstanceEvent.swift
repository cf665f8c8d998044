import ScheduleSupport

/// Random `data` of an instance's event, as JSON: mostly sound and plain, now and then with anything else that a sender may write.
struct RandomInstanceEvent {
    private var random: SeededGenerator
    /// One member in so many is odd.
    private let rarity: Int

    init(_ random: SeededGenerator) {
        self.random = random
        rarity = 60 + self.random.below(600)
    }

    mutating func data() -> String {
        object([
            ("instance", instance()),
            ("approval_code_kind", pick([nil, "\"custom\"", "\"feishu\""], odd: ["null", "\"\"", "\"Feishu\"", "1"])),
            ("sync", pick([nil, nil, "\"partial\"", "\"full\""], odd: ["null", "\"all\"", "true"])),
            ("notify", pick([nil, "false", "false", "true"], odd: ["null", "\"no\"", "0"])),
            ("recipients", pick([nil], odd: [#"[{"user_id":"u-1"}]"#, "[]"])),
            ("operator", pick([nil], odd: [#"{"user_id":"u-1"}"#])),
            ("comment", pick([nil], odd: [#"{"text":"Fine","user_id":"u-1"}"#])),
            ("task_id", pick([nil], odd: ["\"t-0\""])),
            ("quick_approval", pick([nil], odd: [#"{"action_callback_url":"https://oa.example.com/c"}"#, "{}"])),
            ("notfy", pick([nil], odd: ["false"])),
        ])
    }

    private mutating func instance() -> String {
        let tasks = list(random.one(in: 12) ? 40 : random.below(5)) { $0.task($1) }
        let copies = list(random.one(in: 12) ? 30 : random.below(3)) { $0.copy($1) }
        return object([
            ("approval_code", identifier("purchase")),
            ("instance_id", identifier("EXP-1")),
            (
                "status",
                pick(
                    [nil, "\"PENDING\"", "\"PENDING\"", "\"APPROVED\"", "\"HIDDEN\"", "\"DELETED\""],
                    odd: ["null", "\"\"", "\"PENDNG\"", "\"CANCELED\"", "3"])
            ),
            ("extra", extra()),
            ("links", links()),
            ("title", random.one(in: 4) ? nil : text()),
            ("form", form()),
            ("user_id", pick(["\"u-li-lei\"", "\"u-han\""], odd: [nil, "\"\"", "null", "7", long])),
            ("open_id", pick([nil, nil, "\"ou-1\""], odd: ["\"\"", "null", "[]", long])),
            ("user_name", random.one(in: 5) ? text() : nil),
            ("department_id", pick([nil, "\"\"", "\"d-1\""], odd: ["null", "1", long])),
            ("department_name", random.one(in: 5) ? text() : nil),
            ("start_time", time()),
            ("end_time", end()),
            ("update_time", time(later: true)),
            ("display_method", display()),
            ("update_mode", pick([nil, nil, "\"UPDATE\"", "\"REPLACE\""], odd: ["\"\"", "null", "\"update\""])),
            ("task_list", random.one(in: 5) ? nil : pick([tasks], odd: ["null", "{}", "[null]"])),
            ("cc_list", random.one(in: 5) ? nil : pick([copies], odd: ["null", "{}", "[1]"])),
            (
                "i18n_resources",
                pick(
                    [nil],
                    odd: [
                        "null", "[]",
                        #"[{"locale":"zh-CN","is_default":true,"texts":[{"key":"@i18n@a","value":"A"}]}]"#,
                    ])
            ),
            ("resource_region", pick([nil], odd: ["\"cn\"", "null"])),
            ("trusteeship_url_token", pick([nil], odd: ["\"token\""])),
            ("titel", pick([nil], odd: ["\"x\"", "null"])),
        ])
    }

    private mutating func task(_ number: Int) -> String {
        let isOver = random.one(in: 3)
        return object([
            ("task_id", identifier("t-\(random.one(in: rarity) ? 0 : number)")),
            ("user_id", pick(["\"u-\(number)\""], odd: [nil, "\"\"", "null", long])),
            ("open_id", pick([nil, nil, "\"ou-\(number)\""], odd: ["\"\"", "1"])),
            ("title", random.one(in: 2) ? text() : nil),
            ("links", random.one(in: 2) ? links() : pick([nil], odd: ["{}", "null"])),
            (
                "status",
                pick(
                    [isOver ? "\"APPROVED\"" : "\"PENDING\""],
                    odd: [nil, "\"\"", "\"DONE\"", "\"CANCELED\"", "\"PENDING\""])
            ),
            ("extra", extra()),
            ("create_time", time()),
            (
                "end_time",
                isOver
                    ? pick(["1772501400000"], odd: ["0", "1000"]) : pick([nil, "0", "\"0\""], odd: [time(), "\"-0\""])
            ),
            ("update_time", random.one(in: 2) ? time(later: true) : nil),
            ("action_context", pick([nil, nil, "\"c\"", "\"\""], odd: ["null", "{}", long])),
            ("action_configs", pick([nil], odd: ["[]", #"[{"action_type":"APPROVE"}]"#])),
            ("display_method", display()),
            ("exclude_statistics", pick([nil, "true", "false"], odd: ["null", "1"])),
            ("node_id", pick([nil, "\"n-1\"", "\"\""], odd: ["null", "2", long])),
            ("node_name", random.one(in: 2) ? text() : nil),
            ("generate_type", pick([nil, nil, "\"DEFAULT\""], odd: ["\"\"", "null", "\"CONSIGN\""])),
        ])
    }

    private mutating func copy(_ number: Int) -> String {
        object([
            ("cc_id", identifier(random.one(in: rarity) ? "t-0" : "c-\(number)")),
            ("user_id", pick(["\"u-\(number)\""], odd: [nil, "\"\""])),
            ("open_id", pick([nil, nil, "\"ou-\(number)\""], odd: ["null"])),
            ("links", random.one(in: 2) ? links() : nil),
            ("read_status", pick(["\"READ\"", "\"UNREAD\"", "\"\""], odd: [nil, "null", "\"read\""])),
            ("extra", extra()),
            ("title", random.one(in: 3) ? text() : nil),
            ("create_time", time()),
            ("update_time", random.one(in: 2) ? time(later: true) : nil),
            ("display_method", display()),
        ])
    }

    // MARK: Values

    private var long: String { "\"\(String(repeating: "长", count: 129))\"" }

    private mutating func identifier(_ id: String) -> String? {
        pick(
            ["\"\(id)\""],
            odd: [
                nil, "\"\"", "null", "12", long, "\"\(String(repeating: "长", count: 100))\"", "\"\u{e9}\"",
                "\"e\u{301}\"",
            ])
    }

    private mutating func text() -> String? {
        pick(
            [
                "\"差旅报销申请\"", "\"Laptop\"", "\"部门经理审批\"", "\"\"", #""a \"quoted\" line\nand \\ another""#, "\"😀 é\"",
                "\"text \(random.below(60))\"",
            ],
            odd: [
                "\"8yn0iYCKYHlIj4-BwPqk\"", "\"GReLUrM4wMqfg9yzV3KQ\"", "\"@i18n@a\"", "\"@Ana, please\"",
                "{\"en-US\":\"Laptop\",\"zh-CN\":\"笔记本\"}", "{}", "5", "null", "[]",
            ])
    }

    private mutating func links() -> String? {
        let url = pick(
            ["\"https://oa.example.com/1\"", "\"feishu://x\"", "\"https://oa.example.com/很长?a=b#c\""],
            odd: [
                nil, "\"\"", "null", "\" https://oa.example.com/1 \"", "\"oa.example.com/1\"", "\"https://a b\"",
                "\"https://\"", "\"://x\"", "\"1a://x\"", "1",
            ])
        return pick(
            [
                object([("pc_link", url), ("mobile_link", "\"https://oa.example.com/m\"")]), object([("pc_link", url)]),
                object([("mobile_link", url)]),
            ], odd: [nil, "{}", "null", "\"https://oa.example.com\"", "{\"pc\":\"https://oa.example.com\"}"])
    }

    private mutating func form() -> String? {
        let lines = list(random.below(5)) { random, _ in
            let value = random.text() ?? "\"1\""
            return random.object([
                ("name", random.pick([value], odd: [nil, "null", "3"])),
                ("value", random.pick(["\"1,280.50 元\"", "\"\""], odd: [nil, value, long(700), long(2049)])),
            ])
        }
        func long(_ count: Int) -> String { "\"\(String(repeating: "长", count: count))\"" }
        return pick([nil, lines, lines], odd: ["null", "{}", "[[]]"])
    }

    private mutating func extra() -> String? {
        pick(
            [
                nil, nil, #"{"business_key":"1"}"#, #""{\"business_key\":\"1\"}""#, "\"\"", "{}",
                #"{"complete_reason":"approved","a":[1,-2.50,1e3,true,null,{"b":"\"😀\""}],"n":18446744073709551615}"#,
            ],
            odd: [
                "\"x\"", "null", "[]", #""[1]""#, #"" {\"a\":1} ""#, #"{"complete_reason":"aproved"}"#,
                #"{"complete_reason":null}"#, #"{"complete_reason":1}"#, #""{\"complete_reason\":\"aproved\"}""#, "1",
                #""{\"a\":1,\"a\":2}""#,
            ])
    }

    private mutating func display() -> String? {
        pick([nil, nil, "\"BROWSER\"", "\"NORMAL\""], odd: ["\"\"", "null", "\"WINDOW\""])
    }

    private mutating func time(later: Bool = false) -> String? {
        let day = later ? "02" : "01"
        let milliseconds = later ? "1772415000000" : "1772328600000"
        return pick(
            [
                milliseconds, "\"\(milliseconds)\"", "\"2026-03-\(day)T09:30:00+08:00\"",
                "\"2026-03-\(day)T01:30:00.25Z\"",
            ],
            odd: [
                nil, "null", "\"\"", "1772328600", "\"00\(milliseconds)\"", "-1", "1.5e12", "\"yesterday\"",
                "0", "9223372036854775807",
            ])
    }

    private mutating func end() -> String? {
        pick(
            [nil, "0", "\"0\"", "0", "\"0\"", "1772728600000"],
            odd: [time(), "null", "\"00\"", "-0", "\"-0\"", "\"-00\"", "\"\""])
    }

    // MARK: JSON

    private mutating func pick(_ usual: [String?], odd: [String?]) -> String? {
        random.one(in: rarity) ? odd[random.below(odd.count)] : usual[random.below(usual.count)]
    }

    private mutating func list(_ count: Int, _ element: (inout Self, Int) -> String) -> String {
        "[" + (0..<count).map { element(&self, $0) }.joined(separator: ",") + "]"
    }

    /// Members in any order.
    private mutating func object(_ members: [(String, String?)]) -> String {
        var members = members.filter { $0.1 != nil }
        if random.one(in: 3) { members.shuffle(using: &random) }
        return "{" + members.map { "\"\($0.0)\":\($0.1 ?? "null")" }.joined(separator: ",") + "}"
    }
}
