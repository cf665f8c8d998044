import YAML

/// Puts a configuration together, from the lowest precedence to the highest, and collects everything that is wrong.
struct ConfigurationBuilder {
    let environment: [String: String]
    /// Whether apps and their secrets must be there.
    let needsFeishu: Bool
    var configuration = RelayConfiguration()
    var apps: [AppDraft] = []
    var origins: [String: ConfigurationOrigin] = [:]
    /// Where a section begins, to point at when one of its keys is missing.
    var sectionOrigins: [String: ConfigurationOrigin] = [:]
    var problems: [ConfigurationProblem] = []
    var warnings: [ConfigurationProblem] = []
    /// Paths that have a problem already; no check builds on them.
    var failed: Set<String> = []
    /// Nothing is known of what the file would have said.
    var isFileUnusable = false
    /// Values that `${NAME}` gave.
    var replaced: Set<YAMLMark> = []
    /// Values whose `${NAME}` couldn't be replaced.
    var unusable: Set<YAMLMark> = []

    init(environment: [String: String], needsFeishu: Bool = true) {
        self.environment = environment
        self.needsFeishu = needsFeishu
    }

    mutating func report(_ origin: ConfigurationOrigin?, _ path: String, _ message: String) {
        problems.append(ConfigurationProblem(origin, path, message))
        failed.insert(path)
    }

    mutating func warn(_ path: String, _ message: String) {
        warnings.append(ConfigurationProblem(origins[path], path, message))
    }

    /// Text of unknown make, for an error.
    static func shown(_ text: String) -> String {
        var short = String(String.UnicodeScalarView(text.unicodeScalars.prefix(80)))
        if text.unicodeScalars.count > 80 { short += "…" }
        return short.debugDescription
    }
}
