/// Judges a document that nobody reads: text that is passed on as it is.
public enum JSONFault {
    /// The first thing that makes `bytes` no JSON document, as ``JSONParser`` would say it; `nil` if they are one. Takes linear time.
    ///
    /// Names that occur twice are not looked for.
    public static func first(in bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> JSONError? {
        var scanner = FaultScanner(bytes: bytes, maximumDepth: limits.maximumDepth)
        return scanner.firstFault()
    }

    /// As ``first(in:limits:)``, of a document in a string of another.
    public static func first(in view: JSONView, limits: JSONLimits = JSONLimits()) -> JSONError? {
        let bytes = view.bytes
        return unsafe bytes.withUnsafeBufferPointer { first(in: unsafe Array($0), limits: limits) }
    }
}
