import FeishuTypes
import JSON
import Testing

struct TextCollectorTests {
    @Test func aKeyFollowsFromItsText() {
        var texts = TextCollector()
        // FNV-1a test vectors: "" and "a" and "foobar".
        #expect(texts.key(for: "") == "@i18n@cbf29ce484222325")
        #expect(texts.key(for: "a") == "@i18n@af63dc4c8601ec8c")
        #expect(texts.key(for: "foobar") == "@i18n@85944171f73967e8")
        #expect(texts.key(for: "a") == "@i18n@af63dc4c8601ec8c")
        #expect(texts.resources.count == 1)
        #expect(texts.resources[0].texts.map(\.value) == ["", "a", "foobar"])
        #expect(texts.text(for: "@i18n@af63dc4c8601ec8c") == "a")
        #expect(texts.text(for: "@i18n@none") == nil)
    }

    @Test func textsInSeveralLanguagesShareAKey() {
        var texts = TextCollector(defaultLocale: "en-US")
        let key = texts.key(for: ["ja-JP": "出張", "en-US": "Travel"])
        #expect(texts.key(for: ["en-US": "Travel", "ja-JP": "出張"]) == key)
        #expect(texts.key(for: ["en-US": "Travel"]) == texts.key(for: "Travel"))
        #expect(texts.key(for: "Travel") != key)
        #expect(texts.resources.map(\.locale) == ["en-US", "ja-JP"])
        #expect(texts.resources.map(\.isDefault) == [true, false])
        // A language that the default lacks is filled in.
        let german = texts.key(for: ["de-DE": "Reise"])
        #expect(texts.text(for: german) == "Reise")
    }

    @Test func aKeyOfAnotherBodyComesWithItsTexts() {
        let source = [
            I18nResource(locale: "zh-CN", isDefault: true, texts: [I18nText(key: "@i18n@1", value: "出差")]),
            I18nResource(locale: "fr-FR", isDefault: false, texts: [I18nText(key: "@i18n@1", value: "Voyage")]),
        ]
        var texts = TextCollector()
        let all = texts.key(forKeyOrText: "@i18n@1", from: source)
        #expect(texts.resources.map(\.locale) == ["zh-CN", "fr-FR"])
        #expect(texts.text(for: all) == "出差")
        var few = TextCollector()
        let one = few.key(forKeyOrText: "@i18n@1", from: source, locales: ["zh-CN", "en-US"])
        #expect(few.resources.map(\.locale) == ["zh-CN"])
        #expect(few.text(for: one) == "出差")
        var english = TextCollector(defaultLocale: "en-US")
        let fallback = english.key(forKeyOrText: "@i18n@1", from: source, locales: ["en-US"])
        #expect(english.text(for: fallback) == "出差")
        #expect(texts.key(forKeyOrText: "plain", from: source) == texts.key(for: "plain"))
    }

    @Test func manyTextsKeepTheirKeys() {
        var texts = TextCollector()
        let keys = (0..<1000).map { texts.key(for: "text \($0)") }
        #expect(Set(keys).count == 1000)
        #expect((0..<1000).map { texts.key(for: "text \($0)") } == keys)
        #expect(texts.resources[0].texts.count == 1000)
    }

    @Test func aKeyThatIsTakenIsMadeLonger() throws {
        // The body brings the key that follows from "foobar", with another text.
        var text = try Bodies.changed(Bodies.instance, "title", to: "\"foobar\"")
        text = try Bodies.changed(
            text, "i18n_resources",
            to: #"[{"locale": "zh-CN", "is_default": true, "texts": {"@i18n@85944171f73967e8": "other"}}]"#)
        let body = try #require(try read(InstanceSync.self, text).body)
        let title = try #require(body.title)
        #expect(title.hasPrefix("@i18n@85944171f73967e8") && title.utf8.count == 38)
        #expect(body.i18nResources[0].texts.contains(I18nText(key: title, value: "foobar")))
        #expect(body.i18nResources[0].texts.contains(I18nText(key: "@i18n@85944171f73967e8", value: "other")))
    }
}
