import FeishuTypes
import JSON
import Testing

/// What an event may leave out or say in its own way.
struct SupersetTests {
    private func instance(_ path: String, _ json: String?) throws -> InstanceSync {
        try #require(try read(InstanceSync.self, Bodies.changed(Bodies.instance, path, to: json)).body)
    }

    @Test(
        arguments: [
            ("1556468012678", 1_556_468_012_678), ("\"1556468012678\"", 1_556_468_012_678),
            ("1.556468012678e12", 1_556_468_012_678), ("1556468012678.0", 1_556_468_012_678),
            ("\"2019-04-28T16:13:32.678Z\"", 1_556_468_012_678),
            ("\"2019-04-29T00:13:32.678+08:00\"", 1_556_468_012_678),
            ("\"2019-04-28t11:43:32.6789999-04:30\"", 1_556_468_012_678),
            ("\"2019-04-28T16:13:32z\"", 1_556_468_012_000), ("\"2024-02-29T00:00:00Z\"", 1_709_164_800_000),
            ("\"2000-02-29T23:59:60Z\"", 951_868_800_000), ("\"9999-12-31T23:59:59.999Z\"", 253_402_300_799_999),
        ] as [(String, Int64)])
    func takesTimesInManyForms(_ json: String, _ expected: Int64) throws {
        #expect(try instance("start_time", json).startTime == expected)
    }

    /// Up to 2⁵³−1, each whole number is a double of its own.
    @Test(arguments: [
        ("9007199254740991.0", "9007199254740991"), ("9007199254740993.0", nil), ("9007199254740992.0", nil),
        ("9007199254740993", "9007199254740993"), ("1e300", nil), ("7.5", nil),
    ])
    func takesMessageIDsThatAreExact(_ number: String, _ expected: String?) throws {
        let body = #"{"message_id": \#(number), "status": "APPROVED"}"#
        #expect(try read(MessageUpdate.self, body).body?.messageID == expected)
    }

    @Test(arguments: ["1556468012678.5", "1e300", "-1e300", "9007199254740994.0"])
    func refusesNumbersThatAreNoWholeOnes(_ number: String) throws {
        let result = try read(InstanceSync.self, Bodies.changed(Bodies.instance, "start_time", to: number))
        #expect(result.errors.count == 1 && result.errors[0].hasPrefix("start_time: expected epoch milliseconds"))
    }

    @Test(arguments: [
        "2019-04-28T16:13:32", "2019-04-28 16:13:32Z", "2019-4-28T16:13:32Z", "2019-04-31T16:13:32Z",
        "2019-02-29T16:13:32Z", "1900-02-29T16:13:32Z", "2019-13-01T16:13:32Z", "2019-00-01T16:13:32Z",
        "2019-04-00T16:13:32Z", "2019-04-28T24:13:32Z", "2019-04-28T16:60:32Z", "2019-04-28T16:13:61Z",
        "2019-04-28T16:13:32.Z", "2019-04-28T16:13:32+0800", "2019-04-28T16:13:32+24:00", "2019-04-28T16:13:32+08:60",
        "2019-04-28T16:13:32+08:00x", "2019-04-28T16:13:32Zx", "2019-04-28T16:13:32.123", "+155646801267", "0x16", "",
        " ",
        "1556468012678 ", "--1556468012678", "-", "1.556e12", "２０19-04-28T16:13:32Z",
    ])
    func refusesOtherTimes(_ text: String) throws {
        let result = try read(InstanceSync.self, Bodies.changed(Bodies.instance, "start_time", to: "\"\(text)\""))
        #expect(
            result.errors == [
                "start_time: expected epoch milliseconds or an RFC 3339 time, found the string \"\(text)\""
            ])
    }

    @Test func tasksAndCopiesTakeWhatTheyLackFromTheInstance() throws {
        let body = try instance(
            "task_list[1]",
            #"{"task_id": "311", "open_id": "o", "status": "DONE", "create_time": 1556468012000, "update_time": 1556468012999, "links": {"pc_link": "https://own/1"}}"#
        )
        #expect(body.tasks[0].updateTime == body.updateTime)
        #expect(body.tasks[0].links == body.links)
        #expect(body.tasks[0].endTime == 0)
        #expect(body.cc[0].updateTime == body.updateTime)
        #expect(body.cc[0].links == body.links)
        #expect(body.tasks[1].updateTime == 1_556_468_012_999)
        #expect(body.tasks[1].links == Links(pcLink: "https://own/1"))
    }

    @Test func anObjectBecomesAStringOfJSON() throws {
        let extra = #"{"business_key":"A\"1","n":9007199254740993,"deep":[{"x":null}]}"#
        #expect(try instance("extra", extra).extra == extra)
        #expect(try instance("extra", #""{\"a\":1}""#).extra == #"{"a":1}"#)
        #expect(
            try instance("task_list[0].extra", #"{"complete_reason":"approved"}"#).tasks[0].extra
                == #"{"complete_reason":"approved"}"#)
    }

    @Test func plainTextBecomesAKeyWithItsResource() throws {
        var text = try Bodies.changed(Bodies.instance, "form", to: #"[{"name": "Days", "value": "Travel"}]"#)
        text = try Bodies.changed(text, "task_list[0].node_name", to: "\"Days\"")
        let body = try #require(try read(InstanceSync.self, text).body)
        let title = try #require(body.title)
        #expect(title.hasPrefix("@i18n@") && title.utf8.count == 22)
        #expect(body.form[0].value == title)
        #expect(body.form[0].name == body.tasks[0].nodeName)
        #expect(body.i18nResources.count == 1)
        #expect(body.i18nResources[0].locale == "zh-CN")
        #expect(body.i18nResources[0].isDefault)
        #expect(
            Set(body.i18nResources[0].texts) == [
                I18nText(key: title, value: "Travel"), I18nText(key: body.form[0].name, value: "Days"),
            ])
    }

    @Test func givenResourcesAreKeptAndTheDefaultCompleted() throws {
        var text = try Bodies.changed(Bodies.instance, "title", to: "\"@i18n@t\"")
        text = try Bodies.changed(text, "user_name", to: #"{"en-US": "Robot", "ja-JP": "ロボット"}"#)
        text = try Bodies.changed(
            text, "i18n_resources",
            to: #"""
                [{"locale": "ja_jp", "is_default": false, "texts": {"@i18n@t": "出張", "@i18n@u": "x"}},
                 {"locale": "en-US", "is_default": true, "texts": [{"key": "@i18n@t", "value": "Travel"}]}]
                """#)
        let result = try read(InstanceSync.self, text)
        let body = try #require(result.body)
        let name = try #require(body.userName)
        #expect(result.warnings == ["i18n_resources[0].locale: the locale \"ja_jp\" is taken as ja-JP"])
        #expect(body.title == "@i18n@t")
        #expect(
            body.i18nResources == [
                I18nResource(
                    locale: "ja-JP", isDefault: false,
                    texts: [
                        I18nText(key: "@i18n@t", value: "出張"), I18nText(key: "@i18n@u", value: "x"),
                        I18nText(key: name, value: "ロボット"),
                    ]),
                I18nResource(
                    locale: "en-US", isDefault: true,
                    texts: [
                        I18nText(key: "@i18n@t", value: "Travel"), I18nText(key: "@i18n@u", value: "x"),
                        I18nText(key: name, value: "Robot"),
                    ]),
            ])
    }

    @Test func theConfiguredLocaleIsTheDefault() throws {
        let result = try read(InstanceSync.self, Bodies.instance) { $0.defaultLocale = "en-US" }
        #expect(result.body?.i18nResources.map(\.locale) == ["en-US"])
    }

    @Test func theStatusMayFollowFromTheEvent() throws {
        let text = try Bodies.changed(Bodies.instance, "status", to: nil)
        let result = try read(InstanceSync.self, text) { $0.impliedInstanceStatus = .rejected }
        #expect(result.errors == [])
        #expect(result.body?.status == .rejected)
        #expect(
            try read(InstanceSync.self, Bodies.instance) { $0.impliedInstanceStatus = .rejected }.body?.status
                == .pending)
    }

    @Test func anIdentityIsEnoughWhereTheContextSaysSo() throws {
        let bare = try read(InstanceSync.self, #"{"instance_id": "EXP-1"}"#) { $0.completeness = .identity }
        #expect(bare.problems == [])
        #expect(bare.body?.instanceID == "EXP-1")
        let wrong = try read(InstanceSync.self, #"{"title": 5, "stats": 1}"#) { $0.completeness = .identity }
        #expect(
            wrong.errors == [
                "title: expected a text, an object of texts by locale, or an @i18n@ key, found the number 5",
                "stats: unknown field; did you mean `status`?",
                "instance_id: is required, but missing",
            ])
    }

    @Test func cleaningUpNeedsNoInitiator() throws {
        let text = #"""
            {"approval_code": "c", "instance_id": "i", "status": "APPROVED", "update_mode": "REPLACE",
             "links": {"pc_link": "https://oa/1"}, "start_time": 1556468012678, "end_time": 1556468012678,
             "update_time": 1556468012678}
            """#
        let result = try read(InstanceSync.self, text)
        #expect(result.body != nil)
        #expect(result.warnings == ["user_id: is missing: the instance will belong to nobody, for good"])
    }

    @Test func aFinishedInstanceWithoutEndIsWarnedOf() throws {
        let result = try read(InstanceSync.self, Bodies.changed(Bodies.instance, "status", to: "\"APPROVED\""))
        #expect(result.warnings == ["end_time: is missing or 0, though the instance is APPROVED"])
    }

    @Test func plainModeTakesBodiesAsTheyAre() throws {
        let text = #"""
            {"approval_code": "", "instance_id": "i", "status": "PENDING", "links": {"pc_link": " x "}, "start_time": "5",
             "end_time": 0, "update_time": "-1", "i18n_resources": [], "unknown": {"a": 1}, "title": "@i18n@none"}
            """#
        let result = try read(InstanceSync.self, text, .plain)
        #expect(result.problems == [])
        let body = try #require(result.body)
        #expect(body.links.pcLink == " x ")
        #expect(body.startTime == 5)
        #expect(body.updateTime == -1)
        #expect(body.title == "@i18n@none")
        #expect(written(body).contains(#""end_time":"0""#))
    }

    @Test func plainModeStillWantsWhatIsRequired() throws {
        let result = try read(InstanceSync.self, "{}", .plain)
        #expect(
            result.errors
                == [
                    "approval_code", "instance_id", "status", "links", "start_time", "end_time", "update_time",
                    "i18n_resources",
                ].map { "\($0): is required, but missing" })
    }

    @Test func limitsAreTheContextsToSet() throws {
        let text = try Bodies.changed(
            Bodies.instance, "task_list[1]",
            to: #"{"task_id": "311", "open_id": "o", "status": "DONE", "create_time": 1556468012000}"#)
        #expect(try read(InstanceSync.self, text).errors == [])
        #expect(
            try read(InstanceSync.self, text) { $0.limits.tasks = 1 }.errors
                == ["task_list: has 2 elements, but at most 1 are allowed"])
    }

    @Test func aPersonIsReadAsAnObjectToo() throws {
        #expect(try read(UserReference.self, #"{"open_id": "ou_1"}"#).body == UserReference(openID: "ou_1"))
        #expect(
            try read(UserReference.self, #"{"user_id": ""}"#).errors
                == ["user_id: at least one of user_id and open_id is required"])
    }
}
