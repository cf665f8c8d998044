import FeishuTypes

/// Feishu's code for each custom definition code, by app, and what it has for quick approval; and who waits for one.
struct Definitions {
    private var codes: [String: String] = [:]
    /// Of those definitions that have any.
    private var quickApprovals: [String: QuickApproval] = [:]
    private var waiting: [String: [Int]] = [:]
    private(set) var waitingCount = 0
    /// Whether all that was known of definitions when the process started is known here.
    private(set) var isRead = false
    private var waitingUntilRead: [Int] = []

    /// Feishu's code; the name is `app:custom code`.
    subscript(_ name: String) -> String? { codes[name] }

    /// What the definition's tasks and cards have; the name is `app:custom code`.
    func quickApproval(_ name: String) -> QuickApproval? { quickApprovals[name] }

    var count: Int { codes.count }
    var waiters: [Int] { waiting.values.flatMap { $0 } }

    /// - Returns: who waited for it.
    mutating func learn(_ name: String, _ code: String, _ quick: QuickApproval?) -> [Int] {
        codes[name] = code
        quickApprovals[name] = quick
        let woken = waiting.removeValue(forKey: name) ?? []
        waitingCount -= woken.count
        return woken
    }

    mutating func wait(for name: String, _ suspension: Int) {
        waiting[name, default: []].append(suspension)
        waitingCount += 1
    }

    /// Until ``isRead``, at most.
    mutating func waitUntilRead(_ suspension: Int) { waitingUntilRead.append(suspension) }

    /// - Returns: who waited for it.
    mutating func becameRead() -> [Int] {
        isRead = true
        defer { waitingUntilRead = [] }
        return waitingUntilRead
    }

    mutating func stopWaiting(for name: String, _ suspension: Int) {
        guard var left = waiting[name], let index = left.firstIndex(of: suspension) else { return }
        left.remove(at: index)
        waitingCount -= 1
        waiting[name] = left.isEmpty ? nil : left
    }
}
