import Foundation

extension ChaosBench {
    /// Runs one step on topics, a simulator and workers of its own.
    ///
    /// - Throws: when the step could not be carried out, which says nothing of the relay.
    public func run(_ plan: StepPlan, number: Int) async throws -> StepResult {
        if let obstacle = obstacle(plan.faults) {
            var result = StepResult(name: plan.name)
            result.skipped = obstacle
            return result
        }
        if plan.bug != nil || !options.hooks.isEmpty, !hasHooks {
            throw ChaosError("\(options.program) was built without hooks: a debug build has them, or CHAOS_HOOKS=1")
        }
        keeper.set(step: stepFolder(number).path)
        defer { keeper.set(step: nil) }
        let parts = try await StepParts(self, plan, number: number)
        var result: StepResult
        do {
            result = try await StepRunner(parts: parts).run()
        } catch {
            await parts.close()
            // Out of the way of a second try.
            let kept = URL(filePath: parts.folder.path + "-not-carried-out")
            try? FileManager.default.removeItem(at: kept)
            try? FileManager.default.moveItem(at: parts.folder, to: kept)
            throw ChaosError("\(error) (logs: \(kept.path))")
        }
        await parts.close()
        if result.isSound, !options.keepsFolders {
            try? FileManager.default.removeItem(at: parts.folder)
        } else {
            let text = result.verdict.violations.map { "\($0.kind.rawValue): \($0.text)" }.joined(separator: "\n")
            let timeline = result.timeline.joined(separator: "\n")
            try? timeline.write(to: parts.folder.appending(path: "timeline.txt"), atomically: true, encoding: .utf8)
            try? text.write(to: parts.folder.appending(path: "violations.txt"), atomically: true, encoding: .utf8)
            result.folder = parts.folder.path
        }
        return result
    }
}
