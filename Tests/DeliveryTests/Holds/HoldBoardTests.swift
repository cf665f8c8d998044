import ScheduleSupport
import Testing

@testable import Delivery

@Suite struct HoldBoardTests {
    private let sync = HoldSubject(app: "cli_a", api: "instance.sync")

    private func hold(_ id: String = "other.1", probe: Int = 0, writer: String = "other") -> GroupHold {
        GroupHold(
            subject: sync, reason: "permission", detail: "scope", alias: "main", id: id, probe: probe, writer: writer,
            since: 0, duration: .seconds(1000), interval: .seconds(30))
    }

    @Test func theFirstOfManyRefusalsIsSaid() {
        var board = HoldBoard(process: "me", random: 0)
        let first = board.refused(
            sync, reason: "permission", detail: "scope", alias: "main", duration: .seconds(1000),
            interval: .seconds(30), wall: 7, at: .zero)
        let second = board.refused(
            sync, reason: "permission", detail: "scope", alias: "main", duration: .seconds(1000),
            interval: .seconds(30), wall: 8, at: .zero)
        #expect(first?.id == "me.1")
        #expect(second == nil)
        let held = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(1))
        let other = board.admission(app: "cli_a", api: "message.send", at: .seconds(1))
        #expect(held == .held(.seconds(29)))
        #expect(other == .open)
    }

    @Test func theFirstClaimInTheTopicWins() {
        var board = HoldBoard(process: "me", random: 0)
        _ = board.received(hold(), age: .zero, at: .zero)
        let due = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(30))
        #expect(due == .due([sync]))
        let claim = board.makeClaim(sync, at: .seconds(30))
        #expect(claim?.probe == 1 && claim?.writer == "me")
        // Another's is before it.
        let lost = board.received(hold(probe: 1), age: .zero, at: .seconds(30))
        let mine = board.received(hold(probe: 1, writer: "me"), age: .zero, at: .seconds(30))
        #expect(lost == .nothing && mine == .nothing)
        let waits = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(31))
        #expect(waits == .held(.seconds(29)))
        let won = board.received(hold(probe: 2, writer: "me"), age: .zero, at: .seconds(60))
        #expect(won == .won)
        let mayCall = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(61))
        #expect(mayCall == .probe)
        board.began(app: "cli_a", api: "instance.sync", key: "k", at: .seconds(61))
        let busy = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(61))
        #expect(busy == .held(.seconds(30)))
        let over = board.ended(
            app: "cli_a", api: "instance.sync", key: "k", isWell: true, wasMade: true, at: .seconds(62))
        #expect(over?.map(\.id) == ["other.1"])
        let open = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(62))
        #expect(open == .open)
    }

    @Test func aRightThatIsNotUsedPasses() {
        var board = HoldBoard(process: "me", random: 0)
        _ = board.received(hold(probe: 3, writer: "me"), age: .zero, at: .zero)
        let first = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(29))
        let late = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(30))
        #expect(first == .probe && late == .due([sync]))
    }

    @Test func whatIsOldHasLapsed() {
        var board = HoldBoard(process: "me", random: 0)
        let old = board.received(hold(), age: .seconds(1000), at: .zero)
        let isHeld = board.isHeld(app: "cli_a", api: "instance.sync", at: .zero)
        #expect(old == .nothing && !isHeld)
        _ = board.received(hold("other.2"), age: .seconds(990), at: .zero)
        let before = board.isHeld(app: "cli_a", api: "instance.sync", at: .seconds(9))
        let after = board.isHeld(app: "cli_a", api: "instance.sync", at: .seconds(10))
        let lapsed = board.lapse(at: .seconds(10))
        #expect(before && !after && lapsed.map(\.id) == ["other.2"])
    }

    /// A topic that can't be written leaves each process to itself, as often as ever.
    @Test func whatCannotBeSaidIsTriedAllTheSame() {
        var board = HoldBoard(process: "me", random: 0)
        _ = board.refused(
            sync, reason: "permission", detail: "", alias: "main", duration: .seconds(1000), interval: .seconds(30),
            wall: 0, at: .zero)
        let mayCall = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(30))
        board.began(app: "cli_a", api: "instance.sync", key: "k", at: .seconds(30))
        _ = board.ended(app: "cli_a", api: "instance.sync", key: "k", isWell: false, wasMade: true, at: .seconds(31))
        let again = board.admission(app: "cli_a", api: "instance.sync", at: .seconds(31))
        #expect(mayCall == .probe && again == .held(.seconds(29)))
    }

    /// Whatever comes and goes: one try in an interval by one process, nobody calls against a hold that could be known, and when all is
    /// right again all go on.
    @Test func processesAgreeByTheTopicAlone() {
        Schedules.check(600) { _, random in
            var group = HoldGroup(random)
            for _ in 0..<400 {
                group.tick(mayChange: true)
                if let problem = group.problem { return problem }
            }
            group.broken = []
            // Two intervals, for the tenant's and the API's hold after each other, and what is lost on the way.
            for _ in 0..<250 {
                group.tick(mayChange: false)
                if let problem = group.problem { return problem }
            }
            return group.isOpen() ? nil : "still held 25 s after all was right"
        }
    }
}
