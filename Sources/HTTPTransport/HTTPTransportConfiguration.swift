/// What one transport does for all its requests. Wrong settings are refused by ``HTTPTransport/init(configuration:)``.
public struct HTTPTransportConfiguration: Sendable {
    public enum PreferredVersion: Sendable, Hashable {
        /// HTTP/1.1 with kept connections: one request at a time on each.
        case http1
        /// HTTP/2 over TLS where the server offers it; requests share one connection, and wait for it while it is being made.
        /// Bugs in rare paths of libcurl before 8.4 (GOAWAY, REFUSED_STREAM, cancelled streams) make it the second choice.
        case http2
    }

    public enum Scheme: String, Sendable, Hashable {
        case http, https
    }

    /// Transfers at once, 1…1024. What is beyond waits in order, outside libcurl, so its time-out doesn't count the wait.
    public var maximumConcurrent: Int = 64
    /// Name look-up, TCP and TLS together; 1 ms…1 h.
    public var connectTimeout: Duration = .seconds(5)
    /// A whole request; 1 ms…24 h.
    public var requestTimeout: Duration = .seconds(30)
    /// Decoded bytes of one answer, 0…1 GiB; more is `bodyTooLarge`.
    public var maximumResponseBytes: Int = 4 << 20
    /// All header lines of one answer, 1 KiB…256 KiB (libcurl has a bound of its own beyond); more is `headersTooLarge`.
    public var maximumHeaderBytes: Int = 64 << 10
    /// Header lines of one answer, 1…10,000; more is `headersTooLarge`.
    public var maximumHeaderCount: Int = 256

    /// Certificate and host name are verified. Turn off only against a test server.
    public var verifiesTLS: Bool = true
    /// A PEM file of the authorities to trust instead of the system's.
    public var caFile: String?
    /// `[scheme://][user:password@]host[:port]`, scheme `http`, `https`, `socks4`, `socks4a`, `socks5` or `socks5h`.
    public var proxy: String?
    /// Hosts that the proxy is not used for: comma-separated suffixes, or `*`.
    public var noProxy: String?
    /// `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy` of the environment apply where `proxy` is `nil`.
    public var usesEnvironmentProxy: Bool = true

    public var httpVersion: PreferredVersion = .http1
    /// `nil`: no `User-Agent` is sent.
    public var userAgent: String? = "approval-relay"
    /// Plain `http` is for simulators and tests; leave it out where secrets travel.
    public var allowedSchemes: Set<Scheme> = [.https, .http]
    /// Offers gzip, brotli and zstd as far as libcurl was built with them, and decodes them.
    public var acceptsCompression: Bool = true

    /// A connection older than this isn't reused, so that changes of DNS and of a load balancer's pool are followed.
    public var maximumConnectionAge: Duration = .seconds(300)
    /// A connection idle for longer isn't reused. Below the server's own idle time-out, so that it seldom closes first.
    public var maximumIdleTime: Duration = .seconds(50)
    /// TCP keep-alive probes on idle connections start after this and repeat at it; `nil`: none.
    public var keepAliveInterval: Duration? = .seconds(30)

    public init() {}
}
