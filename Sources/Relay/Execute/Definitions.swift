/// Feishu's code for each custom definition code, by app; and who waits for one.
struct Definitions {
    private var codes: [String: String] = [:]
    private var waiting: [String: [Int]] = [:]

    /// Feishu's code; the name is `app:custom code`.
    subscript(_ name: String) -> String? { codes[name] }

    var count: Int { codes.count }

    /// - Returns: who waited for it.
    mutating func learn(_ name: String, _ code: String) -> [Int] {
        codes[name] = code
        return waiting.removeValue(forKey: name) ?? []
    }

    mutating func wait(for name: String, _ suspension: Int) {
        waiting[name, default: []].append(suspension)
    }

    mutating func stopWaiting(for name: String, _ suspension: Int) {
        waiting[name]?.removeAll { $0 == suspension }
        if waiting[name]?.isEmpty == true { waiting[name] = nil }
    }
}
