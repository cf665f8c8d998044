/// Where a value of the configuration came from.
public enum ConfigurationOrigin: Sendable, Hashable {
    case standard
    /// Line and column count from 1.
    case file(String, line: Int, column: Int)
    /// The configuration file itself, when it can't be read.
    case wholeFile(String)
    /// The name of a variable.
    case environment(String)
    case flag
    /// A file that holds nothing but a secret.
    case secretFile(String)

    /// What a problem's line begins with; nil for a default.
    var place: String? {
        switch self {
        case .standard: nil
        case .file(let name, let line, let column): "\(name):\(line):\(column)"
        case .wholeFile(let name): name
        case .environment(let name): name
        case .flag: "flag"
        case .secretFile(let name): name
        }
    }
}

extension ConfigurationOrigin: CustomStringConvertible {
    public var description: String {
        switch self {
        case .standard: "default"
        case .file(let name, let line, _): "\(name):\(line)"
        case .wholeFile(let name): name
        case .environment(let name): "environment \(name)"
        case .flag: "flag"
        case .secretFile(let name): "file \(name)"
        }
    }
}
