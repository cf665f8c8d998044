import ApprovalContract

/// The codes that Feishu documents for these APIs, or that were seen there, and what each means for the relay.
///
/// Source: the generic error codes of the open platform and the error tables of the approval APIs. A code that isn't here
/// is unknown on purpose: it gets a bounded number of attempts rather than a guess.
enum FeishuCode {
    /// nil for a code that nobody knows. Throttles (99991400) and the quota (99991403) are decided before.
    static func outcome(of code: Int64, message: String, endpoint: FeishuEndpoint) -> OutcomeClass? {
        switch code {
        // Tokens.
        case 99_991_661, 99_991_663, 99_991_664, 99_991_665, 99_991_671: .refreshToken
        case 99_991_668, 99_991_676, 99_991_677, 99_991_679: .hold(.wrongTokenKind)

        // The app, and what it may do.
        case 99_991_672: .hold(.permission)
        case 99_991_662: .hold(.appDisabled)
        case 99_991_673: .hold(.notInstalled)
        case 99_991_401: .hold(.ipNotAllowed)
        case 10_014, 10_015, 10_016, 99_991_543: .hold(.credentials)
        case 10_012: endpoint.isAuthentication ? .retry(.appTicketMissing) : .hold(.credentials)
        case 10_013: endpoint.isAuthentication ? .retry(.tokenUnavailable) : .hold(.credentials)
        case 1_390_013: .hold(.planUnsupported)
        case 1_390_009, 60_009: .refused(.permission)

        // Faults of Feishu's own.
        case 2200, 1500, 5000, 4006, 65_001, 60_014: .retry(.serviceFault)
        case 1_395_001: .sameInstance
        case 1_390_014: ambiguous1390014(message)

        // The record.
        case 10_003: endpoint.isAuthentication ? .hold(.credentials) : .refused(.validation)
        case 99_992_402, 9499, 1_390_001, 60_001, 4000, 10_001: .refused(.validation)
        case 1_390_002, 60_002, 4002, 1_390_016, 60_004, 4004, 1_390_003, 1_390_004, 60_005: .refused(.reference)
        case 99_992_351, 99_992_352, 99_992_360, 99_992_361, 99_992_364, 99_992_381: .refused(.reference)

        // The address.
        case 99_991_201, 99_991_301, 4005: .hold(.wrongRoute)
        case 4001: .refreshToken
        default: nil
        }
    }

    /// Two documented meanings: in the documentation of 2023 "do not synchronise the same instance for a short period",
    /// in that of 2025 "tenant_id not found". Anything else under this code is unknown.
    private static func ambiguous1390014(_ message: String) -> OutcomeClass? {
        let text = message.lowercased()
        if text.contains("short period") || text.contains("short time") || text.contains("短时间") {
            return .sameInstance
        }
        return text.contains("not found") ? .refused(.reference) : nil
    }
}
