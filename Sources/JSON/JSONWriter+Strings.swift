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

    /// A name that is written as JSON already, with its quotes and the colon behind them. Not looked at.
    @inline(__always)
    public mutating func key(written name: StaticString) {
        grammar.key()
        let length = name.utf8CodeUnitCount
        reserve(length &+ 1)
        writeComma()
        name.withUTF8Buffer { unsafe append($0) }
        needsComma = false
    }

    /// A string of a borrowed document; an empty one for any other value.
    public mutating func string(_ view: JSONView) {
        let bytes = view.bytes
        unsafe bytes.withUnsafeBufferPointer { unsafe writeValue($0) }
    }

    mutating func key(_ view: JSONView) {
        let bytes = view.bytes
        unsafe bytes.withUnsafeBufferPointer { unsafe writeKey($0) }
    }

    /// What another writer wrote, as a string.
    public mutating func string(_ document: borrowing JSONWriter) {
        let (base, count) = unsafe (document.base, document.count)
        unsafe writeValue(UnsafeBufferPointer(start: base, count: count))
    }

    /// A string of some ASCII that needs no escape, and 16 lower-case hexadecimal digits.
    public mutating func string(_ prefix: StaticString, hexadecimal number: UInt64) {
        grammar.value()
        reserve(prefix.utf8CodeUnitCount &+ 19)
        writeComma()
        write(UInt8(ascii: "\""))
        prefix.withUTF8Buffer { unsafe append($0) }
        let target = unsafe UnsafeMutableRawPointer(base + count)
        unsafe target.storeBytes(of: Self.digits(number &>> 32), as: UInt64.self)
        unsafe target.storeBytes(of: Self.digits(number & 0xFFFF_FFFF), toByteOffset: 8, as: UInt64.self)
        count &+= 16
        write(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Eight digits, the first at the lowest address: half bytes spread over bytes, all turned into digits at once.
    private static func digits(_ number: UInt64) -> UInt64 {
        var halves = (number | number &<< 16) & 0x0000_FFFF_0000_FFFF
        halves = (halves | halves &<< 8) & 0x00FF_00FF_00FF_00FF
        halves = (halves | halves &<< 4) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = ((halves &+ 0x0606_0606_0606_0606) &>> 4) & 0x0101_0101_0101_0101
        return (halves &+ 0x3030_3030_3030_3030 &+ letters &* 0x27).bigEndian
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
        if index < length, length >= 8, index &+ 8 > length {
            // The last eight bytes, some of them for the second time, rather than byte after byte.
            let word = unsafe source.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
            if !Self.mustEscape(word) {
                unsafe target.storeBytes(of: word, toByteOffset: length &- 8, as: UInt64.self)
                index = length
            }
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
