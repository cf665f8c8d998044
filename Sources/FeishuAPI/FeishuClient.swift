import ApprovalContract
import JSON

/// Calls Feishu's third-party approval APIs for one app.
///
/// Not `Sendable`: it is confined to the actor that owns it and has no lock. Every method runs on that actor, and many
/// calls may be under way at once. What Feishu or the network do wrong is no error here but a ``FeishuCallResult``
/// whose `outcome` says what to do.
public final class FeishuClient {
    public let tokens: TokenProvider
    private let builder: FeishuRequestBuilder
    private let transport: any FeishuTransport
    private let parser: JSONParser
    private let now: () -> ContinuousClock.Instant

    /// Asked before a call is repeated with a fresh token, since every attempt needs its share of the quota and a valid
    /// lease; false gives up with `retry(.notAdmitted)`. nil admits all.
    public var admitsRepetition: (nonisolated(nonsending) (FeishuEndpoint) async -> Bool)?

    /// Asked at the last moment before each exchange with this API, a token in hand: waiting for the token may have outlasted the
    /// caller's right to call. False gives up with `retry(.notAdmitted)`, and nothing was sent. nil admits all.
    public var mayCall: (() -> Bool)?

    public init(
        credentials: AppCredentials, hosts: FeishuHosts = .feishu, transport: any FeishuTransport,
        tokenPolicy: TokenPolicy = TokenPolicy(), largestAnswer: Int = 8 << 20,
        now: @escaping () -> ContinuousClock.Instant = { ContinuousClock.now },
        random: @escaping () -> Double = { Double.random(in: 0..<1) }
    ) {
        tokens = TokenProvider(
            credentials: credentials, hosts: hosts, transport: transport, policy: tokenPolicy, now: now, random: random)
        builder = FeishuRequestBuilder(hosts: hosts)
        self.transport = transport
        parser = JSONParser(limits: JSONLimits(maximumSize: largestAnswer), refusesDuplicateKeys: false)
        self.now = now
    }

    /// What a call needs beside its body. The request id goes out as `X-Request-Id`; a repetition with a fresh token
    /// gets `-2` after it.
    public struct Options: Sendable, Hashable {
        public var requestID: String
        public var timeout: Duration

        public init(requestID: String, timeout: Duration = .seconds(10)) {
            self.requestID = requestID
            self.timeout = timeout
        }
    }

    /// One call: a token, the exchange, and one repetition if the token was refused.
    func call(
        _ endpoint: FeishuEndpoint, suffix: String = "", query: [(name: String, value: String)] = [], body: [UInt8],
        _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        var id = PlainText.headerValue(options.requestID)
        let first: TokenLease
        do throws(TokenFailure) {
            first = try await tokens.token(requestID: id, isolation: isolation)
        } catch {
            return FeishuCallResult(endpoint, withoutToken: error, requestID: id)
        }
        if let mayCall, !mayCall() { return FeishuCallResult(endpoint, notAdmitted: id) }
        var result = await exchange(endpoint, suffix, query, body, first, id, options.timeout)
        guard result.outcome == .refreshToken else { return result }

        if tokens.drop(first) == .insisted {
            result.outcome = .hold(.tokenRefused)
            return result
        }
        let second: TokenLease
        do throws(TokenFailure) {
            second = try await tokens.token(requestID: id, isolation: isolation)
        } catch {
            var failed = FeishuCallResult(endpoint, withoutToken: error, requestID: id)
            failed.exchanges = result.exchanges
            return failed
        }
        if let admitsRepetition, await !admitsRepetition(endpoint) {
            result.outcome = .retry(.notAdmitted)
            return result
        }
        if let mayCall, !mayCall() {
            var refused = FeishuCallResult(endpoint, notAdmitted: id)
            refused.exchanges = result.exchanges
            return refused
        }
        let spent = result.exchanges
        id = PlainText.headerValue(String(id.prefix(126)) + "-2")
        result = await exchange(endpoint, suffix, query, body, second, id, options.timeout)
        result.exchanges += spent
        if result.outcome == .refreshToken { result.outcome = .hold(.tokenRefused) }
        return result
    }

    private func exchange(
        _ endpoint: FeishuEndpoint, _ suffix: String, _ query: [(name: String, value: String)], _ body: [UInt8],
        _ lease: TokenLease, _ requestID: String, _ timeout: Duration
    ) async -> FeishuCallResult {
        let request = builder.request(
            endpoint, suffix: suffix, query: query, body: body, token: lease.token, requestID: requestID,
            timeout: timeout)
        let began = now()
        let exchange: FeishuExchange
        do throws(FeishuTransportError) {
            let response = try await transport.send(request)
            exchange = FeishuExchange(response, from: endpoint, parser: parser, duration: began.duration(to: now()))
        } catch {
            exchange = FeishuExchange(error, from: endpoint, duration: began.duration(to: now()))
        }
        return FeishuCallResult(endpoint, exchange, requestID: requestID)
    }
}

extension FeishuCallResult {
    init(_ endpoint: FeishuEndpoint, _ exchange: FeishuExchange, requestID: String) {
        self.init(endpoint: endpoint, outcome: exchange.outcome, reach: exchange.reach, requestID: requestID)
        httpStatus = exchange.status
        code = exchange.envelope?.code
        message = exchange.message
        logID = exchange.logID
        fieldViolations = exchange.envelope?.violations ?? []
        resetAfter = exchange.resetAfter
        duration = exchange.duration
        exchanges = 1
        guard exchange.outcome == .success else { return }
        if let answer = FeishuAnswer.reading(endpoint, data: exchange.envelope?.data) {
            self.answer = answer
        } else {
            outcome = .retry(.badAnswer)
            reach = .mayHaveBeenProcessed
            message = "code 0, but data lacks what \(endpoint.rawValue) must return"
        }
    }

    init(_ endpoint: FeishuEndpoint, withoutToken failure: TokenFailure, requestID: String) {
        self.init(endpoint: endpoint, outcome: failure.outcome, reach: .neverSent, requestID: requestID)
        httpStatus = failure.httpStatus
        code = failure.code
        message = PlainText.bounded(failure.description, limit: FeishuEnvelope.messageLimit)
        logID = failure.logID
        resetAfter = failure.resetAfter
    }

    /// Nothing was sent: the caller may not call any more.
    init(_ endpoint: FeishuEndpoint, notAdmitted requestID: String) {
        self.init(endpoint: endpoint, outcome: .retry(.notAdmitted), reach: .neverSent, requestID: requestID)
    }

    /// A request that can't be made at all.
    init(_ endpoint: FeishuEndpoint, unsendable problem: String, requestID: String) {
        self.init(
            endpoint: endpoint, outcome: .refused(.validation), reach: .neverSent, requestID: requestID)
        message = problem
    }
}
