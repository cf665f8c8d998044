extension Command {
    /// What is wrong with the declaration itself, of this command and of all below it: names that are taken twice along one
    /// path, names that can't be typed, an argument that can never be reached. Empty for a sound command line; a program's
    /// own test asks for it.
    public var declarationProblems: [String] { problems(inherited: [], prefix: name) }

    private func problems(inherited: [ParameterSpecification], prefix: String) -> [String] {
        var problems: [String] = []
        let own = (options + arguments).map(\.specification)
        var names: Set<String> = []
        var shorts: Set<Character> = []
        for parameter in inherited + own {
            if !names.insert(parameter.name).inserted {
                problems.append("\(prefix): '\(parameter.name)' is taken twice")
            }
            if let short = parameter.short, !shorts.insert(short).inserted {
                problems.append("\(prefix): '-\(short)' is taken twice")
            }
        }
        for parameter in own {
            let isTypable =
                !parameter.name.isEmpty && !parameter.name.hasPrefix("-")
                && parameter.name.utf8.allSatisfy { byte in
                    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
                        || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "-")
                }
            if !isTypable {
                problems.append("\(prefix): '\(parameter.name)' is not in lower-case letters, digits, dashes")
            }
            if parameter.help.isEmpty { problems.append("\(prefix): \(parameter.spelling) has no help") }
            if let text = parameter.defaultText, case .failure = parameter.convert([text]) {
                problems.append("\(prefix): the default of \(parameter.spelling) is not among its values")
            }
        }
        if options.contains(where: { $0.specification.kind == .argument })
            || arguments.contains(where: { $0.specification.kind != .argument })
        {
            problems.append("\(prefix): an option stands among the arguments, or an argument among the options")
        }
        for (argument, next) in zip(arguments, arguments.dropFirst()).map({ ($0.specification, $1.specification) }) {
            if argument.isRepeated { problems.append("\(prefix): nothing can follow <\(argument.name)>...") }
            if !argument.isRequired, next.isRequired {
                problems.append("\(prefix): <\(next.name)> follows an optional one")
            }
        }
        if !subcommands.isEmpty, !arguments.isEmpty {
            problems.append("\(prefix): has subcommands and arguments; a word could be either")
        }
        if let name = defaultSubcommand, subcommand(name) == nil {
            problems.append("\(prefix): the default subcommand '\(name)' does not exist")
        }
        if Set(subcommands.map(\.name) + ["help"]).count != subcommands.count + 1 {
            problems.append("\(prefix): two subcommands of one name, or one named 'help'")
        }
        let options = inherited + options.map(\.specification)
        return problems + subcommands.flatMap { $0.problems(inherited: options, prefix: "\(prefix) \($0.name)") }
    }
}
