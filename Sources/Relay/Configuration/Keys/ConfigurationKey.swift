/// Declares a key once; file, environment, flags, documentation and example follow from it.
struct ConfigurationKey<Root>: Sendable {
    /// Dotted, as in the file; of an entry in a list, the field's name alone.
    let path: String
    let kind: SettingKind<Root>
    /// One line.
    let help: String
    /// For the example file, where there is no default to show.
    let example: String?
    let privacy: Privacy

    init(
        _ path: String, _ kind: SettingKind<Root>, _ help: String, example: String? = nil, privacy: Privacy = .open
    ) {
        self.path = path
        self.kind = kind
        self.help = help
        self.example = example
        self.privacy = privacy
    }

    /// The last part of the path.
    var name: String { String(path.split(separator: ".").last ?? "") }

    /// What it belongs to: `execute.retry` of `execute.retry.base`.
    var section: String { path.split(separator: ".").dropLast().joined(separator: ".") }

    /// The variable that sets it; nil for a list of objects that a variable can't hold.
    var environmentName: String? {
        if case .apps = kind { return nil }
        return ConfigurationTable.environmentName(path)
    }

    /// In a few words, for the documentation.
    var kindText: String {
        switch kind {
        case .text, .optionalText, .secret: "text"
        case .choice(_, let names): names.map { "`\($0)`" }.joined(separator: ", ")
        case .integer(_, let range): "integer \(range.lowerBound)…\(range.upperBound)"
        case .boolean: "`true`, `false`"
        case .duration(_, let range): "duration \(DurationRange.text(range))"
        case .list: "list"
        case .roles: "list of \(Role.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))"
        case .properties: "map"
        case .words: "text, or map of locale to text"
        case .replyRules, .notifications, .apps: "list of objects"
        }
    }
}
