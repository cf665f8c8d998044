public import ApprovalContract

/// The names of our own topics.
public struct TopicNames: Sendable, Hashable {
    public let prefix: String

    public init(prefix: String) { self.prefix = prefix }

    public func commands(_ lane: Lane, _ priority: Priority) -> String {
        "\(prefix).commands.\(lane.rawValue)" + (priority == .bulk ? ".bulk" : "")
    }

    public func receipts(_ lane: Lane) -> String { "\(prefix).receipts.\(lane.rawValue)" }

    public var control: String { "\(prefix).control" }
    public var results: String { "\(prefix).results" }
    public var deadLetters: String { "\(prefix).dead-letters" }
    public var parked: String { "\(prefix).parked" }
    /// What a dry run answers, unless `dry_run.topic` says another.
    public var dryRun: String { "\(prefix).dry-run" }

    /// Topics of commands, with the lane and class of each.
    public var allCommands: [(topic: String, lane: Lane, priority: Priority)] {
        Lane.allCases.flatMap { lane in
            Priority.allCases.map { (commands(lane, $0), lane, $0) }
        }
    }

    /// All of ours; an events pattern must match none of them.
    public var all: [String] {
        allCommands.map(\.topic) + Lane.allCases.map(receipts) + [control, results, deadLetters, parked, dryRun]
    }
}
