/// A receipt in as few bytes as hold all of it, for the many keys that nothing happens to: with four commands and three cards some
/// 400 bytes, where its JSON has 1,400. Stays in the memory of one process, so its form may change with any build.
///
/// Key · time of the last change · version · claim · offsets · code · quick approval · attempt · failures · versions · entries · cards; absent ones take a byte.
public enum CompactReceipt {
    /// - Parameter key: the record's key, kept with it.
    public static func encode(_ receipt: Receipt, key: some Collection<UInt8>) -> [UInt8] {
        var bytes = CompactWriter()
        bytes.bytes(key)
        // First after the key, where it is looked for without decoding the rest.
        bytes.number(
            max(
                receipt.entries.last?.completed ?? 0, receipt.attempt?.at ?? 0, receipt.retry?.firstFailedAt ?? 0))
        bytes.number(Int64(receipt.version))
        bytes.text(receipt.incarnation)
        bytes.number(receipt.doneThrough)
        bytes.origins(receipt.origins)
        bytes.optionalText(receipt.approvalCode)
        bytes.optionalBytes(receipt.quickApproval)
        bytes.flag(receipt.attempt != nil)
        if let attempt = receipt.attempt {
            bytes.text(attempt.commandID)
            bytes.number(attempt.at)
        }
        bytes.retry(receipt.retry)
        bytes.mark(receipt.sync)
        bytes.count(receipt.entries.count)
        var time: Int64 = 0
        for entry in receipt.entries {
            encode(entry, after: time, &bytes)
            time = entry.completed
        }
        bytes.count(receipt.cards.count)
        for (slot, card) in receipt.cards {
            bytes.text(slot)
            bytes.text(card.messageID)
            bytes.text(card.template)
            bytes.number(card.sentAt &- time)
        }
        // Without what the writer has reserved: this is kept.
        return Array(bytes.bytes[...])
    }

    /// The key that a receipt was encoded with.
    public static func hasKey(_ bytes: [UInt8], _ key: some Collection<UInt8>) -> Bool {
        var reader = CompactReader(bytes)
        guard let found = reader.slice() else { return false }
        return found.elementsEqual(key)
    }

    public static func key(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        var reader = CompactReader(bytes)
        return reader.slice() ?? []
    }

    /// When the last command was completed, a send was begun or failures began, epoch milliseconds; 0 without any.
    public static func lastTouched(_ bytes: [UInt8]) -> Int64 {
        var reader = CompactReader(bytes)
        _ = reader.slice()
        return reader.number() ?? 0
    }

    /// `nil` for bytes that ``encode(_:key:)`` did not make.
    public static func decode(_ bytes: [UInt8]) -> Receipt? {
        var reader = CompactReader(bytes)
        guard reader.slice() != nil, reader.number() != nil, let version = reader.number(),
            let incarnation = reader.text(), let through = reader.number(), let origins = reader.origins(),
            let code = reader.optionalText(), let quick = reader.optionalBytes(), let hasAttempt = reader.flag()
        else { return nil }
        var receipt = Receipt(incarnation: incarnation, doneThrough: through, approvalCode: code)
        receipt.version = Int(clamping: version)
        receipt.origins = origins
        receipt.quickApproval = quick
        if hasAttempt {
            guard let id = reader.text(), let at = reader.number() else { return nil }
            receipt.attempt = SendAttempt(commandID: id, at: at)
        }
        guard let retry = reader.retry(), let mark = reader.mark(), let entries = reader.count() else { return nil }
        receipt.retry = retry
        receipt.sync = mark
        var time: Int64 = 0
        for _ in 0..<entries {
            guard let entry = decode(after: time, &reader) else { return nil }
            time = entry.completed
            receipt.entries.append(entry)
        }
        guard let cards = reader.count() else { return nil }
        for _ in 0..<cards {
            guard let slot = reader.text(), let id = reader.text(), let template = reader.text(),
                let elapsed = reader.number()
            else { return nil }
            receipt.cards.append((slot, Card(messageID: id, template: template, sentAt: time &+ elapsed)))
        }
        return receipt
    }

    // MARK: Entries

    private static func encode(_ entry: ReceiptEntry, after time: Int64, _ bytes: inout CompactWriter) {
        bytes.text(entry.commandID)
        bytes.count(Outcome.allCases.firstIndex(of: entry.outcome) ?? 0)
        bytes.count(entry.reason.flatMap { ReasonCode.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
        bytes.flag(entry.feishu != nil)
        if let feishu = entry.feishu {
            bytes.number(Int64(feishu.httpStatus))
            bytes.optionalNumber(feishu.code)
            bytes.optionalText(feishu.message)
            bytes.optionalText(feishu.logID)
        }
        bytes.optionalText(entry.approvalCode)
        bytes.optionalText(entry.messageID)
        bytes.optionalText(entry.supersededBy)
        bytes.number(Int64(entry.attempts))
        // Times are near each other: their differences take few bytes.
        bytes.number(entry.completed &- time)
        bytes.optionalNumber(entry.called.map { $0 &- entry.completed })
    }

    private static func decode(after time: Int64, _ reader: inout CompactReader) -> ReceiptEntry? {
        guard let id = reader.text(), let outcome = reader.count(), outcome < Outcome.allCases.count,
            let reason = reader.count(), reason <= ReasonCode.allCases.count, let hasVerdict = reader.flag()
        else { return nil }
        var feishu: FeishuVerdict?
        if hasVerdict {
            guard let status = reader.number(), let code = reader.optionalNumber(),
                let message = reader.optionalText(), let logID = reader.optionalText()
            else { return nil }
            feishu = FeishuVerdict(httpStatus: Int(clamping: status), code: code, message: message, logID: logID)
        }
        guard let code = reader.optionalText(), let message = reader.optionalText(),
            let superseded = reader.optionalText(), let attempts = reader.number(), let elapsed = reader.number(),
            let called = reader.optionalNumber()
        else { return nil }
        let completed = time &+ elapsed
        return ReceiptEntry(
            commandID: id, outcome: Outcome.allCases[outcome],
            reason: reason == 0 ? nil : ReasonCode.allCases[reason - 1], feishu: feishu, approvalCode: code,
            messageID: message, supersededBy: superseded, attempts: Int(clamping: attempts),
            called: called.map { $0 &+ completed }, completed: completed)
    }
}
