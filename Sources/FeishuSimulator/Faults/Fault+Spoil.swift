import JSON

extension Fault {
    /// The answer with the fault's effect. `reply` is the ordinary one, nil if the call was not applied.
    func spoil(_ reply: Reply?, logID: String) -> SimulatedAnswer {
        var answer = SimulatedAnswer(
            status: reply?.status ?? 200, contentType: reply?.contentType ?? SimulatedAnswer.json,
            headers: reply?.headers ?? [], body: reply?.body ?? Array("{}".utf8))
        answer.delay = Int64(min(max(0, delay), Self.maximumDelay)) * 1000
        switch effect {
        case .none: break
        case .answer(let status, let code, let message):
            let refusal = Refusal(status: status, code: code, message: message)
            answer.status = status
            answer.contentType = SimulatedAnswer.json
            answer.body = ReplyWriter.failure(refusal, logID: logID).body
        case .reset: answer.connection = .reset
        case .close: answer.connection = .close
        case .truncate: answer.connection = .truncate
        case .stall: answer.connection = .stall
        case .html(let status):
            answer.status = status
            answer.contentType = SimulatedAnswer.html
            answer.body = Array("<html><head><title>\(status)</title></head><body>nginx</body></html>\r\n".utf8)
        case .contentType(let type): answer.contentType = type
        case .malformedBody: answer.body = Array(answer.body.prefix(answer.body.count / 2))
        case .emptyBody: answer.body = []
        }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }).prefix(8) {
            answer.headers.append((name: name, value: value))
        }
        return answer
    }

    /// What the client sees as code: the fault's own, or the ordinary one.
    func code(_ reply: Reply?) -> Int64 {
        if case .answer(_, let code, _) = effect { return code }
        return reply?.code ?? 0
    }
}
