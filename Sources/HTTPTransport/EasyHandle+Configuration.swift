import CCurl

extension EasyHandle {
    /// What holds for every transfer of the handle.
    func setAll(
        _ configuration: HTTPTransportConfiguration, share: UnsafeMutableRawPointer?,
        errorText: UnsafeMutablePointer<CChar>
    ) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe ccurl_set_callbacks(easy, receiveBody, receiveHeader, handOver, context)
        unsafe ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
        if let share = unsafe share { unsafe ccurl_set_share(easy, share) }
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_TCP_NODELAY, 1)
        unsafe ccurl_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(max(1, configuration.maximumResponseBytes)))
        let schemes = configuration.allowedSchemes.map(\.rawValue).sorted().joined(separator: ",")
        set(CURLOPT_PROTOCOLS_STR, schemes)
        set(CURLOPT_REDIR_PROTOCOLS_STR, schemes)
        set(CURLOPT_SSL_VERIFYPEER, configuration.verifiesTLS ? 1 : 0)
        set(CURLOPT_SSL_VERIFYHOST, configuration.verifiesTLS ? 2 : 0)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let caFile = configuration.caFile { set(CURLOPT_CAINFO, caFile) }
        if let proxy = configuration.proxy {
            set(CURLOPT_PROXY, proxy)
            if let caFile = configuration.caFile { set(CURLOPT_PROXY_CAINFO, caFile) }
        } else if !configuration.usesEnvironmentProxy || !CurlLibrary.environmentHasProxy {
            set(CURLOPT_PROXY, "")
            // Without it libcurl searches the environment at each transfer.
            set(CURLOPT_NOPROXY, "*")
        }
        if let noProxy = configuration.noProxy { set(CURLOPT_NOPROXY, noProxy) }
        switch configuration.httpVersion {
        case .http1: set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        case .http2:
            set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
            set(CURLOPT_PIPEWAIT, 1)
        }
        if let userAgent = configuration.userAgent { set(CURLOPT_USERAGENT, userAgent) }
        if configuration.acceptsCompression { set(CURLOPT_ACCEPT_ENCODING, "") }
        set(CURLOPT_MAXLIFETIME_CONN, configuration.maximumConnectionAge.wholeSeconds)
        set(CURLOPT_MAXAGE_CONN, configuration.maximumIdleTime.wholeSeconds)
        if let interval = configuration.keepAliveInterval {
            set(CURLOPT_TCP_KEEPALIVE, 1)
            set(CURLOPT_TCP_KEEPIDLE, interval.wholeSeconds)
            set(CURLOPT_TCP_KEEPINTVL, interval.wholeSeconds)
        }
    }

    @discardableResult
    func set(_ option: CURLoption, _ value: Int) -> Bool {
        unsafe ccurl_set_long(easy, option, value) == CURLE_OK
    }

    @discardableResult
    func set(_ option: CURLoption, _ value: String?) -> Bool {
        if let value { return unsafe ccurl_set_string(easy, option, value) == CURLE_OK }
        return unsafe ccurl_set_string(easy, option, nil) == CURLE_OK
    }
}
