/// All commands, in the partitions of their topic, and what became of them.
struct CommandLog {
    private(set) var keys: [Int32] = []
    private(set) var arrivals: [Duration] = []
    private var isOver: [Bool] = []
    /// Commands of each partition, in order.
    private(set) var partitions: [[Int]]
    /// Of each partition, how many from its beginning are over: what a new owner leaves out.
    private var committed: [Int]

    init(partitions count: Int) {
        partitions = [[Int]](repeating: [], count: count)
        committed = [Int](repeating: 0, count: count)
    }

    var count: Int { keys.count }

    mutating func append(key: Int, partition: Int, at time: Duration) {
        partitions[partition].append(keys.count)
        keys.append(Int32(key))
        arrivals.append(time)
        isOver.append(false)
    }

    mutating func end(_ command: Int) { isOver[command] = true }

    func hasEnded(_ command: Int) -> Bool { isOver[command] }

    /// Where a new owner of a partition begins.
    mutating func start(of partition: Int) -> Int {
        let commands = partitions[partition]
        while committed[partition] < commands.count, isOver[commands[committed[partition]]] {
            committed[partition] += 1
        }
        return committed[partition]
    }
}
