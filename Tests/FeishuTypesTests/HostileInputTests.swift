import FeishuTypes
import JSON
import Testing

/// Nothing that a body holds can trap, and what is said about it stays small.
struct HostileInputTests {
    private func readEverything(_ text: String) throws -> [ReadingContext] {
        func context<Body: FeishuBody>(_ type: Body.Type, _ mode: ReadingContext.Mode) throws -> ReadingContext {
            try read(type, text, mode).context
        }
        var contexts: [ReadingContext] = []
        for mode in [ReadingContext.Mode.superset, .plain] {
            contexts.append(try context(InstanceSync.self, mode))
            contexts.append(try context(DefinitionUpsert.self, mode))
            contexts.append(try context(MessageSend.self, mode))
            contexts.append(try context(MessageUpdate.self, mode))
            contexts.append(try context(MessageAnswer.self, mode))
            contexts.append(try context(DefinitionAnswer.self, mode))
            contexts.append(try context(InstanceCheck.self, mode))
            contexts.append(try context(InstanceCheckAnswer.self, mode))
            contexts.append(try context(TaskQuery.self, mode))
            contexts.append(try context(TaskQueryAnswer.self, mode))
            contexts.append(try context(UserReference.self, mode))
            contexts.append(try context(I18nResource.self, mode))
        }
        return contexts
    }

    static let values = [
        "null", "true", "0", "-1", "9223372036854775807", "-9223372036854775808", "18446744073709551615", "1e308",
        "-1e-308",
        "\"\"", "\"\\u0000\"", "\"@i18n@\"", "\"\u{FEFF}界\"", "\"9223372036854775808\"", "\"-9223372036854775808\"",
        "\"9999-12-31T23:59:60-23:59\"", "\"0000-01-01T00:00:00+23:59\"", "[]", "{}", "[null]", "[[]]", "[{}]",
        "{\"\": null}",
        "[1,\"a\",{},[],null,true]", "{\"zh-CN\": \"x\", \"en-US\": \"y\"}", "{\"@i18n@1\": 5}",
    ]

    @Test(arguments: values)
    func wrongKindsEverywhere(_ value: String) throws {
        for context in try readEverything(value) { #expect(context.problems.count <= 2 * ReadingContext.problemCap) }
        try spoilEach(InstanceSync.self, Bodies.instance, value)
        try spoilEach(InstanceSync.self, Fixtures.instance, value)
        try spoilEach(MessageSend.self, Fixtures.message, value)
        try spoilEach(MessageUpdate.self, Fixtures.customUpdate, value)
        try spoilEach(DefinitionUpsert.self, Fixtures.definition, value)
        try spoilEach(InstanceCheck.self, Fixtures.check, value)
        try spoilEach(TaskQuery.self, Fixtures.tasksByUser, value)
    }

    /// Each member at each depth becomes `value`.
    private func spoilEach<Body: FeishuBody>(_ type: Body.Type, _ body: String, _ value: String) throws {
        for path in paths(try parse(body), "") {
            let text = try Bodies.changed(body, path, to: value)
            for mode in [ReadingContext.Mode.superset, .plain] {
                let result = try read(type, text, mode)
                if (result.body == nil) != result.context.hasErrors { Issue.record("\(path)") }
            }
        }
    }

    private func paths(_ value: JSONValue, _ prefix: String) -> [String] {
        if let array = value.array {
            return array.enumerated().flatMap { paths($1, "\(prefix)[\($0)]") }
        }
        guard let object = value.object else { return prefix.isEmpty ? [] : [prefix] }
        return (prefix.isEmpty ? [] : [prefix])
            + object.filter { !String($0.key).contains("@") }
            .flatMap { paths($0.value, prefix.isEmpty ? String($0.key) : "\(prefix).\(String($0.key))") }
    }

    @Test(.timeLimit(.minutes(1)))
    func aHundredThousandViolationsAreCountedButNotKept() throws {
        let task = #"{"task_idd":1}"#
        let tasks = Array(repeating: task, count: 20_000).joined(separator: ",")
        let result = try read(InstanceSync.self, #"{"task_list":[\#(tasks)]}"#)
        #expect(result.context.problems.count == ReadingContext.problemCap)
        // Too many; in each an unknown field, task_id, status, create_time, approver; of the instance six and the initiator.
        #expect(result.context.errorCount == 1 + 20_000 * 5 + 6 + 1)
        #expect(result.context.omittedProblemCount == result.context.errorCount - ReadingContext.problemCap)
        #expect(result.problems[0] == "task_list: has 20000 elements, but at most 300 are allowed")
        #expect(result.problems[1] == "task_list[0].task_idd: unknown field; did you mean `task_id`?")
    }

    @Test(.timeLimit(.minutes(1)))
    func manyTextsTakeLinearTime() throws {
        let form = (0..<50_000).map { #"{"name":"n\#($0)","value":"v\#($0)"}"# }.joined(separator: ",")
        let result = try read(InstanceSync.self, Bodies.changed(Bodies.instance, "form", to: "[\(form)]"))
        #expect(result.context.errorCount == 0)
        #expect(result.warnings.count == 1)
        let keys = (0..<20_000).map { #""@i18n@\#($0)":"x""# }.joined(separator: ",")
        let used = (0..<20_000).map { #"{"name":"@i18n@\#($0)","value":"@i18n@\#($0)"}"# }.joined(separator: ",")
        var text = try Bodies.changed(Bodies.instance, "form", to: "[\(used)]")
        text = try Bodies.changed(
            text, "i18n_resources", to: #"[{"locale":"en-US","is_default":true,"texts":{\#(keys)}}]"#)
        let named = try read(InstanceSync.self, text)
        #expect(named.context.errorCount == 0)
        #expect(named.warnings.count == 1)
    }

    /// Each text is held against each language, so that languages are bounded: a body of some hundred kilobytes took half a minute.
    @Test(.timeLimit(.minutes(1)))
    func languagesBeyondTheBoundAreNotFollowed() throws {
        let locales = (0..<12_000).map { "x\($0 % 100)-y\($0 / 100)" }
        let form = (0..<8000).map { #"{"name":"n\#($0)","value":"v"}"# }.joined(separator: ",")
        let resources = locales.map { #"{"locale":"\#($0)","texts":{"@i18n@1":"x"}}"# }.joined(separator: ",")
        var text = try Bodies.changed(Bodies.instance, "form", to: "[\(form)]")
        text = try Bodies.changed(text, "i18n_resources", to: "[\(resources)]")
        let many = try read(InstanceSync.self, text)
        #expect(many.errors == ["i18n_resources: has 12000 elements, but at most 64 are allowed"])

        let byLocale = locales.map { #""\#($0)":"x""# }.joined(separator: ",")
        let title = try read(InstanceSync.self, Bodies.changed(Bodies.instance, "title", to: "{\(byLocale)}"))
        #expect(title.errors == ["title: has texts in 12000 languages, but at most 64 are allowed"])

        // One text in each language.
        let names = locales.map { #"{"name":{"\#($0)":"x"},"value":"v"}"# }.joined(separator: ",")
        let each = try read(InstanceSync.self, Bodies.changed(Bodies.instance, "form", to: "[\(names)]"))
        #expect(each.context.errorCount > 11_000)
        #expect(
            each.problems.contains(
                "form[100].name: comes after texts in more than 64 languages, which are allowed in all"))
    }

    /// Elements of two bytes take hundreds each; of a body that can't be used a few are enough to judge the rest by.
    @Test func whatIsRefusedIsNotKept() throws {
        func tasks(_ task: String, _ count: Int, _ mode: ReadingContext.Mode) throws -> InstanceSync {
            let tasks = Array(repeating: task, count: count).joined(separator: ",")
            var context = ReadingContext(mode: mode)
            return InstanceSync(salvaging: try parse(#"{"task_list":[\#(tasks)]}"#), in: &context)
        }
        for mode in [ReadingContext.Mode.superset, .plain] {
            #expect(try tasks("{}", 20_000, mode).tasks.count == 1000)
        }
        let task =
            #"{"task_id":"310","user_id":"u1","status":"PENDING","create_time":"1","end_time":"0","update_time":"1","links":{}}"#
        #expect(try tasks(task, 2000, .plain).tasks.count == 2000)
    }

    @Test func deepValuesAreNotFollowed() throws {
        let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        for context in try readEverything(#"{"instance_id":\#(deep),"extra":{"a":\#(deep)},"task_list":\#(deep)}"#) {
            #expect(context.problems.count < 100)
        }
    }

    @Test func longNamesAndValuesAreCutInProblems() throws {
        let long = String(repeating: "界", count: 100_000)
        let result = try read(
            InstanceSync.self, #"{"\#(long)":1,"status":"\#(long)","extra":5,"start_time":"\#(long)"}"#)
        for problem in result.problems { #expect(problem.unicodeScalars.count < 250, "\(problem)") }
        #expect(result.problems[0] == String(repeating: "界", count: 64) + "…: unknown field, which Feishu would ignore")
    }

    @Test func secretsAreNeverShown() throws {
        let text = #"""
            {"external": {"action_callback_token": ["hunter2"], "action_callback_key": 12345678},
             "action_callback": {"action_callback_token": {"hunter2": 1}, "action_callback_key": 12345678},
             "trusteeship_url_token": 12345678}
            """#
        for context in try readEverything(text) {
            for problem in context.problems {
                #expect(!problem.description.contains("hunter2"))
                #expect(!problem.description.contains("12345678"))
            }
        }
    }

    @Test func warningsDoNotPushErrorsOut() throws {
        var context = ReadingContext(mode: .superset)
        for index in 0..<150 { context.report("w\(index)", "x", severity: .warning) }
        for index in 0..<150 { context.report("e\(index)", "x") }
        #expect(context.problems.filter { $0.severity == .error }.count == 100)
        #expect(context.omittedProblemCount == 100)
        #expect(context.omittedCount(of: .error) == 50)
        #expect(context.omittedCount(of: .warning) == 50)
        #expect(context.hasErrors)
        context.reset()
        #expect(context.problems.isEmpty && !context.hasErrors && context.omittedProblemCount == 0)
    }

    @Test func enclosingNamesStandBeforeAPath() {
        var context = ReadingContext(mode: .superset)
        context.at("data") { context in
            context.at("recipients", 3) { $0.report("", "bad") }
            context.at("list") { $0.report("[1].x", "bad") }
            context.report("app", "bad")
        }
        #expect(context.problems.map(\.path) == ["data.recipients[3]", "data.list[1].x", "data.app"])
    }
}
