import Foundation
import Synchronization

/// Faults that a test build commits on request, so that the chaos harness can show what it finds. Compiled only with
/// `CHAOS_HOOKS` (debug builds have it); otherwise all of it is nothing.
///
/// `APPROVAL_RELAY_CHAOS` is a list separated by `;`: `kill=POINT:N` ends the process by SIGKILL at its Nth passage of a point;
/// `bug=NAME` makes a mistake; `format=previous` writes formats as the build before their last change did.
enum ChaosHooks {
    /// Where a process may be killed.
    enum Point: String, CaseIterable {
        /// A call has been handed to the transport, and no answer has come.
        case callSent = "call_sent"
        /// The answer is there, and nothing was written yet.
        case answerRead = "answer_read"
        /// The result is in the producer's queue.
        case resultProduced = "result_produced"
        /// The receipt is in the producer's queue.
        case receiptProduced = "receipt_produced"
        /// A commit of the execute stage is about to be sent.
        case beforeCommit = "before_commit"
    }

    /// Mistakes that the harness must catch.
    enum Bug: String, CaseIterable {
        case skipDrain = "skip_drain"
        case commitHighest = "commit_highest"
        case receiptBeforeCall = "receipt_before_call"
        case dropDeadLetterError = "drop_dead_letter_error"
        case noLease = "no_lease"
        case noClaim = "no_claim"
    }

    static let variable = "APPROVAL_RELAY_CHAOS"

    #if CHAOS_HOOKS
        private struct Plan {
            var kills: [Point: Int] = [:]
            var bugs: Set<Bug> = []
            var isPreviousFormat = false
            var problem: String?
        }

        private static let plan = read(ProcessInfo.processInfo.environment[variable] ?? "")
        private static let passages = Mutex<[Point: Int]>([:])

        /// What is wrong with the variable, if anything.
        static var problem: String? { plan.problem }

        static func pass(_ point: Point) {
            guard let fatal = plan.kills[point] else { return }
            let count = passages.withLock { passages in
                passages[point, default: 0] += 1
                return passages[point] ?? 0
            }
            if count == fatal { kill(getpid(), SIGKILL) }
        }

        static func has(_ bug: Bug) -> Bool { plan.bugs.contains(bug) }

        static var writesPreviousFormat: Bool { plan.isPreviousFormat }

        private static func read(_ text: String) -> Plan {
            var plan = Plan()
            for item in text.split(separator: ";") {
                let parts = item.split(separator: "=", maxSplits: 1).map(String.init)
                let value = parts.count == 2 ? parts[1] : ""
                switch parts[0] {
                case "kill":
                    let parts = value.split(separator: ":").map(String.init)
                    if parts.count == 2, let point = Point(rawValue: parts[0]), let count = Int(parts[1]), count > 0 {
                        plan.kills[point] = count
                        continue
                    }
                case "bug":
                    if let bug = Bug(rawValue: value) {
                        plan.bugs.insert(bug)
                        continue
                    }
                case "format":
                    if value == "previous" {
                        plan.isPreviousFormat = true
                        continue
                    }
                default: break
                }
                plan.problem =
                    "\(variable): expected kill=POINT:N (\(Point.allCases.map(\.rawValue).joined(separator: ", "))), "
                    + "bug=NAME (\(Bug.allCases.map(\.rawValue).joined(separator: ", "))) or format=previous, found \(item)"
            }
            return plan
        }
    #else
        static var problem: String? {
            let isSet = ProcessInfo.processInfo.environment[variable] != nil
            return isSet ? "\(variable) is set, but this build has no faults to commit; only test builds have" : nil
        }

        @inline(__always) static func pass(_ point: Point) {}
        @inline(__always) static func has(_ bug: Bug) -> Bool { false }
        @inline(__always) static var writesPreviousFormat: Bool { false }
    #endif
}
