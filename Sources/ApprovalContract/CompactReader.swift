/// Reads what ``CompactWriter`` wrote; `nil` for bytes that it did not write.
struct CompactReader {
    private let bytes: [UInt8]
    private var index = 0

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
    private static let base64Digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func flag() -> Bool? { byte().map { $0 != 0 } }

    mutating func number() -> Int64? {
        guard let raw = unsigned() else { return nil }
        return Int64(bitPattern: (raw >> 1) ^ (~(raw & 1) &+ 1))
    }

    mutating func count() -> Int? { unsigned().map { Int(clamping: $0) } }

    /// `.some(nil)` for a number that was absent.
    mutating func optionalNumber() -> Int64?? {
        guard let isThere = flag() else { return nil }
        guard isThere else { return .some(nil) }
        return number().map { .some($0) }
    }

    mutating func origins() -> [ReceiptOrigin]? {
        guard let count = count(), count <= Receipt.maximumOrigins else { return nil }
        var origins: [ReceiptOrigin] = []
        for _ in 0..<count {
            guard let place = number(), let offset = number(), let index = number(), let at = number() else {
                return nil
            }
            origins.append(ReceiptOrigin(place: place, offset: offset, index: index, at: at))
        }
        return origins
    }

    /// `.some(nil)` where there were no failures.
    mutating func retry() -> RetryMark?? {
        guard let isThere = flag() else { return nil }
        guard isThere else { return .some(nil) }
        guard let id = text(), let attempts = count(), let first = number(), let open = number() else { return nil }
        return .some(RetryMark(commandID: id, attempts: attempts, firstFailedAt: first, openTime: open))
    }

    /// `.some(nil)` for a mark that was absent.
    mutating func mark() -> SyncMark?? {
        guard let kind = byte(), kind <= 2 else { return nil }
        guard kind > 0 else { return .some(nil) }
        guard let live = number(), let bulk = number(), let behind = number(), let sequence = optionalText() else {
            return nil
        }
        var mark = SyncMark()
        mark.isUnbounded = kind == 2
        mark.live = live
        mark.bulk = bulk
        mark.applied = live &- behind
        mark.sequence = sequence
        return mark
    }

    mutating func slice() -> ArraySlice<UInt8>? {
        guard let count = count(), count <= bytes.count - index else { return nil }
        defer { index += count }
        return bytes[index..<(index + count)]
    }

    mutating func text() -> String? { optionalText().flatMap { $0 } }

    /// `.some(nil)` for bytes that were absent.
    mutating func optionalBytes() -> [UInt8]?? {
        guard let isThere = flag() else { return nil }
        return isThere ? slice().map { .some(Array($0)) } : .some(nil)
    }

    /// `.some(nil)` for a text that was absent.
    mutating func optionalText() -> String?? {
        guard let kind = byte() else { return nil }
        switch kind {
        case CompactWriter.Kind.none: return .some(nil)
        case CompactWriter.Kind.raw: return slice().map { .some(String(decoding: $0, as: UTF8.self)) }
        case CompactWriter.Kind.decimal: return unsigned().map { .some(String($0)) }
        case CompactWriter.Kind.hex: return hex().map { .some($0) }
        case CompactWriter.Kind.base64: return base64().map { .some($0) }
        case CompactWriter.Kind.task: return slice().map { .some("task:" + String(decoding: $0, as: UTF8.self)) }
        default:
            let position = Int(kind) - Int(CompactWriter.Kind.known)
            guard CompactWriter.known.indices.contains(position) else { return nil }
            return .some(CompactWriter.known[position])
        }
    }

    private mutating func hex() -> String? {
        // Two digits to a byte; the count may be any number.
        guard let count = count(), count / 2 + count % 2 <= bytes.count - index else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(count)
        for position in 0..<count {
            let byte = bytes[index + position / 2]
            text.append(Self.hexDigits[Int(position % 2 == 0 ? byte >> 4 : byte & 15)])
        }
        index += (count + 1) / 2
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func base64() -> String? {
        guard bytes.count - index >= 24 else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(32)
        for start in stride(from: index, to: index + 24, by: 3) {
            let word = UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2])
            for shift in stride(from: UInt32(18), through: 0, by: -6) {
                text.append(Self.base64Digits[Int(word >> shift & 63)])
            }
        }
        index += 24
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func byte() -> UInt8? {
        guard index < bytes.count else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    private mutating func unsigned() -> UInt64? {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard let byte = byte() else { return nil }
            number |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return number }
        }
        return nil
    }
}
