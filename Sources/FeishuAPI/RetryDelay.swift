/// Reads how long Feishu wants to be left alone.
public enum RetryDelay {
    /// No wait that a header asks for is shorter than the first or longer than the second: zero must not spin, and a
    /// wild number must not hold an app for days.
    public static let shortest: Duration = .milliseconds(50)
    public static let longest: Duration = .seconds(3600)

    /// Seconds as a decimal number, whole or fractional (Feishu sends both), rounded up to milliseconds and brought
    /// within the bounds; nil if the header is missing or isn't one. A list of values counts as its first.
    public static func seconds(_ header: String?) -> Duration? {
        guard let header else { return nil }
        var bytes = Array(header.utf8.prefix(64))[...]
        if let comma = bytes.firstIndex(of: UInt8(ascii: ",")) { bytes = bytes[..<comma] }
        while bytes.first == 0x20 || bytes.first == 0x09 { bytes.removeFirst() }
        while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }

        var milliseconds = 0
        var weight = 100
        var digits = 0
        var inFraction = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                let digit = Int(byte - UInt8(ascii: "0"))
                if !inFraction {
                    milliseconds = min(milliseconds * 10 + digit * 1000, 3_600_000)
                } else if weight > 0 {
                    milliseconds += digit * weight
                    weight /= 10
                } else if digit > 0, weight == 0 {
                    milliseconds += 1
                    weight = -1
                }
            case UInt8(ascii: ".") where !inFraction:
                inFraction = true
            default:
                return nil
            }
        }
        guard digits > 0 else { return nil }
        return min(max(.milliseconds(milliseconds), shortest), longest)
    }
}
