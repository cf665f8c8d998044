/// The bot's message templates. Every one but ``custom`` also needs `approval_name`, `content.summaries` and `actions`.
///
/// Source: `ugDNyYjL4QjM24CO0IjN`.
public enum MessageTemplate: String, Sendable, Hashable, CaseIterable {
    case commentReceived = "1001"
    case parked = "1002"
    case rejected = "1003"
    case approved = "1004"
    case submitted = "1005"
    case closingSoon = "1006"
    case closed = "1007"
    /// The only one that a message update can change. With an empty `title_user_id` the title shows only the approval's name.
    case taskReceived = "1008"
    case addedAsApprover = "1009"
    case transferred = "1010"
    case delegated = "1011"
    case rolledBack = "1012"
    case urged = "1013"
    case withdrawn = "1015"
    case copied = "1016"
    case commentAnswered = "1017"
    case mentioned = "1018"
    case applicantLeft = "1019"
    case approverLeft = "1020"
    case custom = "1021"
    case shared = "1024"
    case systemCopied = "1026"
    case commentAdded = "1027"
    case taskReceivedWithoutApplicant = "1028"

    /// What a template needs beyond what all need.
    public struct Parts: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let titleUser = Parts(rawValue: 1)
        public static let comment = Parts(rawValue: 2)
        public static let sender = Parts(rawValue: 4)
        public static let approvalName = Parts(rawValue: 8)
        public static let summaries = Parts(rawValue: 16)
        public static let customTitle = Parts(rawValue: 32)
        public static let customContent = Parts(rawValue: 64)
    }

    public var requiredParts: Parts {
        switch self {
        case .custom: [.customTitle, .customContent]
        case .submitted, .closingSoon, .closed, .taskReceivedWithoutApplicant, .shared: [.approvalName, .summaries]
        case .commentReceived, .approved, .commentAnswered, .mentioned, .commentAdded:
            [.approvalName, .summaries, .titleUser, .comment]
        case .urged: [.approvalName, .summaries, .titleUser, .sender]
        case .parked, .rejected, .taskReceived, .addedAsApprover, .transferred, .delegated, .rolledBack, .withdrawn,
            .copied, .applicantLeft, .approverLeft, .systemCopied:
            [.approvalName, .summaries, .titleUser]
        }
    }

    /// Whether a message update can change such a card.
    public var isUpdatable: Bool { self == .taskReceived }

    /// Whether it may carry `action_configs` and `action_callback`.
    public var supportsQuickApproval: Bool {
        switch self {
        case .taskReceived, .taskReceivedWithoutApplicant, .addedAsApprover, .transferred, .delegated, .rolledBack,
            .urged, .approverLeft:
            true
        default: false
        }
    }
}
