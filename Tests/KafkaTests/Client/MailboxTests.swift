import Synchronization
import Testing

@testable import Kafka

struct MailboxTests {
    @Test func wakesOnlyWhenTheReaderHadNothingToDo() {
        let mailbox = Mailbox<Int>()
        #expect(mailbox.post(1))
        #expect(!mailbox.post(2))
        #expect(mailbox.take() == [1, 2])
        #expect(mailbox.post(3))
        mailbox.close()
        #expect(!mailbox.post(4))
        #expect(mailbox.take() == [])
    }

    @Test(.timeLimit(.minutes(1))) func keepsEachWritersOrder() async {
        let mailbox = Mailbox<(writer: Int, number: Int)>()
        let taken = await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<1000 { _ = mailbox.post((writer, number)) }
                }
            }
            var taken: [(writer: Int, number: Int)] = []
            while taken.count < 4000 {
                taken += mailbox.take()
                await Task.yield()
            }
            return taken
        }
        for writer in 0..<4 {
            #expect(taken.filter { $0.writer == writer }.map(\.number) == Array(0..<1000))
        }
    }
}
