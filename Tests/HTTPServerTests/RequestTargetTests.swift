import Testing

@testable import HTTPServer

struct RequestTargetTests {
    @Test(arguments: [
        ("/", "/"), ("/a/b", "/a/b"), ("/a%2Fb%20c+d", "/a/b c+d"), ("/%E4%B8%AD", "/中"), ("/%ff", "/\u{fffd}"),
        ("/%", "/%"), ("/%4", "/%4"), ("/%zz", "/%zz"), ("/a%00b", "/a\u{0}b"), ("*", "*"), ("", ""),
        ("http://host:80/a?b", "/a"), ("http://host", "/"), ("HTTP://host?x=1", "/"), ("/a#b?c", "/a"),
        ("//x/y", "//x/y"),
        ("host:443", "host:443"),
    ])
    func decodesThePath(target: String, path: String) {
        #expect(RequestTarget(target).path == path)
        #expect(ServerRequest(method: "GET", target: target).target == target)
    }

    @Test func keepsPairsInTheirOrder() {
        let request = ServerRequest(method: "GET", target: "/?b=1&a=%3D%26&&b=2&flag&=x&c=a=b+c")
        #expect(request.query.map(\.name) == ["b", "a", "b", "flag", "", "c"])
        #expect(request.query.map(\.value) == ["1", "=&", "2", nil, "x", "a=b c"])
        #expect(request.queryValue("b") == "1")
        #expect(request.queryValue("flag") == nil)
        #expect(request.queryValue("none") == nil)
    }
}
