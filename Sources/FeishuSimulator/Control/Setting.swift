import JSON

/// One setting in the control API: its name, how it is read, checked and written.
struct Setting: Sendable {
    typealias Path<Value> = any WritableKeyPath<SimulatorSettings, Value> & Sendable

    let name: String
    let write: @Sendable (SimulatorSettings, inout JSONWriter) -> Void
    let read: @Sendable (JSONValue, String, inout SimulatorSettings, inout ControlReader) -> Void

    static func flag(_ name: String, _ path: Path<Bool>) -> Setting {
        Setting(
            name: name, write: { $1.value($0[keyPath: path]) },
            read: { value, place, settings, reader in
                if let flag = reader.flag(value, place) { settings[keyPath: path] = flag }
            })
    }

    static func integer(_ name: String, _ path: Path<Int>, _ range: ClosedRange<Int>) -> Setting {
        Setting(
            name: name, write: { $1.value($0[keyPath: path]) },
            read: { value, place, settings, reader in
                if let number = reader.integer(value, place, range) { settings[keyPath: path] = number }
            })
    }

    /// An HTTP status or another number of which only a few make sense.
    static func number(_ name: String, _ path: Path<Int>, of choices: [Int]) -> Setting {
        Setting(
            name: name, write: { $1.value($0[keyPath: path]) },
            read: { value, place, settings, reader in
                if let number = value.int64.flatMap({ Int(exactly: $0) }), choices.contains(number) {
                    settings[keyPath: path] = number
                } else {
                    let names = choices.map { String($0) }.joined(separator: " or ")
                    reader.problem(place, expected: names, found: value)
                }
            })
    }

    static func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
        _ name: String, _ path: Path<Choice>
    ) -> Setting where Choice.RawValue == String {
        Setting(
            name: name, write: { $1.value($0[keyPath: path].rawValue) },
            read: { value, place, settings, reader in
                let names = Choice.allCases.map(\.rawValue)
                if let text = reader.choice(value, place, names), let choice = Choice(rawValue: text) {
                    settings[keyPath: path] = choice
                }
            })
    }
}
