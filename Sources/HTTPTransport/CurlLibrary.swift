import CCurl
import Glibc

/// libcurl's process-wide state, made once, before the first handle.
enum CurlLibrary {
    private static let result: CURLcode = ccurl_global_init()

    static func initialize() throws(HTTPTransportError) {
        guard result == CURLE_OK else {
            throw HTTPTransportError(
                code: .other, message: "libcurl can't start: \(describe(result))", curlCode: Int32(result.rawValue))
        }
        guard ccurl_resolves_in_threads() != 0 else {
            throw HTTPTransportError(
                code: .unsupported,
                message: "this libcurl looks names up on the caller's thread; install one built with AsynchDNS")
        }
    }

    /// Whether the environment named a proxy when it was first asked for. libcurl's own names; for `http` it reads the lower
    /// case alone, since a web server passes a client's `Proxy` header on as HTTP_PROXY.
    static let environmentHasProxy: Bool = {
        let names: [String] = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        return names.contains { name in unsafe getenv(name) != nil }
    }()

    static func describe(_ result: CURLcode) -> String {
        unsafe String(cString: curl_easy_strerror(result))
    }
}
