/// One request while libmicrohttpd reads and answers it; used on its thread only.
final class RequestContext {
    private enum Phase {
        case headers
        case body
        case waiting(PendingAnswer)
        case answered
    }

    private let core: ServerCore
    private let target: String
    private var phase = Phase.headers
    private var method = ""
    private var headers = ServerHeaders()
    private var body: [UInt8] = []
    private var bodyCount = 0

    init(target: String, core: ServerCore) {
        self.target = target
        self.core = core
    }

    /// libmicrohttpd calls once when the headers are read, for each part of the body, at its end (no bytes), and again
    /// after a suspended connection was resumed. False closes the connection.
    func proceed(_ connection: Connection, method: @autoclosure () -> String, part: UnsafeRawBufferPointer) -> Bool {
        switch phase {
        case .headers:
            phase = .body
            self.method = method()
            headers = connection.headers
            return begin(connection)
        case .body where unsafe !part.isEmpty:
            return unsafe take(part)
        case .body:
            return finish(connection)
        case .waiting(let pending):
            // Resumed without an answer, which nobody does: wait on.
            guard let response = pending.takeOrSuspend() else { return true }
            return queue(response, connection)
        case .answered:
            return false
        }
    }

    /// The request is over, answered or not.
    func end() {
        if case .waiting(let pending) = phase { pending.finish() }
        phase = .answered
    }

    private func begin(_ connection: Connection) -> Bool {
        let check = RequestCheck(target: target, headers: headers, limits: core.configuration)
        if let refusal = check.immediateRefusal { return queue(refusal, connection) }
        body.reserveCapacity(min(check.declaredBodyBytes, core.configuration.maximumBodyBytes, 256 << 10))
        return true
    }

    private func take(_ part: UnsafeRawBufferPointer) -> Bool {
        bodyCount += part.count
        let limits = core.configuration
        if bodyCount <= limits.maximumBodyBytes {
            unsafe body.append(contentsOf: part)
        } else {
            body = []
        }
        return bodyCount <= limits.maximumDrainedBytes
    }

    private func finish(_ connection: Connection) -> Bool {
        let limit = core.configuration.maximumBodyBytes
        guard bodyCount <= limit else {
            return queue(.refusal(413, "the body is longer than \(limit) bytes"), connection)
        }
        let request = ServerRequest(
            method: method, target: target, headers: headers, body: body, remoteAddress: connection.remoteAddress)
        body = []
        let pending = PendingAnswer(connection, core: core)
        if let response = core.answer(request, pending) { return queue(response, connection) }
        phase = .waiting(pending)
        return true
    }

    private func queue(_ response: ServerResponse, _ connection: Connection) -> Bool {
        phase = .answered
        return connection.queue(response)
    }
}
