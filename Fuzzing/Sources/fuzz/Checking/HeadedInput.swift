/// An input of lines `#name=value`, an empty line and a body; or of a body alone.
struct HeadedInput {
    var head: [(name: String, value: [UInt8])] = []
    /// Nil where no empty line ends the head.
    var body: ArraySlice<UInt8>?

    init(_ bytes: [UInt8]) {
        guard bytes.first == UInt8(ascii: "#") else {
            body = bytes[...]
            return
        }
        var rest = bytes[...]
        while let first = rest.first {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            guard first == UInt8(ascii: "#") else {
                body = rest.dropFirst(first == UInt8(ascii: "\n") ? 1 : 0)
                return
            }
            let line = rest[(rest.startIndex + 1)..<end]
            let equals = line.firstIndex(of: UInt8(ascii: "=")) ?? line.endIndex
            head.append((String(decoding: line[..<equals], as: UTF8.self), Array(line[equals...].dropFirst())))
            rest = rest[min(end + 1, rest.endIndex)...]
        }
    }

    func text(_ name: String) -> String? {
        head.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }
}
