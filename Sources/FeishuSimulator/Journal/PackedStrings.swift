/// A few short strings in one allocation. Each is cut to 250 bytes; nil is kept apart from empty.
struct PackedStrings {
    private var text = ""
    private var lengths = SIMD16<UInt8>(repeating: Self.absent)
    private static let absent: UInt8 = 255
    private static let maximum = 250

    init(_ strings: [String?]) {
        var bytes: [UInt8] = []
        for (slot, string) in strings.prefix(16).enumerated() {
            guard let string else { continue }
            let cut = Self.cut(string)
            lengths[slot] = UInt8(truncatingIfNeeded: cut.utf8.count)
            bytes.append(contentsOf: cut.utf8)
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    subscript(_ slot: Int) -> String? {
        guard slot >= 0, slot < 16, lengths[slot] != Self.absent else { return nil }
        var start = 0
        for before in 0..<slot where lengths[before] != Self.absent { start += Int(lengths[before]) }
        let utf8 = text.utf8
        guard let from = utf8.index(utf8.startIndex, offsetBy: start, limitedBy: utf8.endIndex),
            let to = utf8.index(from, offsetBy: Int(lengths[slot]), limitedBy: utf8.endIndex)
        else { return nil }
        return String(decoding: utf8[from..<to], as: UTF8.self)
    }

    private static func cut(_ string: String) -> Substring {
        guard string.utf8.count > maximum else { return string[...] }
        var end = string.utf8.index(string.utf8.startIndex, offsetBy: maximum)
        // A cut within a character goes back to its start.
        while end > string.startIndex, String.Index(end, within: string) == nil { end = string.utf8.index(before: end) }
        return string[..<end]
    }
}
