import Testing

@testable import Kafka

struct CompletionTests {
    @Test(.timeLimit(.minutes(1))) func wakesEverybodyAndDoesNotKeepThoseWhoComeLate() async {
        let completion = Completion()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { await completion.wait(atMost: .seconds(50)) } }
            group.addTask { completion.finish() }
        }
        #expect(completion.isDone)
        await completion.wait(atMost: .seconds(50))
    }

    @Test(.timeLimit(.minutes(1))) func isBounded() async {
        let completion = Completion()
        await completion.wait(atMost: .milliseconds(5))
        await completion.wait(atMost: .zero)
        #expect(!completion.isDone)
    }
}
