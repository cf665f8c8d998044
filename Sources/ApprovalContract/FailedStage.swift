/// Which stage set a record aside.
public enum FailedStage: String, Sendable, Hashable {
    case route
    case execute
}
