import JSON
import Testing

@testable import ApprovalContract

struct CommandTests {
    @Test func isReadAsItWasWritten() throws {
        let command = Fixtures.command()
        let read = try Command(reading: try Fixtures.json { command.write(to: &$0) })
        #expect(read.id == command.id)
        #expect(read.kind == command.kind)
        #expect(read.recordKey == "default:EXP-7781")
        #expect(
            read.event
                == EventReference(
                    id: "oa-7781-3", source: "/oa/expense", type: "approval.task.created",
                    origin: EventOrigin(
                        topic: "approval.events", partition: 3, offset: 4182, timestamp: 1_772_328_600_123),
                    time: 1_772_328_600_000))
        #expect(read.sequence == "0042")
        #expect(read.priority == .bulk)
        #expect(read.replyTo == "oa.replies")
        #expect(read.trace == command.trace)
        #expect(read.expiry == command.expiry)
        #expect(read.warnings == command.warnings)
        #expect(read.codeKind == .feishu)
        guard case .parsed(let body) = read.body else {
            Issue.record("a command that was read has a parsed body")
            return
        }
        // Integers beyond what a double holds stay exact.
        #expect(body["n"]?.int64 == 9_007_199_254_740_993)
    }

    @Test func aNewerFormatIsNotGuessedAt() throws {
        let value = try JSONParser().parse("{\"v\":2,\"id\":\"x\"}")
        #expect { try Command(reading: value) } throws: { ($0 as? ContractError)?.code == .newerFormat }
    }

    @Test(arguments: [
        "[]", "{}", "{\"v\":1}", "{\"v\":0}", "{\"v\":\"1\"}", "{\"v\":1,\"kind\":\"instance.sing\"}",
        "{\"v\":1,\"kind\":\"instance.sync\",\"event\":{}}",
        "{\"v\":1,\"kind\":\"instance.sync\",\"event\":{\"topic\":\"t\",\"partition\":99999999999,\"offset\":1}}",
    ])
    func whatIsNoCommandIsMalformed(text: String) throws {
        let value = try JSONParser().parse(text)
        #expect { try Command(reading: value) } throws: { ($0 as? ContractError)?.code == .malformed }
    }
}
