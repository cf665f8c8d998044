/// What the group's coordinator knows: eager rebalances, as the relay's consumers have them.
struct Coordinator {
    var generation = 0
    var members: [SimulatedReplica] = []
    /// Members that have given up their partitions and wait for the new assignment, while there is a rebalance.
    var joined: Set<Int> = []
    var isRebalancing = false

    /// Consecutive partitions for each member, in the order of their names: Kafka's range assignor.
    func shares(of partitions: Int) -> [[Int]] {
        let count = members.count
        guard count > 0 else { return [] }
        return (0..<count).map { member in
            let start = partitions / count * member + min(member, partitions % count)
            let length = partitions / count + (member < partitions % count ? 1 : 0)
            return Array(start..<(start + length))
        }
    }
}
