/// `--name value` pairs.
struct BenchmarkOptions {
    private var values: [String: String] = [:]

    init(_ arguments: [String]) throws(BenchmarkError) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard name.hasPrefix("--"), let value = rest.popFirst() else {
                throw BenchmarkError("expected --name value, found \(name)")
            }
            values[String(name.dropFirst(2))] = value
        }
    }

    func text(_ name: String, default value: String) -> String { values[name] ?? value }

    func number(_ name: String, default value: Int, in range: ClosedRange<Int>) throws(BenchmarkError) -> Int {
        guard let text = values[name] else { return value }
        guard let number = Int(text), range.contains(number) else {
            throw BenchmarkError("--\(name): expected \(range.lowerBound) to \(range.upperBound), found \(text)")
        }
        return number
    }
}
