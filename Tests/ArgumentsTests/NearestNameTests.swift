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

@Test(arguments: ["", "x", "qqq", "somethingelse", String(repeating: "r", count: 10_000)])
func aFarNameIsNotSuggested(written: String) {
    #expect(nearestName(to: written, among: names) == nil)
}
