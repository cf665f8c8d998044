import Foundation
import Testing

@testable import Observability

private func line(_ style: LogEncoder.Style, _ message: String, _ fields: [LogRecord.Field] = []) -> String {
    var bytes: [UInt8] = []
    LogEncoder(style).encode(
        LogRecord(time: 1_709_210_096_789, level: .warning, logger: "relay.execute", message: message, fields: fields),
        into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

@Test func aRecordIsOneLineOfJSON() {
    let text = line(
        .json, "call failed",
        [
            .init("key", "审批-1"), .init("partition", 3), .init("seconds", 0.25), .init("retry", true),
            .init("none", nil),
            .init("codes", [1, "a", [false]]), .init("nan", .double(.nan)),
        ])
    #expect(
        text
            == #"{"time":"2024-02-29T12:34:56.789Z","level":"warning","logger":"relay.execute","message":"call failed","#
            + #""key":"审批-1","partition":3,"seconds":0.25,"retry":true,"none":null,"codes":[1,"a",[false]],"nan":"nan"}"#
            + "\n")
}

@Test func aRecordIsOneLineOfTextForPeople() {
    let fields: [LogRecord.Field] = [
        .init("key", "a-1"), .init("error", "no \"route\""), .init("count", 2), .init("empty", ""),
    ]
    #expect(
        line(.text, "call failed", fields)
            == #"2024-02-29T12:34:56.789Z WARNING  relay.execute: call failed key=a-1 error="no \"route\"" count=2 empty="""#
            + "\n")
    let coloured = line(.colouredText, "call failed", fields)
    #expect(coloured.contains("\u{1b}[33mWARNING"))
    #expect(coloured.replacing(/\u{1b}\[[0-9;]*m/, with: "") == line(.text, "call failed", fields))
}

@Test(arguments: [LogEncoder.Style.json, .text])
func nothingInARecordCanForgeALineOrActOnATerminal(style: LogEncoder.Style) throws {
    var generator = SystemRandomNumberGenerator()
    let harmful: [Unicode.Scalar] = [
        "\n", "\r", "\0", "\u{1b}", "\u{7f}", "\u{85}", "\u{9b}", "\u{2028}", "\u{2029}", "\u{202e}", "\u{2066}",
        "\u{feff}",
        "\u{8}", "\"", "\\", "中", "😀", "=", " ", "a",
    ]
    for _ in 0..<1000 {
        func text() -> String {
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                text.unicodeScalars.append(harmful.randomElement(using: &generator) ?? "a")
            }
            return text
        }
        let message = text()
        let value = text()
        let written = line(style, message, [.init("f" + text(), .string(value)), .init("list", [.string(text())])])
        #expect(written.hasSuffix("\n"))
        let forbidden: Set<Unicode.Scalar> = ["\u{2028}", "\u{2029}", "\u{202e}", "\u{2066}", "\u{feff}"]
        let offender = written.unicodeScalars.dropLast().first { scalar in
            scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || forbidden.contains(scalar)
        }
        #expect(offender == nil, "\(message) \(value)")
        if style == .json {
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: Any], "\(written)")
            #expect(object["message"] as? String == message)
        }
    }
}

@Test func aFieldCannotPoseAsTheRecordsOwn() {
    let text = line(.json, "true", [.init("message", "forged"), .init("level", "info")])
    #expect(text.contains(#""message":"true""#))
    #expect(text.contains(#""message_":"forged","level_":"info""#))
}

@Test func lengthsAreBoundedAndWhatIsCutIsSaid() throws {
    var fields = (0..<100).map { LogRecord.Field("f\($0)", 1) }
    fields.insert(LogRecord.Field("v", .string(String(repeating: "x", count: 100_000))), at: 0)
    fields.insert(LogRecord.Field("l", .list(Array(repeating: LogValue.integer(1), count: 1000))), at: 1)
    let text = line(.json, String(repeating: "中", count: 100_000), fields)
    #expect(text.utf8.count < 10_000)
    #expect(text.contains("…(+295905 bytes)"), "4095 of 300000 bytes, cut between scalars")
    #expect(text.contains("…(+97952 bytes)"))
    #expect(text.contains("(+968 more)"))
    #expect(text.contains(#""fields_left_out":54"#))
    _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    var deep = LogValue.list([1])
    for _ in 0..<1000 { deep = .list([deep]) }
    _ = try JSONSerialization.jsonObject(with: Data(line(.json, "deep", [.init("d", deep)]).utf8))
}
