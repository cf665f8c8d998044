extension JSONWriter {
    public mutating func key(_ name: StaticString) {
        name.withUTF8Buffer { unsafe writeKey($0) }
    }

    @_disfavoredOverload
    public mutating func key(_ name: String) {
        var name = name
        name.withUTF8 { unsafe writeKey($0) }
    }

    public mutating func key(_ name: JSONString) {
        unsafe writeKey(name.document.stringBytes(at: name.start))
    }

    public mutating func value(_ text: StaticString) {
        text.withUTF8Buffer { unsafe writeValue($0) }
    }

    @_disfavoredOverload
    public mutating func value(_ text: String) {
        var text = text
        text.withUTF8 { unsafe writeValue($0) }
    }

    public mutating func value(_ text: JSONString) {
        unsafe writeValue(text.document.stringBytes(at: text.start))
    }

    private mutating func writeKey(_ name: UnsafeBufferPointer<UInt8>) {
        grammar.key()
        unsafe writeString(name)
        reserve(1)
        write(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func writeValue(_ text: UnsafeBufferPointer<UInt8>) {
        grammar.value()
        unsafe writeString(text)
        needsComma = true
    }

    /// With quotes and escapes. `text` is UTF-8 and passes through as it is, U+2028 and DEL too.
    mutating func writeString(_ text: UnsafeBufferPointer<UInt8>) {
        // A comma, two quotes, a colon after a key, and the text if nothing must be escaped.
        reserve(text.count &+ 4)
        writeComma()
        write(UInt8(ascii: "\""))
        if let start = text.baseAddress {
            let clean = unsafe copyClean(start, text.count)
            if clean < text.count { unsafe writeEscaping(start + clean, text.count &- clean) }
        }
        write(UInt8(ascii: "\""))
    }

    /// Copies bytes up to the first that must be escaped, into room that was reserved; returns how many.
    @inline(__always)
    private mutating func copyClean(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int {
        let source = unsafe UnsafeRawPointer(start)
        let target = unsafe UnsafeMutableRawPointer(base + count)
        var index = 0
        while index &+ 8 <= length {
            let word = unsafe source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if Self.mustEscape(word) { break }
            unsafe target.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
            index &+= 8
        }
        while index < length {
            let byte = unsafe start[index]
            if Self.mustEscape(byte) { break }
            unsafe target.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
            index &+= 1
        }
        count &+= index
        return index
    }

    @inline(__always)
    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Whether any of eight bytes must be escaped: a byte less than n has borrowed into its top bit after n is taken from it.
    @inline(__always)
    private static func mustEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let control = (word &- (ones &* 0x20)) & ~word
        return (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | control) & (ones &* 0x80) != 0
    }

    /// The rest of a string from the first byte on that must be escaped.
    @inline(never)
    private mutating func writeEscaping(_ start: UnsafePointer<UInt8>, _ length: Int) {
        var index = 0
        while index < length {
            // The longest escape and the rest; and what `writeString` and `writeKey` have yet to write.
            reserve(length &- index &+ 6 &+ 2)
            let byte = unsafe start[index]
            if Self.mustEscape(byte) {
                writeEscape(byte)
                index &+= 1
            } else {
                index &+= unsafe copyClean(start + index, length &- index)
            }
        }
    }

    private mutating func writeEscape(_ byte: UInt8) {
        write(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): write(byte)
        case 0x08: write(UInt8(ascii: "b"))
        case 0x09: write(UInt8(ascii: "t"))
        case 0x0A: write(UInt8(ascii: "n"))
        case 0x0C: write(UInt8(ascii: "f"))
        case 0x0D: write(UInt8(ascii: "r"))
        default:
            write(UInt8(ascii: "u"))
            write(UInt8(ascii: "0"))
            write(UInt8(ascii: "0"))
            write(UInt8(ascii: "0") &+ (byte &>> 4))
            let low = byte & 0xF
            write(low < 10 ? UInt8(ascii: "0") &+ low : UInt8(ascii: "a") &+ (low &- 10))
        }
    }
}
