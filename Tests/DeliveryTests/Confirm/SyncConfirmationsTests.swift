import ScheduleSupport
import Testing

@testable import Delivery

struct SyncConfirmationsTests {
    private typealias Subject = SyncConfirmations<String, Int>

    private func sync(
        _ id: String, _ version: Int64, tasks: [String] = [], isReplace: Bool = false, body: [UInt8] = [1]
    ) -> AppliedSync {
        AppliedSync(instanceID: id, isReplace: isReplace, version: version, taskIDs: tasks, body: body)
    }

    private func ask(_ subject: inout Subject, at now: Duration) -> [ConfirmationQuestion<String>] {
        subject.take(at: now, limit: 50) { _ in false }
    }

    @Test func whatNobodyDoubtsIsNotAskedAbout() {
        var subject = Subject(delay: .seconds(2))
        subject.applied("a", sync("a", 1), isWanted: false, tag: 0, at: .zero)
        #expect(subject.isEmpty)
        #expect(!subject.hasDue(at: .seconds(100)))
    }

    @Test func laterSyncsJoinWhatWaitsAndDoNotPutItOff() {
        var subject = Subject(delay: .seconds(2))
        subject.applied("a", sync("a", 1, tasks: ["t1", "t2"]), isWanted: true, tag: 1, at: .zero)
        subject.applied("a", sync("a", 5, tasks: ["t2"]), isWanted: false, tag: 2, at: .seconds(1))
        let early = ask(&subject, at: .milliseconds(1999))
        #expect(early.isEmpty)
        let questions = ask(&subject, at: .seconds(2))
        #expect(questions.map(\.version) == [5])
        #expect(questions.first?.tasks == [.init(id: "t1", version: 1), .init(id: "t2", version: 5)])
        let late = ask(&subject, at: .seconds(9))
        #expect(late.isEmpty)
        let finding = subject.answered(questions[0], version: 5, tasks: ["t1": 0], isBusy: false, at: .seconds(9))
        #expect(finding == .dropped)
        let repair = subject.takeRepair(questions[0])
        #expect(repair?.bodies.count == 2 && repair?.tag == 2)
    }

    @Test func aReplaceForgetsWhatWasBefore() {
        var subject = Subject(delay: .zero)
        subject.applied("a", sync("a", 1, tasks: ["t1"]), isWanted: true, tag: 0, at: .zero)
        subject.applied("a", sync("a", 2, tasks: ["t2"], isReplace: true), isWanted: false, tag: 0, at: .zero)
        let question = ask(&subject, at: .zero).first
        #expect(question?.tasks == [.init(id: "t2", version: 2)])
    }

    @Test func anAnswerToAnEarlierQuestionSaysNothing() {
        var subject = Subject(delay: .zero)
        subject.applied("a", sync("a", 1), isWanted: true, tag: 0, at: .zero)
        let early = ask(&subject, at: .zero)[0]
        subject.applied("a", sync("a", 2), isWanted: false, tag: 0, at: .zero)
        var findings = [subject.answered(early, version: 0, isBusy: false, at: .zero)]
        for (version, isBusy) in [(Int64(0), true), (3, false)] {
            let question = ask(&subject, at: .zero)[0]
            findings.append(subject.answered(question, version: version, isBusy: isBusy, at: .zero))
        }
        #expect(findings == [.stale, .stale, .confirmed])
        #expect(subject.isEmpty)
    }

    @Test func oneThatDoesNotHelpIsNotRepeated() {
        var subject = Subject(delay: .zero)
        subject.applied("a", sync("a", 1), isWanted: true, tag: 0, at: .zero)
        let first = ask(&subject, at: .zero)[0]
        var findings = [subject.answered(first, version: 0, isBusy: false, at: .zero)]
        _ = subject.takeRepair(first)
        subject.applied("a", sync("a", 2), isWanted: true, isRepair: true, tag: 0, at: .zero)
        let second = ask(&subject, at: .zero)[0]
        findings.append(subject.answered(second, version: 0, isBusy: false, at: .zero))
        #expect(findings == [.dropped, .lost])
        #expect(subject.isEmpty)
    }

    @Test func aQuestionThatIsRefusedIsAskedOneByOne() {
        var subject = Subject(delay: .zero)
        for id in ["a", "b"] { subject.applied(id, sync(id, 1), isWanted: true, tag: 0, at: .zero) }
        let both = ask(&subject, at: .zero)
        #expect(both.count == 2)
        var givenUp = [subject.unanswered(both, wasRefused: true, at: .zero)]
        let one = ask(&subject, at: .seconds(5))
        #expect(one.count == 1)
        givenUp.append(subject.unanswered(one, wasRefused: true, at: .seconds(5)))
        let other = ask(&subject, at: .seconds(5))
        givenUp.append(subject.unanswered(other, wasRefused: false, at: .seconds(5)))
        givenUp.append(subject.expire(at: .seconds(700)))
        #expect(givenUp == [0, 1, 0, 1])
        #expect(subject.isEmpty)
    }

    /// However much is in doubt, what is kept is bounded, and the count of its bytes comes back to nothing.
    @Test func whatIsKeptIsBounded() {
        var subject = Subject(delay: .zero)
        let body = [UInt8](repeating: 0, count: 300_000)
        var refused = 0
        for id in (0..<200).map({ "\($0)" }) {
            let hasRoom = subject.applied(id, sync(id, 1, body: body), isWanted: true, tag: 0, at: .zero)
            refused += hasRoom ? 0 : 1
        }
        #expect(subject.count == (32 << 20) / 300_000)
        #expect(refused == 200 - subject.count)
        // One with too much of its own is followed, but can't be sent again.
        for version in Int64(2)..<6 {
            subject.applied("0", sync("0", version, body: body), isWanted: true, tag: 0, at: .zero)
        }
        let question = subject.take(at: .zero, limit: 1) { $0 != "0" }[0]
        let finding = subject.answered(question, version: 0, isBusy: false, at: .zero)
        #expect(finding == .lost)
        subject.remove { _, _ in true }
        let hasRoom = subject.applied("z", sync("z", 1, body: body), isWanted: true, tag: 0, at: .zero)
        #expect(hasRoom)
    }

    /// Approvals whose syncs Feishu drops in silence at random, until it drops no more: at the end it has what every sync said.
    @Test func whateverIsDroppedFeishuEndsUpWithTheLatest() {
        Schedules.check { _, random in
            var model = ConfirmationModel()
            for _ in 0..<(5 + random.below(60)) { model.step(&random) }
            return model.finish()
        }
    }
}
