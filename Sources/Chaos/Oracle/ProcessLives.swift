/// When each process that has said who it is came to its end.
struct ProcessLives {
    private var ends: [String: Int64] = [:]

    init(_ events: [ProcessEvent]) {
        var names: [Int32: String] = [:]
        for event in events.sorted(by: { $0.at < $1.at }) {
            switch event.kind {
            case .named(let incarnation): names[event.pid] = incarnation
            case .ended: if let name = names[event.pid] { ends[name] = event.at }
            default: break
            }
        }
    }

    /// Epoch milliseconds; nil while it lives.
    func endedAt(_ incarnation: String) -> Int64? { ends[incarnation] }
}
