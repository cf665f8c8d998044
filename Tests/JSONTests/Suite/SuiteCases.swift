import Testing

/// The cases of the public JSONTestSuite (Nicolas Seriot, "Parsing JSON is a Minefield"): its names and its verdicts, with documents of our
/// own that have what the name says.
///
/// A line has a name and a document, in which `¤` and two digits stand for a byte that is no text, or can't be seen; `×100 [` is `[` a
/// hundred times.
enum SuiteCases {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]

        var testDescription: String { name }
    }

    static func read(_ table: String) -> [Case] {
        table.split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            return Case(name: String(parts[0]), bytes: parts.count > 1 ? document(parts[1]) : [])
        }
    }

    private static func document(_ text: Substring) -> [UInt8] {
        guard text.hasPrefix("×"), let space = text.firstIndex(of: " "),
            let count = Int(text.dropFirst().prefix(upTo: space))
        else { return bytes(text) }
        return Array(repeatElement(bytes(text[text.index(after: space)...]), count: count).joined())
    }

    private static func bytes(_ text: Substring) -> [UInt8] {
        let parts = text.split(separator: "¤", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(into: Array(parts[0].utf8)) { bytes, part in
            bytes.append(UInt8(part.prefix(2), radix: 16) ?? 0)
            bytes.append(contentsOf: part.dropFirst(2).utf8)
        }
    }
}
