/// The help of one command, at most 100 columns wide: what it does, how it is called, everything it takes, examples, exit
/// codes. Made from the declarations alone.
struct HelpText {
    static let width = 100
    private static let column = 32
    private static let noBreak: Character = "\u{a0}"

    /// From the program to the command that is described.
    let path: [Command]

    private var command: Command { path[path.count - 1] }
    var invocation: String { path.map(\.name).joined(separator: " ") }

    func usage() -> String {
        var parts = [invocation, "[options]"]
        if !command.subcommands.isEmpty {
            parts.append(command.defaultSubcommand == nil ? "<subcommand>" : "[subcommand]")
        }
        for argument in command.arguments.map(\.specification) {
            let name = "<\(argument.name)>" + (argument.isRepeated ? "..." : "")
            parts.append(argument.isRequired ? name : "[\(name)]")
        }
        for option in command.options.map(\.specification) where option.isRequired {
            parts.insert("--\(option.name) <\(option.placeholder)>", at: 1)
        }
        return wrapped("Usage: " + parts.joined(separator: " "), indent: 0, hanging: 7).joined(separator: "\n")
    }

    func text() -> String {
        var sections = ["\(invocation) – \(command.summary)", usage()].map {
            wrapped($0, indent: 0, hanging: 4).joined(separator: "\n")
        }
        sections[1] = usage()
        if !command.discussion.isEmpty { sections.append(paragraphs(command.discussion)) }
        add("Subcommands", to: &sections, rows: subcommandRows)
        add("Arguments", to: &sections, rows: command.arguments.map { row($0.specification) })
        add("Options", to: &sections, rows: command.options.map { row($0.specification) } + standardRows)
        let inherited = path.dropLast().flatMap(\.options)
        add("Options of every subcommand", to: &sections, rows: inherited.map { row($0.specification) })
        if !command.examples.isEmpty {
            let lines = command.examples.flatMap { example in
                ["  \(example.line)"] + wrapped(example.explanation, indent: 6, hanging: 6)
            }
            sections.append((["Examples:"] + lines).joined(separator: "\n"))
        }
        add(
            "Exit codes", to: &sections,
            rows: command.exitCodes.map { ("\($0.rawValue)", $0.meaning) }, column: 6)
        if !command.subcommands.isEmpty {
            sections.append("See '\(invocation) help <subcommand>' for what a subcommand takes.")
        }
        return sections.joined(separator: "\n\n") + "\n"
    }

    // MARK: Rows

    private var subcommandRows: [(String, String)] {
        command.subcommands.map {
            ($0.name, $0.summary + ($0.name == command.defaultSubcommand ? " [default]" : ""))
        }
    }

    private var standardRows: [(String, String)] {
        let own = command.options.map(\.specification)
        var rows: [(String, String)] = []
        if !own.contains(where: { $0.name == "help" }) { rows.append(("-h, --help", "Show this help.")) }
        if path.count == 1 { rows.append(("    --version", "Show the version.")) }
        return rows
    }

    private func row(_ parameter: ParameterSpecification) -> (String, String) {
        var notes: [String] = []
        if let constraint = parameter.constraint { notes.append(constraint) }
        if parameter.isRepeated { notes.append("may be repeated") }
        if parameter.isRequired, parameter.kind != .argument { notes.append("required") }
        if let value = parameter.defaultText, parameter.kind != .flag || value == "on" {
            notes.append("default: \(value)")
        }
        if let variable = parameter.environment { notes.append("env: \(variable)") }
        let description = ([parameter.help] + notes.map(bracketed)).joined(separator: " ")

        switch parameter.kind {
        case .argument: return ("<\(parameter.name)>" + (parameter.isRepeated ? "..." : ""), description)
        case .option, .flag:
            let short = parameter.short.map { "-\($0), " } ?? "    "
            let long =
                parameter.kind == .flag && parameter.defaultText == "on" ? "[no-]\(parameter.name)" : parameter.name
            return ("\(short)--\(long)" + (parameter.kind == .flag ? "" : " <\(parameter.placeholder)>"), description)
        }
    }

    /// A short note stays on one line.
    private func bracketed(_ note: String) -> String {
        let text = "[\(note)]"
        guard text.count <= 40 else { return text }
        return String(text.map { $0 == " " ? Self.noBreak : $0 })
    }

    private func add(
        _ title: String, to sections: inout [String], rows: [(String, String)], column: Int = HelpText.column
    ) {
        guard !rows.isEmpty else { return }
        var lines = ["\(title):"]
        for (left, right) in rows {
            let label = "  \(left)"
            let description = wrapped(right, indent: column, hanging: column)
            if label.count + 2 <= column, let first = description.first {
                lines.append(label + first.dropFirst(label.count))
                lines += description.dropFirst()
            } else {
                lines.append(label)
                lines += description
            }
        }
        sections.append(lines.joined(separator: "\n"))
    }

    // MARK: Wrapping

    private func paragraphs(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.allSatisfy(\.isWhitespace) }
            .map { wrapped($0.joined(separator: " "), indent: 0, hanging: 0).joined(separator: "\n") }
            .joined(separator: "\n\n")
    }

    /// The words of `text` on lines of at most ``width`` columns; a word that is longer stands on a line of its own.
    private func wrapped(_ text: String, indent: Int, hanging: Int) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: indent)
        var isEmpty = true
        for word in text.split(whereSeparator: { $0.isWhitespace && $0 != Self.noBreak }) {
            if !isEmpty, line.count + 1 + word.count > Self.width {
                lines.append(line)
                line = String(repeating: " ", count: hanging)
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + String(word.map { $0 == Self.noBreak ? " " : $0 })
            isEmpty = false
        }
        if !isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }
}
