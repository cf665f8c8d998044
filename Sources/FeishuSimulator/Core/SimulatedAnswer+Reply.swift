extension SimulatedAnswer {
    init(_ reply: Reply) {
        self.init(status: reply.status, contentType: reply.contentType, headers: reply.headers, body: reply.body)
    }
}
