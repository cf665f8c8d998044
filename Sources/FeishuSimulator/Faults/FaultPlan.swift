/// The faults in force, in the order they were injected.
struct FaultPlan {
    private(set) var armed: [ArmedFault] = []
    private var nextID = 1
    /// More are refused: each call walks the list.
    static let maximum = 1000

    /// The fault's id, nil if there are too many already.
    mutating func inject(_ fault: Fault) -> Int? {
        armed.removeAll(where: \.isUsedUp)
        guard armed.count < Self.maximum else { return nil }
        let id = nextID
        nextID += 1
        armed.append(ArmedFault(id: id, fault: fault))
        return id
    }

    /// Removes one fault, or all. Returns how many were removed.
    mutating func remove(id: Int? = nil) -> Int {
        let before = armed.count
        armed.removeAll { id == nil || $0.id == id }
        return before - armed.count
    }

    /// The fault that this call gets.
    mutating func pick(
        _ api: SimulatedAPI, app: String, keys: CallKeys, random: inout SeededRandom
    ) -> Fault? {
        guard !armed.isEmpty else { return nil }
        for index in armed.indices {
            let fault = armed[index].fault
            guard !armed[index].isUsedUp, Self.matches(fault, api, app, keys) else { continue }
            armed[index].matched += 1
            guard armed[index].matched > fault.skip else { continue }
            guard fault.share >= 1 || random.fraction() < fault.share else { continue }
            armed[index].hits += 1
            return fault
        }
        return nil
    }

    private static func matches(_ fault: Fault, _ api: SimulatedAPI, _ app: String, _ keys: CallKeys) -> Bool {
        guard fault.apis.isEmpty ? !api.isAuthentication : fault.apis.contains(api) else { return false }
        if let wanted = fault.app, wanted != app { return false }
        if let key = fault.key, !keys.contain(key) { return false }
        return true
    }
}
