extension Oracle {
    /// Judges what was observed so far as if the run were over.
    ///
    /// - Parameter drain: how long it took until everything was answered and committed, in milliseconds; nil when the bound
    ///   passed first.
    public mutating func judge(drain: Int64?) -> Verdict {
        settle()
        let facts = callFacts()
        var verdict = Verdict()
        judgeAnswers(facts, &verdict)
        judgeEffects(&verdict)
        judgeOwners(&verdict)
        judgeCommits(&verdict)
        judgeDeadLetters(&verdict)
        judgeReceipts(facts, &verdict)
        judgeAttempts(&verdict)
        judgeEnd(drain: drain, &verdict)
        return verdict
    }

    private func judgeEnd(drain: Int64?, _ verdict: inout Verdict) {
        if drain == nil { verdict.add(.end, "not everything was answered and committed within the bound") }
        for event in processes {
            guard case .ended(let status, false) = event.kind else { continue }
            verdict.add(
                .process, "worker \(event.worker) (pid \(event.pid)) ended with \(status), which nothing asked for")
        }
        for (pid, samples) in Dictionary(grouping: usage, by: \.pid) {
            guard let first = samples.first, let last = samples.last, samples.count > 1 else { continue }
            let limit = first.resident + first.resident / 2 + policy.residentTolerance
            if last.resident > limit {
                verdict.add(
                    .end, "process \(pid) grew from \(first.resident >> 20) to \(last.resident >> 20) MB resident")
            }
            if last.descriptors > first.descriptors + policy.descriptorTolerance {
                verdict.add(.end, "process \(pid) went from \(first.descriptors) to \(last.descriptors) descriptors")
            }
        }
    }

    /// Calls that Feishu answered with a passing failure, per command and process, and what the answers say of attempts.
    private func judgeAttempts(_ verdict: inout Verdict) {
        struct Life: Hashable {
            var command: String
            var process: String?
        }
        struct Gate: Hashable {
            var api: String
            var process: String?
        }
        var failures: [Life: Int] = [:]
        // During an outage failures are probes and count for nobody: one counts for sure only right after an answer that
        // was no failure.
        var isCalm: [Gate: Bool] = [:]
        for call in calls.sorted(by: { $0.sequence < $1.sequence }) {
            let gate = Gate(api: call.api, process: call.incarnation)
            if call.isCountedFailure {
                if isCalm[gate] ?? false {
                    let life = Life(command: call.commandID, process: call.incarnation)
                    failures[life, default: 0] += 1
                    if failures[life] == policy.maximumAttempts + 1 {
                        verdict.add(
                            .attempts, "more than \(policy.maximumAttempts) calls of one command failed in one process",
                            commandID: call.commandID)
                    }
                }
                isCalm[gate] = false
            } else if call.isSuccess || call.outcome == "dropped" || call.outcome == "refused" {
                isCalm[gate] = true
            }
        }
        for (id, history) in commands {
            for result in history.results where result.attempts > policy.maximumAttempts {
                verdict.add(.attempts, "an answer tells of \(result.attempts) attempts", commandID: id)
            }
        }
    }
}
