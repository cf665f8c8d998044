import Foundation

@testable import Relay

/// Loads texts as files, in a folder that goes away.
enum ConfigurationFixture {
    static let secret = "s3cr3t-Value-93"
    static let minimal = """
        kafka:
          bootstrap_servers: localhost:9092
        feishu:
          apps:
            - app_id: cli_a
              app_secret: \(secret)

        """

    static func load(
        _ yaml: String?, environment: [String: String] = [:], flags: [String: String] = [:], needsFeishu: Bool = true
    ) throws -> LoadedConfiguration {
        try inFolder { folder in
            var file: String?
            if let yaml {
                let path = folder.appending(path: "relay.yaml").path
                try Data(yaml.utf8).write(to: URL(fileURLWithPath: path))
                file = path
            }
            return try ConfigurationLoader.load(
                file: file, environment: environment, flags: flags, needsFeishu: needsFeishu)
        }
    }

    /// The lines of what is wrong, with the file called `relay.yaml`; none if nothing is.
    static func problems(
        _ yaml: String?, environment: [String: String] = [:], flags: [String: String] = [:], needsFeishu: Bool = true
    ) throws -> [String] {
        do {
            _ = try load(yaml, environment: environment, flags: flags, needsFeishu: needsFeishu)
            return []
        } catch let problems as ConfigurationProblems {
            return problems.problems.map { shortened($0.description) }
        }
    }

    static func shortened(_ text: String) -> String { text.replacing(/\/[^ ]*\/relay\.yaml/, with: "relay.yaml") }

    static func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "configuration-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// A file with these keys, beside what is required.
    static func yaml(_ values: [String: String]) -> String {
        var values = values
        values["kafka.bootstrap_servers"] = values["kafka.bootstrap_servers"] ?? "localhost:9092"
        values["feishu.apps"] = values["feishu.apps"] ?? "[{app_id: cli_a, app_secret: \(secret)}]"
        var writer = SectionWriter()
        for key in ConfigurationTable.keys {
            guard let value = values[key.path] else { continue }
            writer.enter(key.section)
            writer.line(key.name, value, nil)
        }
        return writer.text
    }
}
