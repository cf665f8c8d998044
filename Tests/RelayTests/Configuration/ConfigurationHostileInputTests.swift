import Foundation
import ScheduleSupport
import Testing

@testable import Relay

@Suite struct ConfigurationHostileInputTests {
    @Test(.timeLimit(.minutes(2)), arguments: 0..<8)
    func damagedFilesAreRefusedAndSecretsStayHidden(_ part: Int) throws {
        var random = SeededGenerator(seed: UInt64(part) &* 7919 &+ 17)
        let samples = ConfigurationSample.all.mapValues(\.yaml)
        let whole = Array(ConfigurationFixture.yaml(samples).utf8)
        let pieces = [
            "${", "}", ": ", "\n", "- ", "[", "{", "\"", "null", "-1", "9999999999999999999", "ß", "\u{0}", "*", "^(a",
        ]
        for round in 0..<60 {
            var bytes = whole
            for _ in 0..<(1 + Int(random.next() % 6)) {
                let at = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 4 {
                case 0: bytes.remove(at: at)
                case 1: bytes[at] = UInt8(truncatingIfNeeded: random.next())
                case 2: bytes.removeSubrange(at..<min(bytes.count, at + Int(random.next() % 40)))
                default: bytes.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))].utf8, at: at)
                }
                if bytes.isEmpty { bytes = whole }
            }
            let text = try load(bytes)
            // Where the damage reached the secret's key, nothing tells a secret from another value.
            guard String(decoding: bytes, as: UTF8.self).contains("app_secret: \(ConfigurationFixture.secret)") else {
                continue
            }
            #expect(!text.contains(ConfigurationFixture.secret), "part \(part), round \(round): \(text)")
        }
    }

    /// What was said of the bytes: problems, or the effective configuration.
    private func load(_ bytes: [UInt8]) throws -> String {
        try ConfigurationFixture.inFolder { folder in
            let path = folder.appending(path: "relay.yaml").path
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            do throws(ConfigurationProblems) {
                return try ConfigurationLoader.load(file: path, environment: [:]).effectiveText()
            } catch {
                #expect(!error.problems.isEmpty)
                return error.description
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func everyKeySurvivesEveryText() throws {
        let texts = [
            "", "=", ",", "a=", "=a", "\\", "^", "^(", "^[", "^(?#", "^\\", "^a{9999999999}", "${", "\u{0}", "-", "0x",
            "NaN", "1e9",
            "9223372036854775808", "-9223372036854775809", "999999999999h", "[::", "http://", "http://@", "https://[",
            "*",
            String(repeating: "a", count: 5000), "ßÄ\u{301}", "\u{FEFF}", "default", "null", "~", "true",
        ]
        for text in texts {
            var environment: [String: String] = [:]
            for key in ConfigurationTable.keys { if let name = key.environmentName { environment[name] = text } }
            for key in ConfigurationTable.appKeys {
                environment["APPROVAL_RELAY_FEISHU_APPS_\(text)_\(key.path)"] = text
            }
            _ = try ConfigurationFixture.problems(ConfigurationFixture.minimal, environment: environment)
            let flags = Dictionary(uniqueKeysWithValues: ConfigurationTable.keys.map { ($0.path, text) })
            _ = try ConfigurationFixture.problems(nil, flags: flags)
            let all = Dictionary(uniqueKeysWithValues: ConfigurationTable.keys.map { ($0.path, "'\(text)'") })
            _ = try ConfigurationFixture.problems(ConfigurationFixture.yaml(all))
            _ = try ConfigurationFixture.problems(ConfigurationFixture.yaml(all.mapValues { _ in text }))
        }
    }

    @Test(.timeLimit(.minutes(1))) func randomPatternsAreJudgedOrRefused() {
        var random = SeededGenerator(seed: 4711)
        let pieces = [
            "a", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "1", ",", "|", "^", "$", "\\", "[:alpha:]", "-",
            "(?", "#",
        ]
        let names = TopicNames(prefix: "approval").all
        for _ in 0..<3000 {
            let pattern =
                "^"
                + (0..<Int(random.next() % 12)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
            _ = TopicExpression(pattern)?.matches(among: names)
        }
    }
}
