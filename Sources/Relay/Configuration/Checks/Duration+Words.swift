import Arguments

extension Duration {
    /// `1m30s`
    var words: String { DurationText.format(self) }
}
