import FeishuTypes
import Testing

@testable import Routing

@Suite struct TextPatternTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("{approval}", "A"), ("a{{b}", "a{b}"), ("{{{approval}}", "{A}"), ("}", "}"),
        ("{node}{node} {comment}", "NN "),
    ])
    func placeholdersAreFilled(_ pattern: String, _ expected: String) throws {
        let filled = try TextPattern(.plain(pattern)).filled(defaultLocale: "en-US") { name in
            switch name {
            case .approval: LocalizedText(["en-US": "A"])
            case .node: LocalizedText(["en-US": "N"])
            default: nil
            }
        }
        #expect(filled.texts == ["en-US": expected])
    }

    @Test(arguments: [
        ("{", nil), ("a {approval", nil), ("{aproval}", "aproval"), ("{}", ""), ("{ approval}", " approval"),
    ])
    func whatIsWrongIsNamed(_ pattern: String, _ name: String?) {
        #expect(throws: TextPatternError(name: name, text: pattern)) { try TextPattern(.byLocale(["en-US": pattern])) }
    }

    @Test func aTextIsThereInEveryLanguageOfWhatItNames() throws {
        let filled = try TextPattern(.plain("<{approval}>")).filled(defaultLocale: "zh-CN") { _ in
            LocalizedText(["zh-CN": "中", "ja-JP": "日"])
        }
        #expect(filled.texts == ["zh-CN": "<中>", "ja-JP": "<日>"])
    }
}
