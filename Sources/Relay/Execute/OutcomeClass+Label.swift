import ApprovalContract

extension OutcomeClass {
    /// The class as a metric's label: a closed set.
    var label: String {
        switch self {
        case .success: "success"
        case .refreshToken: "refresh_token"
        case .throttled: "throttled"
        case .monthlyQuota: "monthly_quota"
        case .retry(let reason): reason.rawValue
        case .sameInstance: "same_instance"
        case .hold(let reason): reason.rawValue
        case .refused(let code): code.rawValue
        case .unknownCode: "unknown_code"
        }
    }
}
