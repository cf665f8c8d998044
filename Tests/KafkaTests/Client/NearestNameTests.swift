import Testing

@testable import Kafka

struct NearestNameTests {
    @Test func measuresEdits() {
        #expect(NearestName.distance(Array("kitten".utf8), Array("sitting".utf8)) == 3)
        #expect(NearestName.distance([], Array("abc".utf8)) == 3)
        #expect(NearestName.distance(Array("abc".utf8), Array("abc".utf8)) == 0)
    }

    @Test func readsUnderscoresAndCapitalsAsMeant() {
        #expect(NearestName.of("Bootstrap_Servers", among: ["acks", "bootstrap.servers"]) == "bootstrap.servers")
        #expect(NearestName.of("quite-something-else", among: ["acks", "linger.ms"]) == nil)
    }
}
