import FeishuTypes
import JSON
import Testing

/// What is written and read again is the same, whatever is in it.
struct RoundTripTests {
    private func survives<Body: FeishuBody>(_ body: Body, _ seed: UInt64) throws {
        let text = written(body)
        let result = try read(Body.self, text, .plain)
        #expect(result.problems == [], "seed \(seed): \(text)")
        #expect(result.body == body, "seed \(seed): \(text)")
        #expect(result.body.map { written($0) } == text, "seed \(seed)")
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func randomBodiesSurvive(_ seed: UInt64) throws {
        var random = RandomBodies(seed: seed)
        try survives(random.instance(), seed)
        try survives(random.definition(), seed)
        try survives(random.message(), seed)
        try survives(random.update(), seed)
        try survives(random.check(), seed)
        try survives(random.query(), seed)
        try survives(random.queryAnswer(), seed)
    }

    /// An event's body, once made Feishu's, is an event's body that means the same.
    @Test func whatAnEventBecomesIsAccepted() throws {
        let first = try #require(try read(InstanceSync.self, Bodies.instance).body)
        let again = try read(InstanceSync.self, written(first))
        #expect(again.problems == [])
        #expect(again.body == first)
        let message = try #require(try read(MessageSend.self, Bodies.message).body)
        let messageAgain = try read(MessageSend.self, written(message))
        #expect(messageAgain.problems == [])
        #expect(messageAgain.body == message)
        let definition = try #require(try read(DefinitionUpsert.self, Bodies.definition).body)
        let definitionAgain = try read(DefinitionUpsert.self, written(definition))
        #expect(definitionAgain.problems == [])
        #expect(definitionAgain.body == definition)
    }
}
