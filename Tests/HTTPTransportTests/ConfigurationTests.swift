import Foundation
import Testing

@testable import HTTPTransport

struct ConfigurationTests {
    typealias Change = @Sendable (inout HTTPTransportConfiguration) -> Void

    static let wrong: [(String, Change)] = [
        ("maximumConcurrent", { $0.maximumConcurrent = 0 }),
        ("maximumConcurrent", { $0.maximumConcurrent = 5000 }),
        ("maximumResponseBytes", { $0.maximumResponseBytes = -1 }),
        ("maximumHeaderBytes", { $0.maximumHeaderBytes = 10 }),
        ("maximumHeaderCount", { $0.maximumHeaderCount = 0 }),
        ("connectTimeout", { $0.connectTimeout = .zero }),
        ("requestTimeout", { $0.requestTimeout = .seconds(1_000_000) }),
        ("maximumConnectionAge", { $0.maximumConnectionAge = .zero }),
        ("maximumIdleTime", { $0.maximumIdleTime = .zero }),
        ("keepAliveInterval", { $0.keepAliveInterval = .zero }),
        ("allowedSchemes", { $0.allowedSchemes = [] }),
        ("userAgent", { $0.userAgent = "a\r\nb: c" }),
        ("caFile", { $0.caFile = "" }),
        ("caFile", { $0.caFile = "/nowhere/ca.pem" }),
        ("caFile", { $0.caFile = "/etc" }),
        ("caFile", { $0.caFile = "/dev/null" }),
        ("caFile", { $0.caFile = "/etc/hostname" }),
        ("proxy", { $0.proxy = "" }),
        ("proxy", { $0.proxy = "http://" }),
        ("proxy", { $0.proxy = "http://user:hush@host:port" }),
        ("proxy", { $0.proxy = "gopher://host:1" }),
    ]

    @Test(arguments: wrong.indices)
    func namesTheWrongSetting(_ index: Int) {
        let (setting, change) = Self.wrong[index]
        var configuration = HTTPTransportConfiguration()
        change(&configuration)
        do throws(HTTPTransportError) {
            _ = try HTTPTransport(configuration: configuration)
            Issue.record("\(setting) was accepted")
        } catch {
            #expect(error.code == .invalidConfiguration)
            #expect(error.message.hasPrefix("setting \(setting): "))
            #expect(!error.message.contains("hush"))
        }
    }

    @Test(arguments: ["host:3128", "http://user:word@host:3128", "socks5h://[::1]:1080"])
    func acceptsProxies(_ proxy: String) throws {
        var configuration = HTTPTransportConfiguration()
        configuration.proxy = proxy
        try configuration.validate()
    }
}

struct RedactedURLTests {
    @Test(arguments: [
        ("https://h/p?q=1#f", "https://h/p"),
        ("https://u:p@h:1/p", "https://h:1/p"),
        ("https://u:p@x@h/p@q", "https://h/p@q"),
        ("u:p@h/p", "h/p"),
        ("https://h?token", "https://h"),
        ("", ""),
    ])
    func hidesUserAndQuery(_ url: String, _ expected: String) {
        #expect(RedactedURL(url).description == expected)
    }

    @Test func isBounded() {
        #expect(RedactedURL("https://h/" + String(repeating: "a", count: 10_000)).description.count < 300)
    }
}

struct HTTPHeadersTests {
    @Test func findsValuesWithoutRegardToCase() {
        let headers = HTTPHeaders([("Retry-After", " 7\t"), ("A", "1"), ("a", "2"), ("Empty", "")])
        #expect(headers["retry-after"] == "7")
        #expect(headers["RETRY-AFTER"] == "7")
        #expect(headers["A"] == "1")
        #expect(headers.values("a") == ["1", "2"])
        #expect(headers["Empty"] == "")
        #expect(headers["Retry"] == nil)
        #expect(headers.count == 4)
        #expect(headers.fields.map(\.name) == ["Retry-After", "A", "a", "Empty"])
    }

    @Test func dropsWhatIsNoField() {
        var headers = HTTPHeaders()
        for line in [" folded first", "no colon", ":no name", "", "A: b"] { headers.append(line: Array(line.utf8)) }
        #expect(headers.fields.map { "\($0.name)=\($0.value)" } == ["A=b"])
    }
}
