import ScheduleSupport
import Testing

@testable import Delivery

struct ParkedCommandsTests {
    @Test func whatComesBehindAParkedCommandFollowsIt() {
        var parked = ParkedCommands<String>()
        #expect(parked.turn(ofLane: "a", 3) == .take)
        parked.parked("a", 3)
        #expect(parked.turn(ofLane: "a", 5) == .follow)
        #expect(parked.turn(ofLane: "b", 5) == .take)
        #expect(parked.turn(ofLane: "a", 2) == .take, "it comes before the parked one")
        #expect(parked.turn(ofLane: "a", 3) == .repeated)
        parked.parked("a", 5)
        #expect(parked.turn(ofParked: "a", 5, laneEnd: 9) == .follow)
        #expect(parked.turn(ofParked: "a", 3, laneEnd: 3) == .wait, "2 may come from the lane")
        #expect(parked.turn(ofParked: "a", 3, laneEnd: 9) == .take)
        #expect(parked.turn(ofParked: "a", 3, laneEnd: 9) == .repeated)
        #expect(parked.turn(ofLane: "a", 7) == .follow, "5 is parked yet")
        #expect(parked.turn(ofParked: "a", 5, laneEnd: 9) == .take)
        #expect(parked.turn(ofLane: "a", 7) == .follow, "it would wait behind 3 and 5")
        #expect(parked.count == 2)
        parked.finished("a", 3)
        parked.finished("a", 5)
        #expect(parked.isEmpty && parked.count == 0)
        #expect(parked.turn(ofLane: "a", 7) == .take)
    }

    @Test func parkedAgainItIsTheFirstAgain() {
        var parked = ParkedCommands<String>()
        parked.parked("a", 1)
        parked.parked("a", 2)
        #expect(parked.turn(ofParked: "a", 1, laneEnd: 9) == .take)
        parked.parked("a", 1)
        #expect(parked.turn(ofParked: "a", 2, laneEnd: 9) == .follow)
        #expect(parked.turn(ofParked: "a", 1, laneEnd: 9) == .take)
        #expect(parked.count == 2)
        parked.finished("a", 2)
        #expect(parked.count == 2, "2 was never taken")
    }

    /// Many offsets of one key, in any order, beside a set.
    @Test func offsetsAreASetWithItsLowestAtHand() {
        Schedules.check(2000) { _, random in
            var offsets = AscendingOffsets()
            var model: Set<Int64> = []
            for _ in 0..<300 {
                let offset = random.one(in: 3) ? Int64(random.below(200)) : (model.max() ?? 0) + 1
                let taken = random.one(in: 2) ? model.min() ?? 0 : offset
                if random.one(in: 2) {
                    if offsets.insert(offset) != model.insert(offset).inserted { return "insert \(offset)" }
                } else if offsets.remove(taken) != (model.remove(taken) != nil) {
                    return "remove \(taken)"
                }
                if offsets.first != model.min() || offsets.isEmpty != model.isEmpty { return "first" }
                if offsets.contains(offset) != model.contains(offset) { return "contains \(offset)" }
            }
            return nil
        }
    }

    /// A lane and its parked topic through several owners, each of which may set aside what it has, commit or not, and die; what a dead one
    /// had under way may arrive much later.
    @Test func everyCommandIsDoneInItsKeysOrder() {
        Schedules.check(20_000) { _, random in
            var model = ParkingModel(&random)
            for _ in 0..<(1 + random.below(4)) {
                model.live(&random, steps: 5 + random.below(60))
                if let problem = model.problem { return problem }
            }
            model.live(&random, steps: nil)
            return model.problem ?? (model.isAllDone ? nil : "a command was lost")
        }
    }
}
