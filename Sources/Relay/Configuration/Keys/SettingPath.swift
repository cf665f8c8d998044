/// The property that a key sets.
typealias SettingPath<Root, Value> = any WritableKeyPath<Root, Value> & Sendable
