import CCurl

/// A libcurl easy handle with what its callbacks write to. It is configured once and then carries one transfer after the
/// other; only what differs from the transfer before is set again. Belongs to the transport's thread.
@safe
final class EasyHandle {
    let easy: UnsafeMutableRawPointer
    private let configuration: HTTPTransportConfiguration
    private let share: UnsafeMutableRawPointer?
    private let errorText: UnsafeMutablePointer<CChar>

    /// The transfer that it carries; holding it here keeps it alive while libcurl works.
    var transfer: Transfer?

    // Written by the callbacks.
    var body: [UInt8] = []
    var headers = HTTPHeaders()
    private var headerBytes = 0
    private var headIsComplete = false
    private var excess: HTTPTransportError.Code?
    /// How often the request was handed to a connection: before the first time, no byte of it can have been sent.
    private(set) var handovers = 0
    private var mayRepeat = false

    // What libcurl was last told.
    private var url = ""
    private var customMethod: String?
    private var headerList: HeaderList?
    /// The request's own header, before the shared ones.
    private var ownHeader: UnsafeMutablePointer<curl_slist>?
    private var timeout: Int = 0
    private var connectTimeout: Int = 0
    private let requestBody = RequestBody()
    private var holdsLargeBody = false
    private var sendsNoBody = false

    init(
        _ configuration: HTTPTransportConfiguration, share: UnsafeMutableRawPointer?
    ) throws(HTTPTransportError) {
        guard let easy = unsafe curl_easy_init() else {
            throw HTTPTransportError(code: .other, message: "out of memory for a transfer")
        }
        unsafe self.easy = easy
        self.configuration = configuration
        unsafe self.share = share
        unsafe ownHeader = nil
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        configure()
    }

    deinit {
        unsafe curl_easy_cleanup(easy)
        if let ownHeader = unsafe ownHeader { unsafe HeaderList.free(ownHeader) }
        unsafe errorText.deallocate()
    }

    /// After a failure libcurl's handle starts from nothing; its connections, names and TLS sessions live elsewhere.
    func reset() {
        transfer = nil
        unsafe curl_easy_reset(easy)
        configure()
    }

    /// Tells libcurl what holds for every transfer, and forgets what it was told of one.
    private func configure() {
        url = ""
        customMethod = nil
        headerList = nil
        freeOwnHeader()
        timeout = 0
        connectTimeout = 0
        holdsLargeBody = false
        sendsNoBody = false
        unsafe setAll(configuration, share: share, errorText: errorText)
    }

    /// Makes the handle ready for this request.
    func prepare(_ transfer: Transfer, _ headers: HeaderList) throws(HTTPTransportError) {
        let request = transfer.request
        body = []
        self.headers = HTTPHeaders()
        headerBytes = 0
        headIsComplete = false
        excess = nil
        handovers = 0
        mayRepeat = request.isIdempotent ?? request.method.isIdempotent
        unsafe errorText[0] = 0

        if url != request.url {
            guard !request.url.isEmpty, request.url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
                throw HTTPTransportError(
                    code: .invalidURL,
                    message: "\(RedactedURL(request.url)): expected a URL without spaces and control characters")
            }
            guard set(CURLOPT_URL, request.url) else { throw .outOfMemory }
            url = request.url
        }
        try setHeaders(headers, request.ownHeader)
        let timeout = (request.timeout ?? configuration.requestTimeout).timeoutMilliseconds
        if self.timeout != timeout {
            set(CURLOPT_TIMEOUT_MS, timeout)
            self.timeout = timeout
        }
        let connectTimeout = (request.connectTimeout ?? configuration.connectTimeout).timeoutMilliseconds
        if self.connectTimeout != connectTimeout {
            set(CURLOPT_CONNECTTIMEOUT_MS, connectTimeout)
            self.connectTimeout = connectTimeout
        }
        guard setMethod(request.method, request.body) else { throw .outOfMemory }
        self.transfer = transfer
    }

    private func setHeaders(
        _ shared: HeaderList, _ own: (name: String, value: String)?
    ) throws(HTTPTransportError) {
        if let own {
            let list = try unsafe shared.preceded(by: own)
            unsafe ccurl_set_headers(easy, list)
            freeOwnHeader()
            unsafe ownHeader = list
        } else if unsafe headerList !== shared || ownHeader != nil {
            unsafe ccurl_set_headers(easy, shared.list)
            freeOwnHeader()
        }
        headerList = shared
    }

    /// Only when libcurl has been given other headers, or none.
    private func freeOwnHeader() {
        guard let line = unsafe ownHeader else { return }
        unsafe ownHeader = nil
        unsafe HeaderList.free(line)
    }

    private func setMethod(_ method: HTTPMethod, _ body: [UInt8]?) -> Bool {
        if sendsNoBody {
            set(CURLOPT_NOBODY, 0)
            sendsNoBody = false
        }
        var usual = HTTPMethod.get
        if body == nil, method == .get || method == .head || method == .delete {
            set(CURLOPT_HTTPGET, 1)
            if method == .head {
                set(CURLOPT_NOBODY, 1)
                sendsNoBody = true
                usual = .head
            }
        } else {
            let body = body ?? []
            set(CURLOPT_POST, 1)
            guard unsafe ccurl_set_body(easy, requestBody.store(body), body.count) == CURLE_OK else { return false }
            holdsLargeBody = body.count > 32 << 10
            usual = .post
        }
        let custom = method == usual ? nil : method.rawValue
        if custom != customMethod {
            guard set(CURLOPT_CUSTOMREQUEST, custom) else { return false }
            customMethod = custom
        }
        return true
    }

    /// Reads what came of the transfer and gives up everything that was held for it.
    func conclude(_ result: CURLcode) -> Result<HTTPResponse, HTTPTransportError> {
        var summary = ccurl_summary()
        unsafe ccurl_get_summary(easy, &summary)
        let timings = HTTPTimings(
            nameLookup: Int64(summary.name_lookup), connect: Int64(summary.connect), tls: Int64(summary.tls),
            firstByte: Int64(summary.first_byte), totalInMicroseconds: Int64(summary.total))
        defer { release() }
        // libcurl takes a connection that ends inside the head for an answer without a body.
        let result = result == CURLE_OK && !headIsComplete ? CURLE_PARTIAL_FILE : result
        guard result == CURLE_OK else { return .failure(failure(result, timings, Int32(summary.os_error))) }
        let version: HTTPVersion =
            switch summary.version {
            case Int(CURL_HTTP_VERSION_1_1): .http11
            case Int(CURL_HTTP_VERSION_1_0): .http10
            case Int(CURL_HTTP_VERSION_2_0): .http2
            default: .other
            }
        return .success(
            HTTPResponse(
                status: summary.status, headers: headers, body: body, timings: timings,
                connectionReused: summary.connects == 0, httpVersion: version))
    }

    /// The error of a transfer that is taken from libcurl before it ended.
    func abandon(_ code: HTTPTransportError.Code, _ why: String) -> HTTPTransportError {
        let error = HTTPTransportError(code: code, reach: reach, message: describe(why))
        release()
        return error
    }

    private var reach: HTTPTransportError.Reach { handovers == 0 ? .neverSent : .mayHaveBeenProcessed }

    private func failure(_ result: CURLcode, _ timings: HTTPTimings, _ osError: Int32) -> HTTPTransportError {
        var code = HTTPTransportError.Code(curl: result, handedOver: handovers > 0)
        var why = unsafe String(cString: errorText)
        if why.isEmpty { why = CurlLibrary.describe(result) }
        if result == CURLE_WRITE_ERROR, let excess {
            code = excess
        } else if result == CURLE_ABORTED_BY_CALLBACK, handovers > 1 {
            code = .connectionReset
            why = "the kept connection broke before an answer came, and the request may not be repeated unasked"
        }
        switch code {
        case .bodyTooLarge: why = "the answer's body exceeds \(configuration.maximumResponseBytes) bytes"
        case .headersTooLarge:
            why =
                "the answer's headers exceed \(configuration.maximumHeaderBytes) bytes or"
                + " \(configuration.maximumHeaderCount) lines"
        default: break
        }
        if osError != 0, code == .couldNotConnect || code == .connectionReset { why += " (system error \(osError))" }
        return HTTPTransportError(
            code: code, reach: reach, message: describe(why), curlCode: Int32(result.rawValue), timings: timings)
    }

    private func describe(_ why: String) -> String {
        guard let request = transfer?.request else { return why }
        // libcurl repeats the host in some of its texts, never the query.
        return "\(request.method.rawValue) \(RedactedURL(request.url)): \(why)"
    }

    private func release() {
        transfer = nil
        body = []
        headers = HTTPHeaders()
        if holdsLargeBody {
            unsafe ccurl_clear_body(easy)
            requestBody.shrink()
            holdsLargeBody = false
        }
    }

    // Called from libcurl's callbacks.

    /// Whether the bytes were taken.
    fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let count = bytes.count
        guard count <= configuration.maximumResponseBytes - body.count else {
            excess = .bodyTooLarge
            return false
        }
        if body.isEmpty {
            // What is declared is believed up to a bound; beyond it the array grows as bytes arrive.
            let declared = unsafe Int(clamping: ccurl_declared_length(easy))
            body.reserveCapacity(max(count, min(declared, 64 << 10, configuration.maximumResponseBytes)))
        }
        unsafe body.append(contentsOf: bytes)
        return true
    }

    fileprivate func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        let count = line.count
        headerBytes += count
        guard headerBytes <= configuration.maximumHeaderBytes, headers.count < configuration.maximumHeaderCount else {
            excess = .headersTooLarge
            return false
        }
        var end = count
        while end > 0, unsafe line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
        if end > 5, unsafe line[0] == 0x48, unsafe line[..<5].elementsEqual("HTTP/".utf8) {
            // A status line: what came before belonged to an informational answer.
            headers = HTTPHeaders()
            headers.reserve(512)
            headIsComplete = false
        } else if end > 0 {
            unsafe headers.append(line: line[..<end])
        } else {
            headIsComplete = true
        }
        return true
    }

    /// A connection is about to carry the request. libcurl repeats by itself what a dead kept connection swallowed, `POST`
    /// included; whether that is allowed is decided here.
    fileprivate func takeHandover() -> Bool {
        handovers += 1
        return handovers == 1 || mayRepeat
    }
}

func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    let handle = unsafe Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
    return unsafe handle.takeBody(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : -1
}

func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return 0 }
    let handle = unsafe Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
    return unsafe handle.takeHeader(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : -1
}

func handOver(
    _ context: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?, _ local: UnsafeMutablePointer<CChar>?,
    _ peerPort: Int32, _ localPort: Int32
) -> Int32 {
    guard let context = unsafe context else { return CURL_PREREQFUNC_ABORT }
    let handle = unsafe Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue()
    return handle.takeHandover() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

extension HTTPTransportError {
    static var outOfMemory: HTTPTransportError {
        HTTPTransportError(code: .other, message: "out of memory for a transfer")
    }
}

extension Duration {
    /// For libcurl, to which 0 means "no limit": at least 1, at most what fits its 32 bits.
    var timeoutMilliseconds: Int {
        let (seconds, attoseconds) = components
        let clamped = Int(min(max(seconds, 0), 2_000_000))
        return max(1, clamped * 1000 + (seconds < 0 ? 0 : Int(attoseconds / 1_000_000_000_000_000)))
    }

    var wholeSeconds: Int { Int(clamping: components.seconds) }

    /// Bounded to about 146 years either way, so that a deadline made of it can't overflow.
    var clampedNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let bound: Int64 = 4_600_000_000
        return min(max(seconds, -bound), bound) * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
