/// How the simulated Feishu behaves where its documentation leaves a choice or is silent, and its limits. All of it can be
/// changed while it runs. Each doc comment names the open point (U1…U20) of the Feishu API notes that it is about.
public struct SimulatorSettings: Sendable, Hashable {
    // MARK: Gateway

    /// The limit of each call without one of its own in `rateLimits`. `message/update` has no published limit (U10); it gets
    /// this one too.
    public var defaultRateLimit = RateLimit.tier4
    public var rateLimits: [SimulatedAPI: RateLimit] = [:]
    /// How a limit's windows are counted.
    public var rateWindow = RateWindow.sliding
    /// The HTTP status of 99991400: 429; some old APIs answer 400.
    public var rateLimitStatus = 429
    /// How `x-ogw-ratelimit-reset` is written.
    public var rateLimitReset = RateLimitReset.whole
    /// Calls that a tenant has in a calendar month (UTC+8), then 99991403; 0 is no quota. Token calls don't count.
    public var monthlyQuota = 0
    /// The HTTP status of 99991663: 400 or 200 (U9).
    public var invalidTokenStatus = 400
    /// The HTTP status of the approval API's own errors, 1390001 and the like: 400 or 200 (U9).
    public var approvalErrorStatus = 400
    /// Whether `GET external_approvals` and `DELETE external_approvals/:code` are answered with 99991663, as has been measured,
    /// rather than with 404 as other wrong methods are.
    public var wrongDefinitionMethodIsInvalidToken = false

    // MARK: Tokens

    /// Seconds that a token lives, 1…7200.
    public var tokenLifetime = 7200
    /// With at least this many seconds left a token is given out again, 0…7200.
    public var tokenReuse = 1800
    /// Whether a token revoked by the control call goes on being given out while it has `tokenReuse` left.
    public var reissuesRevokedTokens = false

    // MARK: Definitions

    /// Whether a custom `approval_code` is unique within an app or within a tenant (U14).
    public var definitionScope = DefinitionScope.app

    // MARK: Instances

    /// Milliseconds within which the same instance may not be synced again; 0 is off (U1).
    public var sameInstanceWindow = 0
    /// What such a call is answered with (U2).
    public var sameInstanceAnswer = SameInstanceAnswer.shortPeriod
    /// What an UPDATE does whose instance `update_time` is the stored one (U7).
    public var equalInstanceTime = EqualInstanceTime.dropsAll
    /// The success body of a stale UPDATE (U6).
    public var staleUpdateAnswer = StaleUpdateAnswer.echo
    /// What REPLACE does that takes an ended instance back to PENDING (U5).
    public var replaceRegression = ReplaceRegression.allowed
    /// Whether an instance without `user_id`, `open_id` and `user_name` is refused (U8). The clean-up recipe never is.
    public var refusesMissingInitiator = false
    /// Whether syncs of an instance that the clean-up recipe gave away change nothing from then on.
    public var cleanUpIsFinal = true
    /// Whether a task must have `update_time`; without, it takes the instance's (U16).
    public var requiresTaskUpdateTime = true
    /// Whether times and `form_version` may be numbers. Feishu's documents have them as strings, its SDK for Python declares numbers.
    public var acceptsNumericTimes = false
    /// Tasks in one sync: 300, or 200 as older and international pages say (U17).
    public var maximumTasks = 300
    /// Characters of `instance_id`, `task_id` and `cc_id`; 0 is no limit (U19).
    public var maximumIDLength = 0
    /// Which fields must be i18n keys (U12).
    public var plainText = PlainTextRule.refusedForNodeName
    /// A form with more characters than may be.
    public var longForm = LongFormRule.cut

    // MARK: Check and task list

    /// Instances in one check; 0 is no limit (U3).
    public var maximumCheckBatch = 0
    /// Whether an instance in a check may have an empty list of tasks (U3).
    public var checkAcceptsEmptyTasks = true
    /// The code that the task list gives (U13).
    public var taskListCode = TaskListCode.real

    // MARK: Messages

    /// Seconds within which the same `uuid` is sent once, 0…10^9; 0 sends each (U4).
    public var uuidWindow = 3600
    /// What a repeat is recognised by (U4).
    public var uuidKey = UUIDKey.uuidAndRecipient
    /// The `message_id` that a repeat is answered with (U4).
    public var repeatedSendID = RepeatedSendID.original
    /// Whether a content department that begins with `od-` is refused with 60005.
    public var refusesOpenDepartmentID = false
    /// Days after which a card can't be updated.
    public var updatableDays = 30
    /// The code of an update refused for an unknown id, another template or age (U10).
    public var updateRefusalCode = 60001
    /// Whether a card with a final status can be given another (U10).
    public var finalStatusCanChange = true
    /// The id that an update is answered with, and that the next one must use.
    public var updatedMessageID = UpdatedMessageID.same

    public init() {}

    /// The limit of a call; none for token calls.
    public func rateLimit(of api: SimulatedAPI) -> RateLimit {
        api.isAuthentication ? .none : rateLimits[api] ?? defaultRateLimit
    }
}
