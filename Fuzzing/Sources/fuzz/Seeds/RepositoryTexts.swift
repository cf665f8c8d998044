import Foundation

/// Texts that the repository has: its examples, and the documents that stand in its tests.
enum RepositoryTexts {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The examples of events.
    static let examples: [String] = files(under: "docs/examples", suffix: ".json")

    static let configurations: [String] =
        files(under: "config", suffix: ".yaml") + files(under: "docs/scenarios", suffix: ".yaml")

    /// Each document between triple quotes in the tests of the contract and of Feishu's bodies.
    static let documents: [String] = [
        "Tests/FeishuTypesTests", "Tests/FeishuSimulatorTests", "Tests/WireTests", "Tests/FeishuAPITests",
        "Tests/ApprovalContractTests", "Tests/RelayTests",
    ]
    .flatMap { files(under: $0, suffix: ".swift") }.flatMap(literals)

    /// Those that are JSON objects.
    static let objects: [String] = documents.filter {
        ((try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]) != nil
    }

    private static func files(under folder: String, suffix: String) -> [String] {
        let top = root.appending(path: folder)
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: top.path)) ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().compactMap {
            try? String(contentsOf: top.appending(path: $0), encoding: .utf8)
        }
    }

    private static func literals(of source: String) -> [String] {
        let named = named(in: source)
        let parts = source.components(separatedBy: "\"\"\"")
        return stride(from: 1, to: parts.count - 1, by: 2).compactMap { index in
            let text = replaced(parts[index], named, 0)
            return text.contains("\\(") ? nil : text
        }
    }

    /// Constants that other documents are made of.
    private static func named(in source: String) -> [String: String] {
        let parts = source.components(separatedBy: "\"\"\"")
        var named: [String: String] = [:]
        for index in stride(from: 1, to: parts.count - 1, by: 2) {
            let line = parts[index - 1].split(separator: "\n").last ?? ""
            guard let start = line.range(of: "let "), let end = line.range(of: " =") else { continue }
            named[String(line[start.upperBound..<end.lowerBound])] = parts[index]
        }
        return named
    }

    private static func replaced(_ text: String, _ named: [String: String], _ depth: Int) -> String {
        guard depth < 5 else { return text }
        var text = text
        for (name, value) in named where text.contains("\\(\(name))") {
            text = replaced(text.replacingOccurrences(of: "\\(\(name))", with: value), named, depth + 1)
        }
        return text
    }
}
