import CCurl

extension HTTPTransportError.Code {
    /// What libcurl's result means once a transfer has failed. `handedOver`: the request was given to a connection, which
    /// tells a refused scheme from an answer in a protocol that isn't HTTP (libcurl has one code for both).
    init(curl result: CURLcode, handedOver: Bool) {
        self =
            switch result {
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .couldNotResolve
            case CURLE_COULDNT_CONNECT, CURLE_PROXY: .couldNotConnect
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ENGINE_NOTFOUND,
                CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED,
                CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_SHUTDOWN_FAILED,
                CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
                CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
                .tls
            case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM,
                CURLE_SEND_FAIL_REWIND:
                .connectionReset
            case CURLE_GOT_NOTHING: .emptyAnswer
            case CURLE_FILESIZE_EXCEEDED: .bodyTooLarge
            // CURLE_TOO_LARGE, which older headers don't have.
            case CURLcode(rawValue: 100): .headersTooLarge
            // libcurl's word for a single line beyond 100 KB, before the bound on all lines is asked.
            case CURLE_OUT_OF_MEMORY: handedOver ? .headersTooLarge : .other
            case CURLE_URL_MALFORMAT: .invalidURL
            case CURLE_UNSUPPORTED_PROTOCOL, CURLE_NOT_BUILT_IN: handedOver ? .other : .unsupported
            default: .other
            }
    }
}
