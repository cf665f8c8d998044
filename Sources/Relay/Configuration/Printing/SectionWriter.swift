/// Writes keys under their sections, which it opens when they change.
struct SectionWriter {
    private(set) var text = ""
    private var section = ""

    private var indent: String {
        String(repeating: "  ", count: section.isEmpty ? 0 : section.split(separator: ".").count)
    }

    mutating func enter(_ new: String) {
        guard new != section else { return }
        let old = section.split(separator: ".")
        let parts = new.split(separator: ".")
        let common = zip(old, parts).prefix { $0 == $1 }.count
        for depth in common..<max(common, parts.count) {
            if depth == 0, !text.isEmpty { text += "\n" }
            text += String(repeating: "  ", count: depth) + parts[depth] + ":\n"
        }
        section = new
    }

    mutating func line(_ name: String, _ value: String, _ origin: ConfigurationOrigin?) {
        text += "\(indent)\(name):" + (value.isEmpty ? "" : " \(value)")
        // A path may hold a line break, a comment must not.
        if let origin { text += "  # " + String(origin.description.map { $0.isNewline ? " " : $0 }) }
        text += "\n"
    }
}
