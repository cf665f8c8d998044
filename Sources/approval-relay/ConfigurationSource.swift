import Arguments
import Relay

/// Where a configuration comes from.
struct ConfigurationSource {
    var file: String?
    var environment: [String: String]
    var flags: [String: String]

    /// The configuration, its warnings told.
    func load(needsFeishu: Bool) throws -> RelayConfiguration {
        let loaded = try loaded(needsFeishu: needsFeishu)
        for warning in loaded.warnings { Terminal.complain("warning: \(warning)") }
        return loaded.configuration
    }

    /// - Throws: everything that is wrong, a line each, with the code for a wrong configuration.
    func loaded(needsFeishu: Bool) throws -> LoadedConfiguration {
        do {
            return try ConfigurationLoader.load(
                file: file, environment: environment, flags: flags, needsFeishu: needsFeishu,
                otherVariables: ["APPROVAL_RELAY_CONFIG"])
        } catch {
            throw RelayError(.config, "the configuration can't be used:\n\(error)")
        }
    }
}
