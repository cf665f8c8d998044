public import JSON

extension Receipt {
    public func write(to writer: inout JSONWriter) {
        writer.beginReceipt(
            version: version, incarnation: incarnation, doneThrough: doneThrough, origins: origins,
            approvalCode: approvalCode, quickApproval: quickApproval)
        for entry in entries { entry.write(to: &writer) }
        writer.endReceipt(cards: cards, attempt: attempt, retry: retry, sync: sync)
    }

    static func newerFormat(_ version: Int64) -> ContractError {
        ContractError(
            .newerFormat,
            "The receipt has format \(version); this build reads up to \(Receipt.currentVersion). Upgrade the relay.")
    }

    /// - Throws: `malformed`, or `newerFormat` when another build wrote it.
    public init(reading root: JSONValue) throws(ContractError) {
        guard let version = root["v"]?.int64, version >= 1 else {
            throw ContractError(.malformed, "A receipt must be an object with its format in v.")
        }
        guard version <= Int64(Receipt.currentVersion) else { throw Receipt.newerFormat(version) }
        guard let incarnation = root["incarnation"]?.stringValue, let through = root["through"]?.int64 else {
            throw ContractError(.malformed, "A receipt must have incarnation and through.")
        }
        self.init(incarnation: incarnation, doneThrough: through, approvalCode: root["approval_code"]?.stringValue)
        self.version = Int(version)
        if let value = root["quick_approval"], value.object != nil { quickApproval = Array(value.text.utf8) }
        if let values = root["origins"]?.array {
            origins = values.suffix(Receipt.maximumOrigins).compactMap(ReceiptOrigin.init(reading:))
        }
        if let value = root["attempt"], let id = value["id"]?.stringValue, let at = value["at"]?.int64 {
            attempt = SendAttempt(commandID: id, at: at)
        }
        if let value = root["retry"] { retry = RetryMark(reading: value) }
        if let value = root["sync"], value.object != nil { sync = SyncMark(reading: value) }
        if let commands = root["commands"]?.array {
            for value in commands.suffix(Receipt.maximumGroup) {
                guard let entry = ReceiptEntry(reading: value) else {
                    throw ContractError(.malformed, "A receipt's command must have id, outcome and completed.")
                }
                entries.append(entry)
            }
        }
        if let cards = root["cards"]?.array {
            for value in cards.suffix(Receipt.maximumCards) {
                guard let slot = value["slot"]?.stringValue, let id = value["message_id"]?.stringValue,
                    let template = value["template"]?.stringValue, let sentAt = value["sent_at"]?.int64
                else {
                    throw ContractError(.malformed, "A receipt's card must have slot, message_id, template, sent_at.")
                }
                self.cards.append((slot, Card(messageID: id, template: template, sentAt: sentAt)))
            }
        }
    }
}

extension JSONWriter {
    /// Everything up to the entries, which follow one by one.
    mutating func beginReceipt(
        version: Int, incarnation: String, doneThrough: Int64, origins: [ReceiptOrigin], approvalCode: String?,
        quickApproval: [UInt8]?
    ) {
        beginObject()
        key("v")
        value(version)
        key("incarnation")
        value(incarnation)
        key("through")
        value(doneThrough)
        if !origins.isEmpty {
            key("origins")
            beginArray()
            for origin in origins {
                beginObject()
                key("place")
                value(origin.place)
                key("offset")
                value(origin.offset)
                key("index")
                value(origin.index)
                key("at")
                value(origin.at)
                endObject()
            }
            endArray()
        }
        member("approval_code", approvalCode)
        if let quickApproval {
            key("quick_approval")
            rawValue(quickApproval.span)
        }
        key("commands")
        beginArray()
    }

    mutating func endReceipt(
        cards: [(slot: String, card: Card)], attempt: SendAttempt?, retry: RetryMark?, sync: SyncMark?
    ) {
        endArray()
        if let sync {
            key("sync")
            sync.write(to: &self)
        }
        if let attempt {
            key("attempt")
            beginObject()
            key("id")
            value(attempt.commandID)
            key("at")
            value(attempt.at)
            endObject()
        }
        if let retry {
            key("retry")
            retry.write(to: &self)
        }
        if !cards.isEmpty {
            key("cards")
            beginArray()
            for (slot, card) in cards {
                beginObject()
                key("slot")
                value(slot)
                key("message_id")
                value(card.messageID)
                key("template")
                value(card.template)
                key("sent_at")
                value(card.sentAt)
                endObject()
            }
            endArray()
        }
        endObject()
    }
}

extension ReceiptOrigin {
    init?(reading json: JSONValue) {
        guard let place = json["place"]?.int64, let offset = json["offset"]?.int64, let index = json["index"]?.int64,
            let at = json["at"]?.int64
        else { return nil }
        self.init(place: place, offset: offset, index: index, at: at)
    }
}

extension ReceiptEntry {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(commandID)
        writer.key("outcome")
        writer.value(outcome.rawValue)
        writer.member("reason", reason?.rawValue)
        if let feishu {
            writer.key("http_status")
            writer.value(feishu.httpStatus)
            writer.member("code", feishu.code)
            writer.member("msg", feishu.message)
            writer.member("log_id", feishu.logID)
        }
        writer.member("approval_code", approvalCode)
        writer.member("message_id", messageID)
        writer.member("superseded_by", supersededBy)
        writer.key("attempts")
        writer.value(attempts)
        writer.member("called", called)
        writer.key("completed")
        writer.value(completed)
        writer.endObject()
    }

    init?(reading value: JSONValue) {
        guard let id = value["id"]?.stringValue,
            let outcome = value["outcome"]?.stringValue.flatMap({ Outcome(rawValue: $0) }),
            let completed = value["completed"]?.int64
        else { return nil }
        var feishu: FeishuVerdict?
        if let status = value["http_status"]?.int64 {
            feishu = FeishuVerdict(
                httpStatus: Int(clamping: status), code: value["code"]?.int64, message: value["msg"]?.stringValue,
                logID: value["log_id"]?.stringValue)
        }
        self.init(
            commandID: id, outcome: outcome,
            reason: value["reason"]?.stringValue.flatMap { ReasonCode(rawValue: $0) }, feishu: feishu,
            approvalCode: value["approval_code"]?.stringValue, messageID: value["message_id"]?.stringValue,
            supersededBy: value["superseded_by"]?.stringValue,
            attempts: Int(clamping: value["attempts"]?.int64 ?? 0), called: value["called"]?.int64, completed: completed
        )
    }
}
