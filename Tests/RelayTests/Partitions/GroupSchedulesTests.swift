import ScheduleSupport
import Testing

/// Two or three processes of a group on a model broker, in either protocol: rebalances, suspensions, lost sessions, crashes, commits
/// that arrive late.
struct GroupSchedulesTests {
    @Test func nothingIsLostAndNoTwoProcessesCallForOneKey() {
        Schedules.check { seed, random in
            var group = GroupModel(
                members: 2 + random.below(2), partitions: 1 + random.below(2), isCooperative: seed % 2 == 0)
            for _ in 0..<(12 + random.below(26)) {
                group.step(&random)
                if group.problem != nil { return group.problem }
            }
            // What comes after takes longest.
            return seed % 4 == 0 ? group.end(&random) : nil
        }
    }
}
