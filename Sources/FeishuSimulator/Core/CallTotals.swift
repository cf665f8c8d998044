/// How many calls there were, by API and outcome; goes on when the journal has moved past them.
struct CallTotals {
    private(set) var byAPI: [SimulatedAPI: [JournalOutcome: Int]] = [:]

    mutating func count(_ entry: JournalEntry) {
        byAPI[entry.api, default: [:]][entry.outcome, default: 0] += 1
    }
}
