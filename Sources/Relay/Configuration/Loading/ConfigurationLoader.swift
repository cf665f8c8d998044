/// Reads a configuration: flags over environment over file over defaults (docs/configuration.md).
public enum ConfigurationLoader {
    /// Reads files and so blocks; for the start of the process.
    ///
    /// - Parameters:
    ///   - file: path of a YAML file.
    ///   - environment: the whole environment: variables of the relay (`APPROVAL_RELAY_…`) and those that the file names.
    ///     An empty variable of the relay counts as not set.
    ///   - flags: path of a key (`feishu.base_url`, `kafka.properties.sasl.password`) to its text, as a variable holds it.
    ///   - needsFeishu: whether there must be an app with its secret; what makes no calls needs none.
    ///   - otherVariables: names with the relay's prefix that belong to the command line.
    /// - Throws: all that is wrong, at once.
    public static func load(
        file: String?, environment: [String: String], flags: [String: String] = [:],
        needsFeishu: Bool = true, otherVariables: Set<String> = []
    ) throws(ConfigurationProblems) -> LoadedConfiguration {
        var builder = ConfigurationBuilder(environment: environment, needsFeishu: needsFeishu)
        if let file { builder.readFile(file) }
        builder.readEnvironment(ignoring: otherVariables)
        builder.readFlags(flags)
        builder.finishApps()
        if !builder.isFileUnusable { builder.check() }
        guard builder.problems.isEmpty else { throw ConfigurationProblems(builder.problems) }
        return LoadedConfiguration(
            configuration: builder.configuration, warnings: builder.warnings, origins: builder.origins)
    }
}
