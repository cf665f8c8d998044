extension JSONWriter {
    public mutating func null() {
        writeLiteral("null")
    }

    public mutating func value(_ value: Bool) {
        writeLiteral(value ? "true" : "false")
    }

    public mutating func value(_ number: Int) {
        value(Int64(number))
    }

    public mutating func value(_ number: Int64) {
        writeInteger(number.magnitude, isNegative: number < 0)
    }

    public mutating func value(_ number: UInt64) {
        writeInteger(number, isNegative: false)
    }

    /// The shortest decimal that reads back as the same double, always with a fraction or an exponent. JSON has no infinity and
    /// no NaN: they are written as `null`.
    public mutating func value(_ number: Double) {
        guard number.isFinite else { return null() }
        writeLiteral(number.description)
    }

    /// Bytes that are one JSON value already. Not looked at.
    public mutating func rawValue(_ json: Span<UInt8>) {
        grammar.value()
        reserve(1)
        writeComma()
        unsafe json.withUnsafeBufferPointer { unsafe append($0) }
        needsComma = true
    }

    private mutating func writeLiteral(_ text: StaticString) {
        grammar.value()
        reserve(1)
        writeComma()
        text.withUTF8Buffer { unsafe append($0) }
        needsComma = true
    }

    private mutating func writeLiteral(_ text: consuming String) {
        grammar.value()
        reserve(1)
        writeComma()
        text.withUTF8 { unsafe append($0) }
        needsComma = true
    }

    /// A whole number as a string of its digits.
    public mutating func string(_ number: Int64) {
        writeInteger(number.magnitude, isNegative: number < 0, isQuoted: true)
    }

    private mutating func writeInteger(_ magnitude: UInt64, isNegative: Bool, isQuoted: Bool = false) {
        grammar.value()
        // A comma, two quotes, a sign and 20 digits.
        reserve(24)
        writeComma()
        if isQuoted { write(UInt8(ascii: "\"")) }
        if isNegative { write(UInt8(ascii: "-")) }
        var digits = 1
        var bound: UInt64 = 10
        while magnitude >= bound {
            digits &+= 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        var rest = magnitude
        var position = count &+ digits
        count = position
        repeat {
            let quotient = rest / 10
            position &-= 1
            unsafe base[position] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest &- quotient &* 10)
            rest = quotient
        } while rest != 0
        if isQuoted { write(UInt8(ascii: "\"")) }
        needsComma = true
    }
}
