import Arguments

enum DurationRange {
    /// `100ms…10m`
    static func text(_ range: ClosedRange<Duration>) -> String {
        "\(DurationText.format(range.lowerBound))…\(DurationText.format(range.upperBound))"
    }
}
