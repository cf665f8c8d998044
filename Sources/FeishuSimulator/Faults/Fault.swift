/// Something that goes wrong on request. Faults take effect behind the gateway: a call that lacks a valid token or is over its
/// limit is answered as ever and uses up no fault. The first fault that matches a call is the one that it gets.
public struct Fault: Sendable, Hashable {
    /// What the fault does.
    public enum Effect: Sendable, Hashable {
        /// A JSON answer of this status, code and message.
        case answer(status: Int, code: Int64, message: String)
        /// The ordinary answer; with `delay`, a slow one.
        case none
        /// A TCP reset instead of the answer.
        case reset
        /// The connection is closed without an answer.
        case close
        /// Half of the answer, then the connection closes.
        case truncate
        /// A page as a proxy in front of Feishu sends it.
        case html(status: Int)
        /// The ordinary answer with another `Content-Type`.
        case contentType(String)
        /// The answer's JSON is cut in the middle, though the response is whole.
        case malformedBody
        /// An empty body.
        case emptyBody
        /// No answer ever; the client's timeout ends the call.
        case stall
    }

    /// Whether the call takes effect.
    public enum Moment: String, Sendable, Hashable, CaseIterable {
        /// Nothing is applied: the call may be repeated without harm.
        case before
        /// The call is applied, then its answer is spoilt: this is what idempotency keys are for.
        case after
    }

    public var effect: Effect
    public var moment: Moment
    /// Milliseconds to wait before the answer, 0…3 600 000.
    public var delay: Int
    /// The calls that it is for; empty means every call but those for tokens.
    public var apis: Set<SimulatedAPI>
    /// Only calls of this app.
    public var app: String?
    /// Only calls that name this instance, task, uuid, recipient, card or definition.
    public var key: String?
    /// Matching calls that are let through first, 0 or more.
    public var skip: Int
    /// Calls that it hits before it is used up; nil means until it is removed.
    public var count: Int?
    /// The share of matching calls that it hits, 0…1, drawn from the seed.
    public var share: Double
    /// Response headers to add, at most eight.
    public var headers: [String: String]

    public init(
        _ effect: Effect, moment: Moment = .before, delay: Int = 0, apis: Set<SimulatedAPI> = [], app: String? = nil,
        key: String? = nil, skip: Int = 0, count: Int? = nil, share: Double = 1, headers: [String: String] = [:]
    ) {
        self.effect = effect
        self.moment = moment
        self.delay = delay
        self.apis = apis
        self.app = app
        self.key = key
        self.skip = skip
        self.count = count
        self.share = share
        self.headers = headers
    }

    static let maximumDelay = 3_600_000
}
