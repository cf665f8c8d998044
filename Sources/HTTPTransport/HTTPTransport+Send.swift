import Synchronization

extension HTTPTransport {
    /// Sends a request and waits for the whole answer, of whatever status. Redirects are answers.
    ///
    /// From an actor on the transport's own thread this costs no lock and no wake-up. Cancelling the task aborts the
    /// transfer: over HTTP/1.1 its connection is closed, over HTTP/2 its stream is reset.
    public func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        try await send(request, isolation: #isolation)
    }

    /// The isolation is a parameter because a closure inherits it only by capturing it; without, it would run on the
    /// cooperative pool, at twice the cost of the request.
    private func send(
        _ request: HTTPRequest, isolation: isolated (any Actor)?
    ) async throws(HTTPTransportError) -> HTTPResponse {
        let transfer = Transfer(request)
        // Swift's runtime resumes a continuation on the task's preferred executor, an actor's own or not, and only then hops
        // to the actor. Unless that is this thread, each answer would take a turn through the pool.
        if isCurrent, !isPreferredByTask {
            await withTaskExecutorPreference(self) {
                _ = isolation
                await wait(for: transfer, isolation: isolation)
            }
        } else {
            await wait(for: transfer, isolation: isolation)
        }
        guard let result = transfer.result else {
            preconditionFailure("a transfer was resumed without a result")
        }
        return try result.get()
    }

    private func wait(for transfer: Transfer, isolation: isolated (any Actor)?) async {
        await withTaskCancellationHandler {
            _ = isolation
            await unsafe withUnsafeContinuation { continuation in
                unsafe transfer.continuation = continuation
                if isCurrent {
                    loop.submit(transfer)
                } else {
                    post(.send(transfer))
                }
            }
        } onCancel: {
            transfer.isCancelled.store(true, ordering: .releasing)
            post(.cancel(transfer))
        }
    }

    private var isPreferredByTask: Bool {
        unsafe withUnsafeCurrentTask { task in
            guard let task = unsafe task, let preferred = unsafe task.unownedTaskExecutor else { return false }
            return unsafe preferred == asUnownedTaskExecutor()
        }
    }

    /// Ends the transport: new requests and those that wait for a slot fail with `closed` at once, those under way may finish
    /// until the deadline and then fail with `closed`. Returns when the thread is gone and its connections are closed.
    /// Calling it again waits for the same end; the earliest deadline counts.
    public func close(deadline: Duration) async {
        let deadline = loop.now() + max(.zero, deadline).clampedNanoseconds
        await withCheckedContinuation { continuation in
            post(.close(deadline: deadline, continuation))
        }
    }
}
