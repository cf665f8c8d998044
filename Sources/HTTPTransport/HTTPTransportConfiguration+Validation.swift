import CCurl
import Glibc

extension HTTPTransportConfiguration {
    /// Refuses what would otherwise show as a failure of each request.
    func validate() throws(HTTPTransportError) {
        try check(1...1024, maximumConcurrent, "maximumConcurrent")
        try check(0...(1 << 30), maximumResponseBytes, "maximumResponseBytes")
        try check((1 << 10)...(256 << 10), maximumHeaderBytes, "maximumHeaderBytes")
        try check(1...10_000, maximumHeaderCount, "maximumHeaderCount")
        try check(.milliseconds(1) ... .seconds(3600), connectTimeout, "connectTimeout")
        try check(.milliseconds(1) ... .seconds(86_400), requestTimeout, "requestTimeout")
        try check(.seconds(1) ... .seconds(86_400), maximumConnectionAge, "maximumConnectionAge")
        try check(.seconds(1) ... .seconds(86_400), maximumIdleTime, "maximumIdleTime")
        if let keepAliveInterval { try check(.seconds(1) ... .seconds(3600), keepAliveInterval, "keepAliveInterval") }
        guard !allowedSchemes.isEmpty else {
            throw .wrong("allowedSchemes", "it is empty, so every request would be refused; name https, http or both")
        }
        if let userAgent, userAgent.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw .wrong("userAgent", "it contains a control character")
        }
        if let caFile { try Self.validate(caFile: caFile) }
        if let proxy { try Self.validate(proxy: proxy) }
        if let noProxy, noProxy.utf8.contains(0) { throw .wrong("noProxy", "it contains a NUL character") }
    }

    private func check<Value: Comparable>(
        _ range: ClosedRange<Value>, _ value: Value, _ setting: String
    ) throws(HTTPTransportError) {
        guard range.contains(value) else {
            throw .wrong(setting, "expected \(range.lowerBound) to \(range.upperBound), found \(value)")
        }
    }

    /// libcurl reads the file at the first handshake and then reports a TLS error that hides the cause.
    private static func validate(caFile path: String) throws(HTTPTransportError) {
        func wrong(_ why: String) -> HTTPTransportError { .wrong("caFile", "\(path): \(why)") }
        guard !path.isEmpty, !path.utf8.contains(0) else { throw wrong("expected the path of a PEM file") }
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw wrong(unsafe String(cString: strerror(errno))) }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw wrong(unsafe String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw wrong("expected a PEM file, found a directory or a device")
        }
        guard status.st_size <= 16 << 20 else {
            throw wrong("expected at most 16 MiB, found \(status.st_size) bytes")
        }
        var content = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < content.count {
            let room = content.count - filled
            let count = unsafe content.withUnsafeMutableBytes { bytes in
                unsafe bytes.baseAddress.map { unsafe read(file, $0 + filled, room) } ?? 0
            }
            guard count > 0 else { break }
            filled += count
        }
        guard content.contains(sequence: "-----BEGIN ".utf8) else {
            throw wrong("expected certificates in PEM form (-----BEGIN CERTIFICATE-----), found none")
        }
    }

    /// The proxy may carry a password, so the message repeats nothing of it.
    private static func validate(proxy: String) throws(HTTPTransportError) {
        let form = "expected [scheme://][user:password@]host[:port]"
        guard !proxy.isEmpty, !proxy.utf8.contains(0), let url = unsafe curl_url() else { throw .wrong("proxy", form) }
        defer { unsafe curl_url_cleanup(url) }
        let flags = UInt32(CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME)
        guard unsafe curl_url_set(url, CURLUPART_URL, proxy, flags) == CURLUE_OK else { throw .wrong("proxy", form) }
        var part: UnsafeMutablePointer<CChar>?
        guard unsafe curl_url_get(url, CURLUPART_SCHEME, &part, 0) == CURLUE_OK, let text = unsafe part else {
            throw .wrong("proxy", form)
        }
        let scheme = unsafe String(cString: text)
        unsafe curl_free(text)
        guard ["http", "https", "socks4", "socks4a", "socks5", "socks5h"].contains(scheme) else {
            throw .wrong("proxy", "expected scheme http, https, socks4, socks4a, socks5 or socks5h, found \(scheme)")
        }
    }
}

extension HTTPTransportError {
    static func wrong(_ setting: String, _ why: String) -> HTTPTransportError {
        HTTPTransportError(code: .invalidConfiguration, message: "setting \(setting): \(why)")
    }
}

extension [UInt8] {
    fileprivate func contains(sequence: some Collection<UInt8>) -> Bool {
        guard let first = sequence.first else { return true }
        var rest = self[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: sequence) { return true }
            rest = rest[(start + 1)...]
        }
        return false
    }
}
