import Chaos

/// How the steps of a run ended.
struct Tally {
    var unsound = 0
    var skipped = 0
    var failed = 0

    /// Counts a result and prints what is to be seen of it beside its summary.
    mutating func add(_ result: StepResult, of step: StepPlan) {
        if result.skipped != nil { skipped += 1 }
        for history in result.histories {
            Terminal.print("")
            for line in history.prefix(60) { Terminal.print("    " + line) }
        }
        if let folder = result.folder { Terminal.print("  kept: \(folder)") }
        if let bug = SeededBug(step) {
            // Here the harness is on trial.
            let isCaught = bug.isCaught(by: result)
            Terminal.print("  the bug \(bug.rawValue) was \(isCaught ? "caught" : "NOT caught")")
            if !isCaught { unsound += 1 }
        } else if !result.isSound {
            unsound += 1
        }
    }
}
