/// Something a command takes: an ``Option``, a ``Flag`` or an ``Argument``. Each is declared once and is also the key under
/// which ``ParsedArguments`` gives its value, with its type.
public protocol Parameter: Sendable {
    /// What the lookup gives: `Int`, `Int?` when it may be absent, `[String]` when it may be repeated.
    associatedtype Value: Sendable
    /// What the parser and the help know of it.
    var specification: ParameterSpecification { get }
}
