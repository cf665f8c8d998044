import Arguments
import Testing

private let names = ["run", "check", "replay", "concurrency", "log-level", "log-format"]

@Test(arguments: [
    ("rnu", "run"), ("chekc", "check"), ("RUN", "run"), ("replya", "replay"), ("concurency", "concurrency"),
    ("log-levl", "log-level"), ("conc", "concurrency"), ("log-frmat", "log-format"),
])
func theNearestNameIsFound(written: String, meant: String) {
    #expect(nearestName(to: written, among: names) == meant)
}

@Test(arguments: ["", "x", "qqq", "somethingelse"])
func aFarNameIsNotSuggested(written: String) {
    #expect(nearestName(to: written, among: names) == nil)
}

@Test func aHugeNameCostsNothing() {
    #expect(nearestName(to: String(repeating: "r", count: 1_000_000), among: names) == nil)
}
