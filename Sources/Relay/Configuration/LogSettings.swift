/// `log:`.
public struct LogSettings: Sendable {
    /// `level`: trace, debug, info, notice, warning, error or critical.
    public var level = "info"
    /// `format`: `json`, `text`, or `auto` (text on a terminal).
    public var format = "auto"

    public init() {}
}
