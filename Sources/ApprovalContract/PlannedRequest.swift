/// A request to Feishu that a dry run would have sent. Without headers: those hold the token.
public struct PlannedRequest: Sendable {
    public var method: String
    /// Scheme, host and port.
    public var origin: String
    /// With its query, if it has one.
    public var path: String
    public var body: CommandBody

    /// - Parameter url: absolute, as the configuration's addresses are.
    public init(method: String, url: String, body: CommandBody) {
        self.method = method
        let host = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let slash = url[host...].firstIndex(of: "/") ?? url.endIndex
        origin = String(url[..<slash])
        path = slash == url.endIndex ? "/" : String(url[slash...])
        self.body = body
    }
}
