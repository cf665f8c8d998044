/// What the relay does next with a command, derived from one attempt at calling Feishu.
///
/// The class is decided by the API that was called, then by the `code` in Feishu's body, then by the HTTP status, never
/// by the message (one documented exception: 1390014 has two meanings that only its message tells apart). Each case
/// names the codes that lead to it; the source is Feishu's table of generic error codes and the pages of the approval
/// APIs.
///
/// Only `refused` and, when attempts are spent, `retry`, `sameInstance` and `unknownCode` may end in a dead letter. Every
/// other class says something about Feishu or its configuration and nothing about the record.
public enum OutcomeClass: Sendable, Hashable {
    /// HTTP 2xx and `code` 0. An UPDATE whose `update_time` did not grow is dropped by Feishu and looks the same.
    case success

    /// The tenant access token was not accepted: 99991661 (none given), 99991663, 99991664, 99991665, 99991671, or HTTP
    /// 401 without a readable body. Drop that token, fetch one, repeat once; a second failure is `hold(.tokenRefused)`.
    case refreshToken

    /// The API's frequency limit for this app and tenant: HTTP 429, or 99991400 in any status (older APIs send it with
    /// 400). Wait, then repeat; it is no failed attempt.
    ///
    /// `retryAfter` is what Feishu said (`x-ogw-ratelimit-reset`, else `Retry-After`), within 0.05…3600 s; nil if it
    /// said nothing readable, which callers take as one second.
    case throttled(retryAfter: Duration?)

    /// 99991403: the tenant's API quota of this month is spent. Nothing passes until the month ends in UTC+8 or an
    /// operator says otherwise; retrying within minutes can't help.
    case monthlyQuota

    /// Something passing: no connection, a time-out, HTTP 5xx, an unreadable body, 2200, 1500, 5000, 4006, 65001, 60014.
    /// Exponential backoff with jitter, bounded by attempts and age; counts for the breaker.
    case retry(TransientReason)

    /// Feishu wants no second sync of this instance so soon: 1395001, and 1390014 whose message says so. Backoff for
    /// that key alone; counts as an attempt, not for the breaker.
    case sameInstance

    /// Nothing is wrong with the record; an operator has to act. Holds this app and API, never the whole lane.
    case hold(HoldReason)

    /// Feishu judged the record and will judge it the same next time: dead letter.
    case refused(RefusalCode)

    /// A code in no table of Feishu's that the relay knows: bounded retry, then dead letter as
    /// `feishu_unknown_code`.
    case unknownCode

    /// Why an attempt that is worth repeating failed.
    public enum TransientReason: String, Sendable, Hashable, CaseIterable {
        /// The request never left: name not resolved, connection or TLS handshake failed.
        case unreachable
        /// The connection broke after something was sent: Feishu may have acted.
        case connectionLost = "connection_lost"
        /// No complete answer in time (or HTTP 408): Feishu may have acted.
        case timeout
        /// HTTP 5xx without a code that says more.
        case serverError = "server_error"
        /// A code by which Feishu reports a fault of its own: 2200, 1500, 5000, 4006, 65001, 60014 (lock conflict).
        case serviceFault = "service_fault"
        /// A body that isn't Feishu's envelope, lacks what a success must hold, or is too large: a proxy's page, broken
        /// JSON. Feishu may have acted.
        case badAnswer = "bad_answer"
        /// No tenant access token could be had for now; the call itself was not made.
        case tokenUnavailable = "token_unavailable"
        /// A store app has no valid `app_ticket` yet; one was asked for. The call itself was not made.
        case appTicketMissing = "app_ticket_missing"
        /// The token was refreshed but the caller did not admit the repetition (quota or lease).
        case notAdmitted = "not_admitted"
        /// The call was cancelled by the relay itself.
        case cancelled
    }

    /// What an operator has to put right.
    public enum HoldReason: String, Sendable, Hashable, CaseIterable {
        /// 99991672: the app lacks a scope; Feishu's message lists which.
        case permission
        /// 99991662: the app is disabled.
        case appDisabled = "app_disabled"
        /// 99991673: the app is not installed, or not authorised, in this tenant.
        case notInstalled = "not_installed"
        /// 99991401: the relay's address is not on the app's allow-list.
        case ipNotAllowed = "ip_not_allowed"
        /// 99991668, 99991676, 99991677, 99991679: a user's token where a tenant's belongs.
        case wrongTokenKind = "wrong_token_kind"
        /// HTTP 404 or 405 without Feishu's envelope, a redirect, 99991201, 99991301, 4005: wrong host, path or proxy.
        case wrongRoute = "wrong_route"
        /// 10014, 10015, 99991543, on the token API also 10003: wrong app id or secret.
        case credentials
        /// A fresh token was refused as well, or Feishu insists on the one that it refuses.
        case tokenRefused = "token_refused"
        /// 1390013: third-party approvals are not part of the tenant's plan.
        case planUnsupported = "plan_unsupported"
    }

    /// Why Feishu refuses a record for good; the raw values are the reason codes of results and dead letters.
    public enum RefusalCode: String, Sendable, Hashable, CaseIterable {
        /// 99992402 (names the fields), 9499, 1390001, 60001, 4000, 10001, 10003, HTTP 413.
        case validation = "feishu_validation"
        /// Something named in the record doesn't exist for this app: 1390002, 1390003, 1390004, 1390016, 60002, 60004,
        /// 60005, 4002, 4004, 99992351, 99992352, 99992360, 99992361, 99992364, 99992381, and 1390014 "tenant_id not
        /// found".
        case reference = "feishu_reference"
        /// Not permitted for what this record names, while the app itself is in order: 1390009, 60009.
        case permission = "feishu_permission"
        /// The reason code of an `unknownCode` whose attempts are spent.
        case unknownCode = "feishu_unknown_code"
    }
}
