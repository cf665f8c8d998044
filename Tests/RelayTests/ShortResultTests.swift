import JSON
import Testing

@testable import Relay

struct ShortResultTests {
    @Test func whatIdentifiesAResultIsKeptAndTheRestIsCut() throws {
        let long = String(repeating: "审", count: 50_000)
        let text = """
            {"specversion":"1.0","id":"c1","type":"approval.result.rejected","subject":"E-1","data":{"outcome":"rejected",
             "command":{"id":"c1","kind":"instance.sync","key":"E-1"},"event":{"id":"e1","offset":7},
             "feishu":{"http_status":400,"code":1390001,"msg":"\(long)","log_id":"L"},"warnings":[{"path":"a","problem":"\(long)"}],
             "differences":[{"instance_id":"x"}],"attempts":2,
             "reason":{"code":"invalid","detail":"\(long)","violations":[{"path":"p","problem":"\(long)"}]}}}
            """
        let cut = try #require(ShortResult.cut(Array(text.utf8)))
        #expect(cut.count < 3000)
        let json = try JSONParser().parse(cut)
        let data = try #require(json["data"])
        #expect(json["id"]?.stringValue == "c1")
        #expect(data["truncated"]?.bool == true)
        #expect(data["outcome"]?.stringValue == "rejected")
        #expect(data["event"]?["offset"]?.int64 == 7)
        #expect(data["command"]?["key"]?.stringValue == "E-1")
        #expect(data["feishu"]?["code"]?.int64 == 1_390_001)
        #expect(data["feishu"]?["msg"]?.stringValue?.count == 257)
        #expect(data["reason"]?["code"]?.stringValue == "invalid")
        #expect(data["reason"]?["violations"]?.array?.isEmpty == true)
        #expect(data["warnings"]?.array?.isEmpty == true)
        #expect(data["differences"]?.isNull == true)
        #expect(data["attempts"]?.int64 == 2)
    }

    @Test func whatIsNoResultIsLeft() {
        #expect(ShortResult.cut(Array("no JSON".utf8)) == nil)
        #expect(ShortResult.cut(Array("[1]".utf8)) == nil)
    }
}
