extension SimulatorSettings {
    public enum RateWindow: String, Sendable, Hashable, CaseIterable {
        /// Any second and any minute holds no more than the limit.
        case sliding
        /// A window opens with the first call and is empty again when it ends.
        case fixed
    }

    /// How `x-ogw-ratelimit-reset` is written.
    public enum RateLimitReset: String, Sendable, Hashable, CaseIterable {
        /// Seconds, rounded up.
        case whole
        /// Seconds with three decimals.
        case fractional
        /// The header is left out.
        case missing
        /// Always 0.
        case zero
    }

    public enum DefinitionScope: String, Sendable, Hashable, CaseIterable {
        case app, tenant
    }

    public enum SameInstanceAnswer: String, Sendable, Hashable, CaseIterable {
        /// 1390014 "Do not synchronize the same approval instance for a short period of time!"
        case shortPeriod = "1390014"
        /// 1395001 "There have been some errors. Please try again later"
        case someErrors = "1395001"
    }

    public enum EqualInstanceTime: String, Sendable, Hashable, CaseIterable {
        /// The whole payload is ignored: the harsher reading, which finds a client that doesn't move the instance's time.
        case dropsAll = "drops_all"
        /// Only the instance itself is ignored; its tasks and cc are compared on their own.
        case perEntity = "per_entity"
    }

    public enum StaleUpdateAnswer: String, Sendable, Hashable, CaseIterable {
        /// The payload, as for an accepted one.
        case echo
        /// `"data": {}`
        case empty
    }

    public enum ReplaceRegression: String, Sendable, Hashable, CaseIterable {
        case allowed
        /// Success, and nothing changes.
        case ignored
        /// 1390001
        case refused
    }

    public enum PlainTextRule: String, Sendable, Hashable, CaseIterable {
        /// As measured: only `node_name` must be a key.
        case refusedForNodeName = "refused_for_node_name"
        /// Every field that is documented as a key must be one.
        case refused
        case accepted
    }

    /// What becomes of a form of more than 2048 characters.
    public enum LongFormRule: String, Sendable, Hashable, CaseIterable {
        /// The rest isn't shown.
        case cut
        /// 1390001
        case refused
    }

    public enum TaskListCode: String, Sendable, Hashable, CaseIterable {
        case real, custom
    }

    public enum UUIDKey: String, Sendable, Hashable, CaseIterable {
        case uuid
        case uuidAndRecipient = "uuid_and_recipient"
    }

    public enum RepeatedSendID: String, Sendable, Hashable, CaseIterable {
        /// The first send's.
        case original
        /// An empty string.
        case empty
        /// A new id that belongs to no card.
        case new
    }

    public enum UpdatedMessageID: String, Sendable, Hashable, CaseIterable {
        case same
        /// A new id at each update; the one before is unknown from then on.
        case new
    }
}
