import YAML

/// Which of the places that may set a key is being read.
enum ValueSource {
    case file
    case environment(String)
    case flag

    func origin(of node: YAMLNode) -> ConfigurationOrigin {
        switch self {
        case .file: .file(node.source, line: node.mark.line, column: node.mark.column)
        case .environment(let name): .environment(name)
        case .flag: .flag
        }
    }

    /// Whether a value of that origin has the same precedence.
    func isLevel(of origin: ConfigurationOrigin) -> Bool {
        switch (self, origin) {
        case (.file, .file), (.environment, .environment), (.flag, .flag): true
        default: false
        }
    }
}
