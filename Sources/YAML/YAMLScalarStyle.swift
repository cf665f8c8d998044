/// How a scalar was written, which decides whether `5` is a number or a text.
public enum YAMLScalarStyle: Sendable, Hashable {
    case plain
    /// In single or double quotes, or as a block (`|`, `>`): always a text.
    case quoted
}
