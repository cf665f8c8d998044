extension TopicPlan.Setting {
    /// Whether a value that a broker reports will do.
    func accepts(_ found: String) -> Bool {
        switch rule {
        case .equal:
            if found == value { return true }
            if let found = Double(found), let value = Double(value) { return found == value }
            return false
        case .atLeast:
            guard let found = Int64(found), let value = Int64(value) else { return found == value }
            return found == -1 || found >= value
        }
    }
}
