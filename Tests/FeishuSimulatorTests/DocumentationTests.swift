import FoundationEssentials
import JSON
import Testing

@testable import FeishuSimulator

/// docs/simulator.md, found from this file's place.
private func manual() throws -> String {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let data = try Data(contentsOf: URL(filePath: "/\(root)/docs/simulator.md"))
    return String(decoding: data, as: UTF8.self)
}

@Test func theManualNamesEverySettingCallEffectAndOutcome() throws {
    let text = try manual()
    for setting in Setting.all { #expect(text.contains("| `\(setting.name)` |"), "\(setting.name)") }
    for effect in Fault.Effect.names { #expect(text.contains("`\(effect)`"), "\(effect)") }
    for outcome in JournalOutcome.allCases { #expect(text.contains("| `\(outcome.rawValue)` |"), "\(outcome)") }
    for api in SimulatedAPI.allCases where api != .unknown { #expect(text.contains("`\(api.rawValue)`"), "\(api)") }
    for call in SimulatorState.calls {
        let name = call.replacing("/_simulator/", with: "")
        #expect(text.contains("`\(name)`"), "\(name)")
    }
}

@Test func theManualsDefaultsAreTheDefaults() throws {
    let text = try manual()
    var feishu = Feishu()
    feishu.state.settings = SimulatorSettings()
    let json = feishu.control("GET", "settings").json
    for line in text.split(separator: "\n") {
        let cells = line.split(separator: "|").map { $0.trimmingPrefix(" ").description }
        guard cells.count >= 3, let name = Setting.all.first(where: { cells[0].hasPrefix("`\($0.name)`") })?.name else {
            continue
        }
        let value = json?.object?[name]
        let found = value?.stringValue ?? value?.int64.map { "\($0)" } ?? value?.bool.map { "\($0)" } ?? ""
        #expect(cells[1].filter { $0 != "`" && $0 != " " } == found, "\(name)")
    }
}
