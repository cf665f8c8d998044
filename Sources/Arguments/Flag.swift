/// A switch: `--dry-run` turns it on, `--no-dry-run` turns it off again (after a default or an environment variable that has
/// it on). In the environment it is `true`, `1`, `yes` or `on`, and `false`, `0`, `no` or `off`.
public struct Flag: Parameter {
    public typealias Value = Bool

    public let specification: ParameterSpecification

    public init(
        _ name: String, short: Character? = nil, default value: Bool = false, environment: String? = nil, help: String
    ) {
        let type = ValueType<Bool>(
            placeholder: "", expectation: "true or false", candidates: ["true", "false"],
            format: { $0 ? "on" : "off" },
            parse: { text in
                switch text.lowercased() {
                case "true", "1", "yes", "on": true
                case "false", "0", "no", "off": false
                default: nil
                }
            })
        specification = .single(
            ParameterLabels(kind: .flag, name: name, short: short, environment: environment, help: help), type,
            default: value)
    }
}
