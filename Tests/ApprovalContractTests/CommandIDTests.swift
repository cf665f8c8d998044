import Testing

@testable import ApprovalContract

/// Frozen: receipts and readers keep ids for months. The vectors were computed with Python's hashlib.
struct CommandIDTests {
    @Test(arguments: [
        ("/oa/expense", "oa-7781-3", "instance.sync", "", "7tnRQ2CYkJigql3r66fDvQIUd-WNn1xF"),
        ("/oa/expense", "oa-7781-3", "message.send", "task:T1", "j6i6zgHyh1OdvvZJYPgGGY69r5yK51x-"),
        ("来源", "编号", "message.update", "task:任务", "_PzU4R-e1vborXP-ENuI8wkubnTRt9va"),
        ("", "", "", "", "N0cI__dxndWXnsh11WzSKG9tPPfsMXo7"),
    ])
    func followsFromSourceIdKindAndSlot(source: String, id: String, kind: String, slot: String, expected: String) {
        #expect(CommandID.make(source: source, id: id, kind: kind, slot: slot) == expected)
    }

    @Test func anUndecodableEventIsNamedByItsPosition() {
        let origin = EventOrigin(topic: "approval.events", partition: 3, offset: 4182)
        #expect(CommandID.make(origin: origin, kind: "event", slot: "rejected") == "Yeqf9vhVCs8j5gPiqLQ3_AM7X1PY4GRu")
    }

    @Test func partsDoNotRunIntoEachOther() {
        let one = CommandID.make(source: "a", id: "bc", kind: "k", slot: "")
        let other = CommandID.make(source: "ab", id: "c", kind: "k", slot: "")
        #expect(one != other)
    }
}
