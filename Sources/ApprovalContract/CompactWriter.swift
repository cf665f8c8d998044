import JSON

/// Appends numbers and texts in few bytes; ``CompactReader`` reads them back.
struct CompactWriter {
    /// Kinds of text, each with what it saves.
    enum Kind {
        static let none: UInt8 = 0
        static let raw: UInt8 = 1
        /// Digits and upper-case letters to F, two to a byte: Feishu's log ids.
        static let hex: UInt8 = 2
        /// A decimal number of at most 18 digits, or more that fit 64 bits: message ids, templates.
        static let decimal: UInt8 = 3
        /// 32 characters of URL-safe base64: command ids.
        static let base64: UInt8 = 4
        /// `task:` and a raw text: slots.
        static let task: UInt8 = 5
        /// One of ``known``, counted from here.
        static let known: UInt8 = 16
    }

    static let known = ["", "success", "ok", "1008"]
    static let taskPrefix: StaticString = "task:"
    private static let knownBytes = known.map { Array($0.utf8) }

    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(1024) }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func flag(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    /// Zigzag and LEB128: small numbers of either sign are short.
    mutating func number(_ number: Int64) {
        unsigned(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func count(_ count: Int) { unsigned(UInt64(max(count, 0))) }

    mutating func optionalNumber(_ number: Int64?) {
        flag(number != nil)
        if let number { self.number(number) }
    }

    mutating func bytes(_ value: some Collection<UInt8>) {
        count(value.count)
        bytes.append(contentsOf: value)
    }

    mutating func optionalBytes(_ value: [UInt8]?) {
        flag(value != nil)
        if let value { bytes(value) }
    }

    mutating func origins(_ origins: [ReceiptOrigin]) {
        count(origins.count)
        for origin in origins {
            number(origin.place)
            number(origin.offset)
            number(origin.index)
            number(origin.at)
        }
    }

    /// One byte without failures.
    mutating func retry(_ mark: RetryMark?) {
        flag(mark != nil)
        guard let mark else { return }
        text(mark.commandID)
        count(mark.attempts)
        number(mark.firstFailedAt)
        number(mark.openTime)
    }

    /// One byte without a mark.
    mutating func mark(_ mark: SyncMark?) {
        guard let mark else { return flag(false) }
        bytes.append(mark.isUnbounded ? 2 : 1)
        number(mark.live)
        // Mostly what was given last went out, and there is but one priority.
        number(mark.bulk)
        number(mark.live &- mark.applied)
        optionalText(mark.sequence)
    }

    mutating func none() { bytes.append(Kind.none) }

    mutating func optionalText(_ text: String?) {
        if let text { self.text(text) } else { none() }
    }

    mutating func text(_ text: String) { self.text(text.utf8Span.span) }

    mutating func optionalText(_ text: JSONString?) {
        if let text { self.text(text.span) } else { none() }
    }

    mutating func text(_ text: borrowing Span<UInt8>) {
        if text.count <= 8, let index = Self.knownIndex(text) {
            bytes.append(Kind.known + UInt8(index))
        } else if text.count == 32, Self.allSatisfy(text, { Self.base64Values[Int($0)] < 64 }), !Self.isHex(text) {
            base64(text)
        } else if Self.isHex(text) {
            if let number = Self.decimal(text) {
                bytes.append(Kind.decimal)
                unsigned(number)
                return
            }
            bytes.append(Kind.hex)
            count(text.count)
            for index in stride(from: 0, to: text.count, by: 2) {
                let low = index + 1 < text.count ? Self.hexValue(text[index + 1]) : 0
                bytes.append(Self.hexValue(text[index]) << 4 | low)
            }
        } else if text.count > 5, Self.isTask(text) {
            bytes.append(Kind.task)
            raw(text, from: 5)
        } else {
            bytes.append(Kind.raw)
            raw(text, from: 0)
        }
    }

    private mutating func raw(_ text: borrowing Span<UInt8>, from start: Int) {
        count(text.count - start)
        for index in start..<text.count { bytes.append(text[index]) }
    }

    private mutating func base64(_ text: borrowing Span<UInt8>) {
        bytes.append(Kind.base64)
        for start in stride(from: 0, to: 32, by: 4) {
            var word: UInt32 = 0
            for index in start..<(start + 4) { word = word << 6 | UInt32(Self.base64Values[Int(text[index])]) }
            bytes.append(UInt8(truncatingIfNeeded: word >> 16))
            bytes.append(UInt8(truncatingIfNeeded: word >> 8))
            bytes.append(UInt8(truncatingIfNeeded: word))
        }
    }

    private mutating func unsigned(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    // MARK: What a text is

    private static func knownIndex(_ text: borrowing Span<UInt8>) -> Int? {
        for (index, word) in knownBytes.enumerated() where word.count == text.count {
            var isSame = true
            for position in word.indices where word[position] != text[position] { isSame = false }
            if isSame { return index }
        }
        return nil
    }

    /// The number, where its decimal text is this one again.
    private static func decimal(_ text: borrowing Span<UInt8>) -> UInt64? {
        guard text.count <= 19, text.count > 0, text[0] != UInt8(ascii: "0") else { return nil }
        var number: UInt64 = 0
        for index in 0..<text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            // 19 digits fit.
            number = number &* 10 &+ UInt64(digit)
        }
        return number
    }

    private static func isTask(_ text: borrowing Span<UInt8>) -> Bool {
        text[0] == UInt8(ascii: "t") && text[1] == UInt8(ascii: "a") && text[2] == UInt8(ascii: "s")
            && text[3] == UInt8(ascii: "k") && text[4] == UInt8(ascii: ":")
    }

    private static func isHex(_ text: borrowing Span<UInt8>) -> Bool {
        allSatisfy(text) { hexValue($0) < 16 }
    }

    private static func allSatisfy(_ text: borrowing Span<UInt8>, _ holds: (UInt8) -> Bool) -> Bool {
        for index in 0..<text.count where !holds(text[index]) { return false }
        return true
    }

    private static func hexValue(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: 255
        }
    }

    private static let base64Values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        for (value, character) in alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()
}
