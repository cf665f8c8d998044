import YAML

/// Documents of configurations and scenarios.
struct YAMLTarget: FuzzTarget {
    let words = [
        ": ", "- ", "\n  ", "|", ">", "|2-", "&a", "*a", "<<: ", "!!str", "---", "...", "? ", "{", "}", "[", "]", "'",
        "\"", "\\x41", "#", "%YAML 1.2", "\u{FEFF}", "null", "~", ".inf", "0x1F", "1_000",
    ]

    var seeds: [[UInt8]] {
        (RepositoryTexts.configurations + ["a: [1, {b: 'c'}]\n", "a: |\n  b\n   c\n", "? a\n: - b\n  - c\n"]).map {
            Array($0.utf8)
        }
    }

    func judge(_ bytes: [UInt8]) {
        let result = MemoryBound.keep(for: bytes.count, factor: MemoryBound.treeFactor) { Self.parse(bytes) }
        require(result == Self.parse(bytes), "read otherwise the second time")
        switch result {
        case .success(let document): check(document.root, depth: 0)
        case .failure(let error):
            require(error.line >= 1 && error.column >= 1, "\(error)")
            require(!error.message.isEmpty && error.description.unicodeScalars.count <= 600, "\(error)")
        }
    }

    private static func parse(_ bytes: [UInt8]) -> Result<YAMLDocument, YAMLError> {
        Result { () throws(YAMLError) in try YAMLDocument.parse(bytes, name: "fuzz.yaml") }
    }

    private func check(_ node: YAMLNode, depth: Int) {
        require(depth <= YAMLLimits().maximumDepth + 1, "deeper than allowed")
        require(node.mark.line >= 1 && node.mark.column >= 1, "\(node.mark)")
        switch node.kind {
        case .mapping(let entries):
            require(Set(entries.map(\.name)).count == entries.count, "a key stands twice")
            for entry in entries { check(entry.value, depth: depth + 1) }
        case .sequence(let nodes): for node in nodes { check(node, depth: depth + 1) }
        default: break
        }
    }
}
