import ScheduleSupport
import YAML

/// Writes a random document and, beside it, the tree that a parser must find, places included.
struct RandomDocument {
    private(set) var text = ""
    private var line = 1
    private var column = 1
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func make() -> YAMLNode {
        if Bool.random(using: &random) { write("---\n") }
        fill()
        return block(indent: 0, depth: 0)
    }

    private var mark: YAMLMark { YAMLMark(line: line, column: column) }

    private mutating func write(_ part: String) {
        text += part
        for scalar in part.unicodeScalars {
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
    }

    /// Comments and empty lines, at the beginning of a line.
    private mutating func fill() {
        while Int.random(in: 0..<4, using: &random) == 0 {
            write(Bool.random(using: &random) ? "\n" : "   # 注释: [\n")
        }
    }

    private func node(_ kind: YAMLNode.Kind, _ mark: YAMLMark) -> YAMLNode {
        YAMLNode(kind: kind, mark: mark, source: "random")
    }

    /// At the column where its lines begin; ends with a line break.
    private mutating func block(indent: Int, depth: Int) -> YAMLNode {
        let start = mark
        let count = Int.random(in: 1...4, using: &random)
        if Bool.random(using: &random) {
            var elements: [YAMLNode] = []
            for index in 0..<count {
                if index > 0 { beginLine(indent) }
                write("- ")
                elements.append(value(indent: indent + 2, depth: depth, sameLine: true))
            }
            return node(.sequence(elements), start)
        }
        var entries: [YAMLEntry] = []
        for index in 0..<count {
            if index > 0 { beginLine(indent) }
            let key = scalar(prefix: "k\(index)")
            write(":")
            entries.append(YAMLEntry(key: key, value: value(indent: indent + 2, depth: depth, sameLine: false)))
        }
        return node(.mapping(entries), start)
    }

    private mutating func beginLine(_ indent: Int) {
        fill()
        write(String(repeating: " ", count: indent))
    }

    /// After "- " (in the same line) or ":".
    private mutating func value(indent: Int, depth: Int, sameLine: Bool) -> YAMLNode {
        let choice = Int.random(in: 0..<6, using: &random)
        if choice < 2, depth < 5 {
            if !sameLine {
                write("\n")
                beginLine(indent)
            }
            return block(indent: indent, depth: depth + 1)
        }
        if !sameLine { write(" ") }
        let result = choice == 2 ? flow(depth: depth) : scalar(prefix: "")
        write(Int.random(in: 0..<4, using: &random) == 0 ? " # end\n" : "\n")
        return result
    }

    private mutating func flow(depth: Int) -> YAMLNode {
        let start = mark
        let count = depth < 8 ? Int.random(in: 0...3, using: &random) : 0
        if Bool.random(using: &random) {
            write("[")
            var elements: [YAMLNode] = []
            for index in 0..<count {
                if index > 0 { write(", ") }
                elements.append(Bool.random(using: &random) ? flow(depth: depth + 1) : scalar(prefix: ""))
            }
            write("]")
            return node(.sequence(elements), start)
        }
        write("{")
        var entries: [YAMLEntry] = []
        for index in 0..<count {
            if index > 0 { write(", ") }
            let key = scalar(prefix: "f\(index)")
            write(": ")
            let value = Bool.random(using: &random) ? flow(depth: depth + 1) : scalar(prefix: "")
            entries.append(YAMLEntry(key: key, value: value))
        }
        write("}")
        return node(.mapping(entries), start)
    }

    private mutating func scalar(prefix: String) -> YAMLNode {
        let start = mark
        let words = ["x", "approval 审批", "1.5", "true", "a-b", "🙂", "e9", "~", "http://x/y", "don't"]
        let text = prefix + (words.randomElement(using: &random) ?? "")
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            write(text)
            return node(.scalar(text, .plain), start)
        case 1:
            let odd = text + ["", ": ", " #", "[", "\\"][Int.random(in: 0..<5, using: &random)]
            write("'" + odd.map { $0 == "'" ? "''" : String($0) }.joined() + "'")
            return node(.scalar(odd, .quoted), start)
        default:
            write("\"\(text)\\n\\t\\\"\\u0041\"")
            return node(.scalar(text + "\n\t\"A", .quoted), start)
        }
    }
}
