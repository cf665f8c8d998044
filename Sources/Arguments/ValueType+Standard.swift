extension ValueType where Value == String {
    /// Any text but the empty one.
    public static var string: ValueType {
        ValueType(
            placeholder: "text", expectation: "a text that is not empty", format: { $0 },
            parse: { $0.isEmpty ? nil : $0 })
    }

    /// The path of a file or folder.
    public static var path: ValueType { string.named("path") }

    /// One of a few words.
    public static func choice(_ words: [String]) -> ValueType {
        ValueType(
            placeholder: choicePlaceholder(words), expectation: choiceExpectation(words),
            constraint: choiceConstraint(words), candidates: words, format: { $0 },
            parse: { words.contains($0) ? $0 : nil })
    }
}

extension ValueType where Value == Int {
    /// A whole number within `range`, in decimal digits with an optional sign.
    public static func int(_ range: ClosedRange<Int> = Int.min...Int.max) -> ValueType {
        let constraint = rangeText(
            range.lowerBound == .min ? nil : "\(range.lowerBound)",
            range.upperBound == .max ? nil : "\(range.upperBound)")
        return ValueType(
            placeholder: "number", expectation: joined("a whole number", constraint), constraint: constraint,
            format: { "\($0)" },
            parse: { Int($0).flatMap { range.contains($0) ? $0 : nil } })
    }
}

extension ValueType where Value == Double {
    /// A finite decimal number within `range`.
    public static func double(
        _ range: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
    ) -> ValueType {
        let constraint = rangeText(
            range.lowerBound == -.greatestFiniteMagnitude ? nil : decimal(range.lowerBound),
            range.upperBound == .greatestFiniteMagnitude ? nil : decimal(range.upperBound))
        return ValueType(
            placeholder: "number", expectation: joined("a number", constraint), constraint: constraint,
            format: decimal,
            parse: { Double($0).flatMap { $0.isFinite && range.contains($0) ? $0 : nil } })
    }
}

extension ValueType where Value == Duration {
    /// A length of time with its unit, such as `500ms`, `10s`, `5m` or `1h30m`, within `range`.
    public static func duration(
        _ range: ClosedRange<Duration> = .zero ... .nanoseconds(Int64.max)
    ) -> ValueType {
        let constraint = rangeText(
            range.lowerBound == .zero ? nil : DurationText.format(range.lowerBound),
            range.upperBound == .nanoseconds(Int64.max) ? nil : DurationText.format(range.upperBound))
        return ValueType(
            placeholder: "duration", expectation: joined("a duration such as 500ms, 10s or 5m", constraint),
            constraint: constraint, format: DurationText.format,
            parse: { DurationText.parse($0).flatMap { range.contains($0) ? $0 : nil } })
    }
}

extension ValueType where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of an enumeration's raw values, in the order of its cases.
    public static func choice(of type: Value.Type = Value.self) -> ValueType {
        let words = type.allCases.map(\.rawValue)
        return ValueType(
            placeholder: choicePlaceholder(words), expectation: choiceExpectation(words),
            constraint: choiceConstraint(words), candidates: words, format: { $0.rawValue },
            parse: { Value(rawValue: $0) })
    }
}

private func rangeText(_ low: String?, _ high: String?) -> String? {
    switch (low, high) {
    case (let low?, let high?): "from \(low) to \(high)"
    case (let low?, nil): "at least \(low)"
    case (nil, let high?): "at most \(high)"
    case (nil, nil): nil
    }
}

private func joined(_ noun: String, _ constraint: String?) -> String {
    constraint.map { "\(noun), \($0)" } ?? noun
}

private func decimal(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
}

/// Few short words fit where the placeholder stands; more are listed behind the help.
private func choicePlaceholder(_ words: [String]) -> String {
    let all = words.joined(separator: "|")
    return all.count <= 20 ? all : "choice"
}

private func choiceConstraint(_ words: [String]) -> String? {
    choicePlaceholder(words) == "choice" ? "one of \(words.joined(separator: ", "))" : nil
}

private func choiceExpectation(_ words: [String]) -> String {
    words.count == 1 ? words[0] : "one of \(words.joined(separator: ", "))"
}
