/// The W3C trace context of an event, carried verbatim into commands, results and dead letters.
///
/// Source: https://www.w3.org/TR/trace-context/ and the CloudEvents distributed tracing extension.
public struct TraceHeaders: Sendable, Hashable {
    public var traceparent: String
    public var tracestate: String?

    public init(traceparent: String, tracestate: String? = nil) {
        self.traceparent = traceparent
        self.tracestate = tracestate
    }

    /// As Kafka record headers, in lower case.
    public var fields: [RecordField] {
        var fields = [RecordField("traceparent", text: traceparent)]
        if let tracestate { fields.append(RecordField("tracestate", text: tracestate)) }
        return fields
    }

    /// Whether the text is a version-00 `traceparent`: two, thirty-two, sixteen and two lower-case hex digits, neither
    /// id all zero.
    public static func isValid(traceparent: String) -> Bool {
        let bytes = Array(traceparent.utf8)
        guard bytes.count == 55 else { return false }
        for (index, byte) in bytes.enumerated() {
            if index == 2 || index == 35 || index == 52 {
                guard byte == UInt8(ascii: "-") else { return false }
            } else {
                let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
                let isHex = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f")
                guard isDigit || isHex else { return false }
            }
        }
        let zero = UInt8(ascii: "0")
        return bytes[3..<35].contains { $0 != zero } && bytes[36..<52].contains { $0 != zero }
            && !(bytes[0] == UInt8(ascii: "f") && bytes[1] == UInt8(ascii: "f"))
    }
}
