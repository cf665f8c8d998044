import Testing

@testable import Chaos

@Test func oneSeedMakesOneLoad() {
    func values(_ seed: UInt64) -> [[UInt8]] {
        var generator = EventGenerator(seed: seed, shape: LoadShape(), prefix: "p")
        return (0..<500).map { _ in generator.next().value }
    }
    #expect(values(7) == values(7))
    #expect(values(7) != values(8))
}
