/// Finds places in a document's bytes, well-formed or not; breaks lines where libyaml does.
struct SourceText {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// The place of a byte, counted from 0; the end's where there is none.
    func mark(at offset: Int) -> YAMLMark {
        var mark = YAMLMark(line: 1, column: 1)
        var rest = bytes.prefix(max(offset, 0))
        while let byte = rest.first {
            if let length = Self.lineBreak(rest) {
                rest = rest.dropFirst(length)
                mark = YAMLMark(line: mark.line + 1, column: 1)
            } else {
                rest = rest.dropFirst()
                // Continuation bytes belong to the character before.
                if byte & 0xc0 != 0x80 { mark.column += 1 }
            }
        }
        return mark
    }

    /// libyaml puts the end of a text that doesn't end its last line into the line after it, which isn't there.
    func clamped(_ mark: YAMLMark) -> YAMLMark {
        let end = self.mark(at: bytes.count)
        return (mark.line, mark.column) > (end.line, end.column) ? end : mark
    }

    /// What stands there, shortened, for a message.
    func excerpt(at mark: YAMLMark) -> String {
        var rest = bytes
        var line = 1
        while line < mark.line, !rest.isEmpty {
            let length = Self.lineBreak(rest)
            if length != nil { line += 1 }
            rest = rest.dropFirst(length ?? 1)
        }
        var end = rest.startIndex
        while end < rest.endIndex, Self.lineBreak(rest[end...]) == nil { end += 1 }
        let text = String(decoding: rest[..<end], as: UTF8.self).unicodeScalars.dropFirst(mark.column - 1)
        if text.isEmpty { return end == bytes.endIndex ? "the end of the text" : "the end of the line" }
        if text.first == "\t" { return "a tab" }
        var short = String.UnicodeScalarView(text.prefix(24))
        if text.count > 24 { short.append("…") }
        return "\"\(String(short))\""
    }

    /// The length of the line break that the bytes begin with: CR LF, CR, LF, NEL, LS or PS.
    private static func lineBreak(_ bytes: ArraySlice<UInt8>) -> Int? {
        switch bytes.first {
        case 0x0a: 1
        case 0x0d: bytes.dropFirst().first == 0x0a ? 2 : 1
        case 0xc2: bytes.dropFirst().first == 0x85 ? 2 : nil
        case 0xe2: bytes.starts(with: [0xe2, 0x80, 0xa8]) || bytes.starts(with: [0xe2, 0x80, 0xa9]) ? 3 : nil
        default: nil
        }
    }
}
