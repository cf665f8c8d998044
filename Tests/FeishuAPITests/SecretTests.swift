import FeishuAPI
import Testing

@Suite struct SecretTests {
    @Test func neverPrintsItsText() {
        let secret = Secret("hunter2-hunter2")
        let request = FeishuHTTPRequest(
            method: .post, url: "https://h/x", headers: [FeishuHTTPHeader("Authorization", "Bearer hunter2-hunter2")],
            body: Array("hunter2-hunter2".utf8), timeout: .seconds(1))
        let response = FeishuHTTPResponse(
            status: 200, headers: [FeishuHTTPHeader("Set-Cookie", "hunter2-hunter2")],
            body: Array("hunter2-hunter2".utf8))
        let credentials = AppCredentials(appID: "cli_1", appSecret: secret)
        for value in [secret, request, response, credentials, [secret], Optional(secret) as Any] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            #expect(!dumped.contains("hunter2"))
            #expect(!"\(value)".contains("hunter2"))
            #expect(!String(reflecting: value).contains("hunter2"))
        }
        #expect(secret.exposed == "hunter2-hunter2")
    }

    @Test(
        arguments: [
            ("t-1", "t-1"), (" t-1\n", "t-1"), ("\t\r\nt\u{0B}", "t"), ("", nil), ("   \n", nil), ("a b", nil),
            ("a\r\nX-Evil: 1", nil), ("caf\u{E9}", nil), ("a\u{0}b", nil), (String(repeating: "x", count: 4097), nil),
        ] as [(String, String?)])
    func takesOnlyVisibleASCIIFromOutside(text: String, expected: String?) {
        #expect(Secret(visible: text)?.exposed == expected)
    }
}
