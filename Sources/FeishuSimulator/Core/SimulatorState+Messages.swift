import JSON

extension SimulatorState {
    mutating func sendMessage(
        _ body: RequestBody, _ principal: Principal, _ call: inout SimulatedCall
    ) throws(Refusal) -> Reply {
        let (json, template) = try MessageRules(settings: settings).checkSend(body)
        let answered = messages.send(
            json, template, by: principal, settings: settings, at: call.now, random: &random)
        return reply(answered, &call)
    }

    mutating func updateMessage(
        _ body: RequestBody, _ principal: Principal, _ call: inout SimulatedCall
    ) throws(Refusal) -> Reply {
        let (json, id, status) = try MessageRules(settings: settings).checkUpdate(body)
        let answered = try messages.update(
            json, id, to: status, by: principal, settings: settings, at: call.now, random: &random)
        return reply(answered, &call)
    }

    private func reply(_ answered: MessageStore.Answered, _ call: inout SimulatedCall) -> Reply {
        call.outcome = answered.outcome
        call.keys.messageID = answered.messageID
        return ReplyWriter.success { $0.member("message_id", answered.messageID) }
    }
}
