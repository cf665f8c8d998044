/// Feishu's code for each custom definition code, by app; and who waits for one.
struct Definitions {
    private var codes: [String: String] = [:]
    private var waiting: [String: [Int]] = [:]
    private(set) var waitingCount = 0

    /// Feishu's code; the name is `app:custom code`.
    subscript(_ name: String) -> String? { codes[name] }

    var count: Int { codes.count }
    var waiters: [Int] { waiting.values.flatMap { $0 } }

    /// - Returns: who waited for it.
    mutating func learn(_ name: String, _ code: String) -> [Int] {
        codes[name] = code
        let woken = waiting.removeValue(forKey: name) ?? []
        waitingCount -= woken.count
        return woken
    }

    mutating func wait(for name: String, _ suspension: Int) {
        waiting[name, default: []].append(suspension)
        waitingCount += 1
    }

    mutating func stopWaiting(for name: String, _ suspension: Int) {
        guard var left = waiting[name], let index = left.firstIndex(of: suspension) else { return }
        left.remove(at: index)
        waitingCount -= 1
        waiting[name] = left.isEmpty ? nil : left
    }
}
