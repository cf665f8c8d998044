/// What is wrong with a request's head that libmicrohttpd lets pass.
struct RequestCheck {
    /// Answered at once and the connection closed: what follows can't be told from another request, or is too long to read.
    private(set) var immediateRefusal: ServerResponse?
    /// 0 for a chunked body.
    private(set) var declaredBodyBytes = 0

    init(target: String, headers: ServerHeaders, limits: HTTPServerConfiguration) {
        if target.utf8.count > limits.maximumHeaderBytes {
            immediateRefusal = .refusal(414, "the target is longer than \(limits.maximumHeaderBytes) bytes")
            return
        }
        let size = headers.all.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        if size > limits.maximumHeaderBytes {
            immediateRefusal = .refusal(431, "the headers are longer than \(limits.maximumHeaderBytes) bytes")
            return
        }
        checkLength(headers, limits: limits)
    }

    /// RFC 9112 section 6.3: lengths that disagree are how one request is smuggled inside another.
    private mutating func checkLength(_ headers: ServerHeaders, limits: HTTPServerConfiguration) {
        let lengths = headers.values(of: "Content-Length")
        let codings = headers.values(of: "Transfer-Encoding")
        if Set(lengths).count > 1 {
            immediateRefusal = .refusal(400, "two Content-Length headers that disagree")
        } else if !codings.isEmpty, !lengths.isEmpty {
            immediateRefusal = .refusal(400, "both Content-Length and Transfer-Encoding")
        } else if codings.count > 1 || codings.contains(where: { !ServerHeaders.equal($0, "chunked") }) {
            immediateRefusal = .refusal(501, "the only Transfer-Encoding understood is chunked")
        } else if let text = lengths.first {
            guard let length = Int(text), length >= 0 else {
                immediateRefusal = .refusal(400, "Content-Length is not a number of bytes")
                return
            }
            declaredBodyBytes = length
            let waits = headers["Expect"].map { ServerHeaders.equal($0, "100-continue") } ?? false
            if length > limits.maximumDrainedBytes || waits && length > limits.maximumBodyBytes {
                immediateRefusal = .refusal(413, "the body is longer than \(limits.maximumBodyBytes) bytes")
            }
        }
    }
}

extension HTTPServerConfiguration {
    /// How much of a body that will be refused is read, so that its sender sees the answer; beyond it the connection closes.
    var maximumDrainedBytes: Int { maximumBodyBytes * 4 + (1 << 20) }
}
