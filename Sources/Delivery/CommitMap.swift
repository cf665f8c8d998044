import ApprovalContract

/// What is finished beyond a committed offset, as text for the commit's metadata: a new owner, or a restart, repeats only
/// what was not finished.
///
/// `1.<base64url of a bitset>.<checksum>`, bit *n* standing for offset position + *n*; or
/// `2.<base64url of run lengths>.<checksum>`, LEB128 numbers that count, in turn, offsets that are not finished and offsets that
/// are: whichever is shorter. The checksum is over the position and the bytes, so that a map made for another offset, or
/// damaged, is recognised and never trusted. At most 4,096 bytes, the broker's default `offset.metadata.max.bytes`; what
/// doesn't fit is left out and would be repeated (``OffsetLedger/isNearItsBound`` says when to take no more).
public enum CommitMap {
    public static let maximumBytes = 4096
    /// Bytes before they are base64: with version, dots and checksum the text stays within ``maximumBytes``.
    static let maximumPayload = 3000
    /// Offsets that the bitset can reach: a map over no more than these always fits.
    public static let reach = maximumPayload * 8

    /// `nil` when nothing is finished beyond the position.
    ///
    /// - Parameters:
    ///   - finished: ascending; what lies below the position is ignored. The position itself is in them when an earlier owner
    ///     finished it and its record has not come again yet.
    ///   - usesRunLengths: false for readers that know only the first version.
    public static func encode(
        position: Int64, finished: [Range<Int64>], usesRunLengths: Bool = true
    ) -> String? {
        var runs: [Range<Int64>] = []
        for range in finished where range.upperBound > position && !range.isEmpty {
            let start = max(range.lowerBound, position)
            if let last = runs.last, last.upperBound >= start {
                runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                runs.append(start..<range.upperBound)
            }
        }
        guard !runs.isEmpty else { return nil }
        let lengths = runLengths(position, runs)
        let bits = bitset(position, runs)
        let isShorter = lengths.bytes.count <= bits.bytes.count
        let takesLengths =
            usesRunLengths && (lengths.covered == bits.covered ? isShorter : lengths.covered > bits.covered)
        let bytes = takesLengths ? lengths.bytes : bits.bytes
        let version: Substring = takesLengths ? "2" : "1"
        return version + "." + Base64.url.encode(bytes) + "." + checksum(version, position, bytes)
    }

    /// The finished offsets, ascending; `nil` for a text that is no map, is damaged, of another version, or made for another
    /// offset.
    public static func decode(_ text: String, position: Int64) -> [Range<Int64>]? {
        guard text.utf8.count <= maximumBytes, position >= 0 else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.url.decode(parts[1]), bytes.count <= maximumPayload,
            parts[2] == checksum(parts[0], position, bytes)
        else { return nil }
        switch parts[0] {
        case "1": return ranges(bitset: bytes, position)
        case "2": return ranges(runLengths: bytes, position)
        default: return nil
        }
    }

    // MARK: Bitset

    private static func bitset(_ position: Int64, _ runs: [Range<Int64>]) -> (bytes: [UInt8], covered: Int64) {
        var bits: [UInt8] = []
        var covered: Int64 = 0
        for run in runs {
            // Runs lie above the position, so that nothing overflows but a distance beyond the reach.
            let (start, overflow) = run.lowerBound.subtractingReportingOverflow(position)
            guard !overflow, start < Int64(reach) else { break }
            let end = min(start + Int64(run.count), Int64(reach))
            for distance in Int(start)..<Int(end) {
                let byte = distance / 8
                while bits.count <= byte { bits.append(0) }
                bits[byte] |= 1 << UInt8(distance % 8)
            }
            covered += end - start
        }
        return (bits, covered)
    }

    private static func ranges(bitset bytes: [UInt8], _ position: Int64) -> [Range<Int64>]? {
        var ranges: [Range<Int64>] = []
        var start: Int64?
        guard !position.addingReportingOverflow(Int64(bytes.count * 8)).overflow else { return nil }
        for (index, byte) in bytes.enumerated() {
            for bit in 0..<8 {
                let offset = position + Int64(index * 8 + bit)
                if byte & (1 << UInt8(bit)) != 0 {
                    start = start ?? offset
                } else if let began = start {
                    ranges.append(began..<offset)
                    start = nil
                }
            }
        }
        if let start { ranges.append(start..<(position + Int64(bytes.count * 8))) }
        return ranges
    }

    // MARK: Run lengths

    private static func runLengths(_ position: Int64, _ runs: [Range<Int64>]) -> (bytes: [UInt8], covered: Int64) {
        var bytes: [UInt8] = []
        var covered: Int64 = 0
        var at = position
        for run in runs {
            let count = bytes.count
            appendNumber(UInt64(run.lowerBound - at), &bytes)
            appendNumber(UInt64(run.count), &bytes)
            guard bytes.count <= maximumPayload else {
                bytes.removeLast(bytes.count - count)
                break
            }
            covered += Int64(run.count)
            at = run.upperBound
        }
        return (bytes, covered)
    }

    private static func ranges(runLengths bytes: [UInt8], _ position: Int64) -> [Range<Int64>]? {
        var ranges: [Range<Int64>] = []
        var at = position
        var index = 0
        while index < bytes.count {
            guard let gap = number(bytes, &index), let length = number(bytes, &index), length > 0,
                gap > 0 || ranges.isEmpty
            else { return nil }
            let (start, beyond) = at.addingReportingOverflow(gap)
            let (end, over) = start.addingReportingOverflow(length)
            guard !beyond, !over else { return nil }
            ranges.append(start..<end)
            at = end
        }
        return ranges
    }

    private static func appendNumber(_ number: UInt64, _ bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// At most 2^56: nine bytes that don't overflow.
    private static func number(_ bytes: [UInt8], _ index: inout Int) -> Int64? {
        var number: Int64 = 0
        for shift in stride(from: Int64(0), to: 56, by: 7) {
            guard index < bytes.count else { return nil }
            let byte = bytes[index]
            index += 1
            number |= Int64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return number }
        }
        return nil
    }

    /// FNV-1a, 64 bits: an accident is recognised, an attack need not be.
    private static func checksum(_ version: Substring, _ position: Int64, _ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        // The first version's is without it.
        if version != "1" { for byte in version.utf8 { add(byte) } }
        for shift in stride(from: Int64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: position >> shift)) }
        for byte in bytes { add(byte) }
        return String(hash, radix: 16)
    }
}
