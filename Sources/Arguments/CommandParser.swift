/// One pass over the words of a command line. Mistakes are collected, not thrown: a user who made three is told of three.
struct CommandParser {
    private let environment: [String: String]
    private var path: [Command]
    private var given: [String: [String]] = [:]
    private var positional: [String] = []
    private var problems: [String] = []
    private var wantsHelp = false
    private var wantsVersion = false
    private var words: ArraySlice<String> = []

    init(_ root: Command, environment: [String: String]) {
        path = [root]
        self.environment = environment
    }

    private var current: Command { path[path.count - 1] }
    private var known: [ParameterSpecification] { path.reversed().flatMap { $0.options.map(\.specification) } }

    func parse(_ words: [String]) -> ParseOutcome {
        var parser = self
        return parser.run(words)
    }

    private mutating func run(_ all: [String]) -> ParseOutcome {
        words = all[...]
        while let word = words.popFirst() {
            if word == "--" {
                positional += words
                words = []
            } else if word.hasPrefix("--") {
                longOption(word)
            } else if word.hasPrefix("-"), word.count > 1, Double(word) == nil {
                shortOptions(word)
            } else if word == "help", positional.isEmpty, !current.subcommands.isEmpty {
                return help(of: words.filter { !$0.hasPrefix("-") })
            } else if let outcome = bareWord(word) {
                return outcome
            }
        }
        if wantsHelp { return .help(HelpText(path: path).text()) }
        if wantsVersion { return .version }
        if let name = current.defaultSubcommand, let command = current.subcommand(name) { path.append(command) }
        if !current.subcommands.isEmpty, problems.isEmpty {
            let names = current.subcommands.map(\.name).joined(separator: ", ")
            problems.append("a subcommand is needed: \(names)")
        }
        return finish()
    }

    // MARK: Words

    /// Nil when the word was understood.
    private mutating func bareWord(_ word: String) -> ParseOutcome? {
        if let command = current.subcommand(word), positional.isEmpty {
            path.append(command)
            return nil
        }
        if current.subcommands.isEmpty {
            if path.count > 1, current.arguments.isEmpty, path[path.count - 2].subcommand(word) != nil {
                problems.append("write '\(word)' before its options")
                return failure()
            }
            positional.append(word)
            return nil
        }
        if let name = current.defaultSubcommand, let command = current.subcommand(name), !command.arguments.isEmpty {
            path.append(command)
            positional.append(word)
            return nil
        }
        // What follows belongs to a command that isn't known.
        problems.append(
            "unknown subcommand \(quoted(word))" + suggestion(for: word, among: current.subcommands.map(\.name)))
        return failure()
    }

    private mutating func longOption(_ word: String) {
        let body = word.dropFirst(2)
        let equals = body.firstIndex(of: "=")
        let name = String(body[..<(equals ?? body.endIndex)])
        let value = equals.map { String(body[body.index(after: $0)...]) }

        descendToDefault(ifItKnows: name)
        if let option = known.first(where: { $0.name == name }) {
            take(option, as: "--\(name)", value)
        } else if let flag = known.first(where: { $0.kind == .flag && "no-" + $0.name == name }) {
            if value == nil { given[flag.name, default: []].append("false") } else { valueForFlag("--\(name)") }
        } else if name == "help", value == nil {
            wantsHelp = true
        } else if name == "version", value == nil {
            wantsVersion = true
        } else {
            unknown("--\(name)", name, hasValue: value != nil)
        }
    }

    /// `-v`, `-vq`, `-c 64`, `-c64`, `-c=64`.
    private mutating func shortOptions(_ word: String) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            descendToDefault(ifItKnows: String(letter))
            guard let option = known.first(where: { $0.short == letter }) else {
                if letter == "h" { wantsHelp = true } else { unknown("-\(letter)", "", hasValue: !letters.isEmpty) }
                if letter == "h" { continue } else { return }
            }
            if option.kind == .flag {
                take(option, as: "-\(letter)", nil)
            } else {
                if letters.first == "=" { letters.removeFirst() }
                take(option, as: "-\(letter)", letters.isEmpty ? nil : String(letters))
                return
            }
        }
    }

    private mutating func take(_ option: ParameterSpecification, as spelling: String, _ value: String?) {
        if option.kind == .flag {
            if value == nil { given[option.name, default: []].append("true") } else { valueForFlag(spelling) }
        } else if let value {
            given[option.name, default: []].append(value)
        } else if let next = words.first, !isOption(next) {
            given[option.name, default: []].append(next)
            words.removeFirst()
        } else {
            let hint = words.first.map { "; for a value that begins with a dash write \(spelling)=\($0)" } ?? ""
            problems.append("\(spelling) needs a value <\(option.placeholder)>\(hint)")
            // It was given, if badly: not to be reported as missing too.
            given[option.name, default: []] += []
        }
    }

    private func isOption(_ word: String) -> Bool { word.hasPrefix("-") && word.count > 1 && Double(word) == nil }

    private mutating func valueForFlag(_ spelling: String) {
        problems.append("\(spelling) takes no value")
    }

    /// An option that only the default subcommand knows shows that it is meant.
    private mutating func descendToDefault(ifItKnows name: String) {
        guard positional.isEmpty, let command = current.defaultSubcommand.flatMap(current.subcommand) else { return }
        func knows(_ parameter: any Parameter) -> Bool {
            let option = parameter.specification
            return option.name == name || option.kind == .flag && "no-" + option.name == name
                || name.count == 1 && option.short == name.first
        }
        if !path.contains(where: { $0.options.contains(where: knows) }), command.options.contains(where: knows) {
            path.append(command)
        }
    }

    private mutating func unknown(_ spelling: String, _ name: String, hasValue: Bool) {
        let meant = nearestName(to: name, among: known.map(\.name) + ["help", "version"])
        let owner = current.subcommands.first { $0.options.contains { $0.specification.name == name } }
        let hint =
            owner.map { "; it belongs to '\($0.name)': write it after that word" }
            ?? meant.map { "; did you mean --\($0)?" } ?? ""
        problems.append("unknown option \(quoted(spelling))\(hint)")
        guard !hasValue, let next = words.first, !isOption(next), current.subcommand(next) == nil else { return }
        // What follows is most likely its value, and would only be reported a second time.
        let likely = owner?.options.map(\.specification).first { $0.name == name } ?? known.first { $0.name == meant }
        if likely.map({ $0.kind == .option }) ?? current.arguments.isEmpty { words.removeFirst() }
    }

    // MARK: Values

    private mutating func finish() -> ParseOutcome {
        var parsed = ParsedArguments()
        for option in known { resolve(option, given[option.name], into: &parsed) }

        var rest = positional[...]
        for argument in current.arguments.map(\.specification) {
            let texts = argument.isRepeated ? Array(rest) : Array(rest.prefix(1))
            rest = rest.dropFirst(texts.count)
            resolve(argument, texts.isEmpty ? nil : texts, into: &parsed)
        }
        for word in rest { problems.append("unexpected argument \(quoted(word))") }
        return problems.isEmpty ? .run(path: path.dropFirst().map(\.name), parsed) : failure()
    }

    private mutating func resolve(
        _ parameter: ParameterSpecification, _ given: [String]?, into parsed: inout ParsedArguments
    ) {
        if let given {
            if !given.isEmpty { convert(parameter, given, .commandLine, parameter.spelling, into: &parsed) }
        } else if let variable = parameter.environment, let text = environment[variable], !text.isEmpty {
            let texts = parameter.isRepeated ? text.split(separator: ",").map(trimmed) : [text]
            convert(parameter, texts, .environment(variable), "environment variable \(variable)", into: &parsed)
        } else if parameter.isRequired {
            let orVariable = parameter.environment.map { " (or set \($0))" } ?? ""
            problems.append("\(parameter.spelling) is missing\(orVariable)")
        }
    }

    private mutating func convert(
        _ parameter: ParameterSpecification, _ texts: [String], _ source: ParsedArguments.Source, _ place: String,
        into parsed: inout ParsedArguments
    ) {
        switch parameter.convert(texts) {
        case .success(let value):
            parsed.values[parameter.name] = value
            parsed.sources[parameter.name] = source
        case .failure(let bad):
            let found = parameter.isRedacted ? "something else (not shown)" : quoted(bad.text)
            let hint = bad.suggestion.map { "; did you mean \($0)?" } ?? ""
            problems.append("\(place): expected \(bad.expectation); found \(found)\(hint)")
        }
    }

    private func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    // MARK: Ends

    private mutating func help(of names: [String]) -> ParseOutcome {
        for name in names {
            guard let command = current.subcommand(name) else {
                problems.append(
                    "unknown subcommand \(quoted(name))"
                        + suggestion(for: name, among: current.subcommands.map(\.name)))
                return failure()
            }
            path.append(command)
        }
        return .help(HelpText(path: path).text())
    }

    private func suggestion(for word: String, among names: [String]) -> String {
        nearestName(to: word, among: names).map { "; did you mean '\($0)'?" }
            ?? "; known: \(names.joined(separator: ", "))"
    }

    private func failure() -> ParseOutcome {
        let help = HelpText(path: path)
        let lines = problems.map { "error: \($0)" } + [help.usage(), "Try '\(help.invocation) --help'."]
        return .failure(lines.joined(separator: "\n") + "\n", .usage)
    }

    /// The user's own text in a message: shortened, and with control characters made visible.
    private func quoted(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(80) {
            let isControl =
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
            shown += isControl ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return "'\(shown)\(text.unicodeScalars.count > 80 ? "…" : "")'"
    }
}
