/// Lets one task at a time do what two must not do at once, in the order in which they came.
actor Turn {
    private var isTaken = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    func run(_ work: @Sendable () async throws -> Void) async throws {
        if isTaken {
            await withCheckedContinuation { waiters.append($0) }
        }
        isTaken = true
        defer {
            if waiters.isEmpty { isTaken = false } else { waiters.removeFirst().resume() }
        }
        try await work()
    }
}
