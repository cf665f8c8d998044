/// A member that a ``JSONRow`` is asked for, and that is written under the same name.
struct StraightField {
    /// Its place in the row's table.
    let place: Int
    /// Its name as it is written: in quotes, with a colon behind them.
    let written: StaticString

    init(_ place: Int, _ written: StaticString) {
        self.place = place
        self.written = written
    }

    var name: String { String("\(written)".dropFirst().dropLast(2)) }
}
