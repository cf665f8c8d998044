extension TraceContext {
    /// Reads the headers `traceparent` and `tracestate`. Nil when the first is not valid: then a new trace begins. A second
    /// that is not valid is dropped alone, as the recommendation says (§3.3, §3.4). A version of the future is read as far as it is known.
    public static func parse(traceparent: String, tracestate: String? = nil) -> TraceContext? {
        let bytes = Array(traceparent.utf8.prefix(512))
        let dash = UInt8(ascii: "-")
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = Hexadecimal.value(bytes[0..<2]), version != 0xff,
            bytes.count == 55 || version > 0 && bytes[55] == dash,
            let high = Hexadecimal.value(bytes[3..<19]), let low = Hexadecimal.value(bytes[19..<35]),
            let spanID = Hexadecimal.value(bytes[36..<52]), let flags = Hexadecimal.value(bytes[53..<55]),
            let traceID = TraceID(high: high, low: low), spanID != 0
        else { return nil }
        return TraceContext(
            traceID: traceID, spanID: spanID, isSampled: flags & 1 != 0, isRandom: flags & 2 != 0,
            state: tracestate.flatMap(TraceState.init) ?? TraceState())
    }

    /// The header `traceparent`, in version 00.
    public var traceparent: String {
        "00-\(traceID)-\(Hexadecimal.text(spanID))-0\((isSampled ? 1 : 0) + (isRandom ? 2 : 0))"
    }

    /// The header `tracestate`; nil when there is nothing to say.
    public var tracestate: String? { state.entries.isEmpty ? nil : state.description }
}
