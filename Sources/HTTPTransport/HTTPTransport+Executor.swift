extension HTTPTransport {
    public func enqueue(_ job: consuming ExecutorJob) {
        post(.job(UnownedJob(job)))
    }

    public func checkIsolated() {
        precondition(isCurrent, "expected to run on the transport's thread")
    }

    public func isIsolatingCurrentContext() -> Bool? { isCurrent }
}
