import Foundation
import YAML

@testable import Relay

/// Configurations: a file, and variables and flags in its first lines (`#env:NAME=value`, `#flag:path=value`), which are comments to YAML.
struct ConfigurationTarget: FuzzTarget {
    static let secret = "s3cr3t-Value-93"
    let words: [String] =
        ConfigurationTable.keys.flatMap { key in
            [
                "\(key.path.split(separator: ".").last ?? ""): ", "#flag:\(key.path)=",
                "#env:\(key.environmentName ?? "")=",
            ]
        } + ConfigurationTable.appKeys.map { "\($0.path): " }
        + [
            "${SECRET}", "${", "\n  ", "- ", ": ", "null", "1h", "500ms", "64KiB", "^a", "^(a|b)$", "*", "https://",
            "[::1]:9092", "default", "{", "[", "'",
        ]
    private let path = NSTemporaryDirectory() + "fuzzed-configuration-\(ProcessInfo.processInfo.processIdentifier).yaml"
    private let environment = ["SECRET": Self.secret, "HOME": "/"]

    var seeds: [[UInt8]] {
        let reference = ConfigurationTable.keys.map { "#flag:\($0.path)=1" }.joined(separator: "\n") + "\n\n"
        return
            (RepositoryTexts.configurations + RepositoryTexts.documents.filter { $0.contains("bootstrap_servers") } + [
                reference
            ])
            .map { Array($0.utf8) }
    }

    func judge(_ bytes: [UInt8]) {
        guard (try? Data(bytes).write(to: URL(fileURLWithPath: path))) != nil else { fatalError("can't write \(path)") }
        var environment = environment
        var flags: [String: String] = [:]
        for (name, value) in HeadedInput(bytes).head {
            let text = String(decoding: value, as: UTF8.self)
            if name.hasPrefix("env:") { environment[String(name.dropFirst(4))] = text }
            if name.hasPrefix("flag:") { flags[String(name.dropFirst(5))] = text }
        }
        // A secret's file would be read: what it names is the machine's, not the input's.
        let result = MemoryBound.keep(for: bytes.count, factor: MemoryBound.treeFactor) {
            Result { () throws(ConfigurationProblems) in
                try ConfigurationLoader.load(file: path, environment: environment, flags: flags)
            }
        }
        switch result {
        case .success(let loaded):
            let text = loaded.effectiveText()
            require(!text.contains(Self.secret), "the secret is shown")
            do throws(YAMLError) { _ = try YAMLDocument.parse(text, name: "effective") } catch {
                fatalError("not YAML: \(error)\n\(text)")
            }
            _ = loaded.configuration.routing
        case .failure(let problems):
            require(!problems.problems.isEmpty, "refused for nothing")
            for problem in problems.problems {
                require(!problem.message.isEmpty, "a problem that says nothing")
                require(problem.description.unicodeScalars.count <= 2000, "a problem as long as the file: \(problem)")
            }
        }
    }
}
