public import JSON

extension CompactReceipt {
    /// Makes from a receipt's JSON what ``encode(_:key:)`` makes of the receipt that ``Receipt/init(reading:)`` reads from it, without a
    /// text of its own for each member: a start reads a million of them.
    ///
    /// The claim is left out: the receipt is written under the reader's own from now on.
    ///
    /// - Parameter omitsAdditions: as the build before would have read it.
    /// - Throws: as ``Receipt/init(reading:)``.
    public static func encode(
        _ root: JSONValue, key: some Collection<UInt8>, omitsAdditions: Bool = false
    ) throws(ContractError) -> [UInt8] {
        let fields = Fields(root)
        guard let version = fields.version, version >= 1 else {
            throw ContractError(.malformed, "A receipt must be an object with its format in v.")
        }
        guard version <= Int64(Receipt.currentVersion) else { throw Receipt.newerFormat(version) }
        guard fields.incarnation != nil, let through = fields.through else {
            throw ContractError(.malformed, "A receipt must have incarnation and through.")
        }
        let attempt = omitsAdditions ? nil : fields.attempt
        let retry = omitsAdditions ? nil : fields.retry.flatMap { RetryMark(reading: $0) }
        var time: Int64 = 0
        var bytes = CompactWriter()
        if let commands = fields.commands {
            let skipped = max(0, commands.count - Receipt.maximumGroup)
            bytes.count(commands.count - skipped)
            for value in commands.dropFirst(skipped) {
                guard let completed = encode(entry: value, after: time, &bytes) else {
                    throw ContractError(.malformed, "A receipt's command must have id, outcome and completed.")
                }
                time = completed
            }
        } else {
            bytes.count(0)
        }
        if let cards = fields.cards {
            let skipped = max(0, cards.count - Receipt.maximumCards)
            bytes.count(cards.count - skipped)
            for value in cards.dropFirst(skipped) {
                guard let slot = value["slot"]?.string, let id = value["message_id"]?.string,
                    let template = value["template"]?.string, let sentAt = value["sent_at"]?.int64
                else {
                    throw ContractError(.malformed, "A receipt's card must have slot, message_id, template, sent_at.")
                }
                bytes.optionalText(slot)
                bytes.optionalText(id)
                bytes.optionalText(template)
                bytes.number(sentAt &- time)
            }
        } else {
            bytes.count(0)
        }

        var head = CompactWriter()
        head.bytes(key)
        head.number(max(time, attempt?["at"]?.int64 ?? 0, retry?.firstFailedAt ?? 0))
        head.number(version)
        head.text("")
        head.number(through)
        let origins = omitsAdditions ? nil : fields.origins
        head.origins((origins?.suffix(Receipt.maximumOrigins) ?? []).compactMap(ReceiptOrigin.init(reading:)))
        head.optionalText(fields.approvalCode)
        head.optionalBytes(omitsAdditions ? nil : fields.quickApproval.map { Array($0.text.utf8) })
        if let id = attempt?["id"]?.string, let at = attempt?["at"]?.int64 {
            head.flag(true)
            head.optionalText(id)
            head.number(at)
        } else {
            head.flag(false)
        }
        head.retry(retry)
        head.mark(omitsAdditions ? nil : fields.sync.map { SyncMark(reading: $0) })
        var all: [UInt8] = []
        all.reserveCapacity(head.bytes.count + bytes.bytes.count)
        all.append(contentsOf: head.bytes)
        all.append(contentsOf: bytes.bytes)
        return all
    }

    /// Which names of an object were met. The first of a name counts, whatever it holds: so does ``Receipt/init(reading:)`` have it.
    private struct SeenNames {
        private var bits: UInt16 = 0

        mutating func isFirst(_ name: Int) -> Bool {
            let bit: UInt16 = 1 << name
            defer { bits |= bit }
            return bits & bit == 0
        }
    }

    /// The members, each looked for once.
    private struct Fields {
        var version: Int64?
        var incarnation: JSONString?
        var through: Int64?
        var origins: JSONArray?
        var approvalCode: JSONString?
        var quickApproval: JSONValue?
        var commands: JSONArray?
        var cards: JSONArray?
        var attempt: JSONObject?
        var retry: JSONValue?
        var sync: JSONValue?

        init(_ root: JSONValue) {
            guard let object = root.object else { return }
            var names = SeenNames()
            for (key, value) in object.lazy.map({ ($0.key, $0.value) }) {
                switch key {
                case "v": if names.isFirst(0) { version = value.int64 }
                case "incarnation": if names.isFirst(1) { incarnation = value.string }
                case "through": if names.isFirst(2) { through = value.int64 }
                case "origins": if names.isFirst(3) { origins = value.array }
                case "approval_code": if names.isFirst(4) { approvalCode = value.string }
                case "quick_approval": if names.isFirst(10) { quickApproval = value }
                case "commands": if names.isFirst(5) { commands = value.array }
                case "cards": if names.isFirst(6) { cards = value.array }
                case "attempt": if names.isFirst(7) { attempt = value.object }
                case "retry": if names.isFirst(8) { retry = value }
                case "sync": if names.isFirst(9) { sync = value }
                default: break
                }
            }
            // One that lacks a part is none.
            if attempt?["id"]?.string == nil || attempt?["at"]?.int64 == nil { attempt = nil }
            if sync?.object == nil { sync = nil }
            if quickApproval?.object == nil { quickApproval = nil }
        }
    }

    /// - Returns: when it was completed; `nil` for what is no entry.
    private static func encode(entry: JSONValue, after time: Int64, _ bytes: inout CompactWriter) -> Int64? {
        guard let object = entry.object else { return nil }
        var id: JSONString?
        var outcome: JSONString?
        var reason: JSONString?
        var message: JSONString?
        var logID: JSONString?
        var approvalCode: JSONString?
        var messageID: JSONString?
        var supersededBy: JSONString?
        var status: Int64?
        var code: Int64?
        var attempts: Int64?
        var called: Int64?
        var completed: Int64?
        var names = SeenNames()
        for member in object {
            let value = member.value
            switch member.key {
            case "id": if names.isFirst(0) { id = value.string }
            case "outcome": if names.isFirst(1) { outcome = value.string }
            case "reason": if names.isFirst(2) { reason = value.string }
            case "http_status": if names.isFirst(3) { status = value.int64 }
            case "code": if names.isFirst(4) { code = value.int64 }
            case "msg": if names.isFirst(5) { message = value.string }
            case "log_id": if names.isFirst(6) { logID = value.string }
            case "approval_code": if names.isFirst(7) { approvalCode = value.string }
            case "message_id": if names.isFirst(8) { messageID = value.string }
            case "superseded_by": if names.isFirst(9) { supersededBy = value.string }
            case "attempts": if names.isFirst(10) { attempts = value.int64 }
            case "called": if names.isFirst(11) { called = value.int64 }
            case "completed": if names.isFirst(12) { completed = value.int64 }
            default: break
            }
        }
        guard let id, let outcome, let index = Outcome.allCases.firstIndex(where: { outcome == $0.rawValue }),
            let completed
        else { return nil }
        bytes.optionalText(id)
        bytes.count(index)
        bytes.count(
            reason.flatMap { reason in ReasonCode.allCases.firstIndex { reason == $0.rawValue } }.map { $0 + 1 } ?? 0)
        bytes.flag(status != nil)
        if let status {
            bytes.number(Int64(Int(clamping: status)))
            bytes.optionalNumber(code)
            bytes.optionalText(message)
            bytes.optionalText(logID)
        }
        bytes.optionalText(approvalCode)
        bytes.optionalText(messageID)
        bytes.optionalText(supersededBy)
        bytes.number(Int64(Int(clamping: attempts ?? 0)))
        bytes.number(completed &- time)
        bytes.optionalNumber(called.map { $0 &- completed })
        return completed
    }
}
