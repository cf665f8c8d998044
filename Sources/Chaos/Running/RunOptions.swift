/// What was asked for on the command line.
public struct RunOptions: Sendable {
    /// The relay's program.
    public var program: String
    public var kafkaTool: String?
    public var kafkaAddress: String?
    public var toxiproxy: String?
    /// Below it each run gets a folder of its own.
    public var folder: String
    /// 1…8.
    public var workers = 3
    /// Of commands topics and all others; 1…12.
    public var partitions = 6
    /// Events a second.
    public var rate = 100.0
    /// Other words for the variable that switches hooks on.
    public var hooks: [String] = []
    /// Seconds within which everything has to be answered and committed after the faults.
    public var drainBound = 90
    /// Whether the folder of a step stays when nothing was wrong.
    public var keepsFolders = false

    public init(program: String, folder: String) {
        self.program = program
        self.folder = folder
    }
}
