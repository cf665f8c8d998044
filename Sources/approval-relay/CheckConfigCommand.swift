import Arguments
import Foundation
import Relay

/// `approval-relay check config`.
enum CheckConfigCommand {
    static let file = Argument<String>(
        "file", .path, default: "", help: "The configuration file; that of --config when not given.")
    static let show = Flag(
        "show", help: "Print every setting with its value and where it comes from; secrets are hidden.")
    static let options: [any Parameter] = [show]

    static func run(_ arguments: ParsedArguments) throws -> ExitCode {
        let file = arguments[file].isEmpty ? arguments[CommonOptions.config] : arguments[file]
        let loaded = try CommonOptions.source(arguments, file: file).loaded(needsFeishu: true)
        for warning in loaded.warnings { Terminal.complain("warning: \(warning)") }
        if arguments[show] {
            Terminal.print(loaded.effectiveText())
        } else {
            let count = loaded.warnings.count
            let warnings = count == 0 ? "" : ", with \(count) warning\(count == 1 ? "" : "s")"
            Terminal.print("\(file ?? "the environment's configuration"): can be used\(warnings)")
        }
        return .ok
    }
}
