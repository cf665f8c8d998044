import Arguments
import Kafka
import Testing

@testable import Relay

@Suite(.serialized, .timeLimit(.minutes(1)))
struct FatalErrorTests {
    /// A producer without the right to an id can never write what its stage must write.
    @Test func aProducerThatCanNotGoOnEndsTheProcess() async throws {
        let harness = try RelayHarness()
        // The test's own producer has its id.
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        harness.broker.fail(.initProducerID, with: Array(repeating: .clusterAuthorizationFailed, count: 20))
        let starting = Task { try await harness.start() }
        let failure = try await #require(harness.failure.wait { $0 != nil })
        #expect(failure.exitCode == .software)
        #expect(failure.message.hasPrefix("The Kafka client of the stage "), "\(failure.message)")
        #expect(failure.message.contains("(fatal)"), "\(failure.message)")
        starting.cancel()
        _ = await starting.result
        await harness.stop()
    }
}
