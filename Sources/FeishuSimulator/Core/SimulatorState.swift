import JSON

/// The whole simulated Feishu without clock, socket or lock: a request and the time go in, an answer comes out. The same
/// configuration and the same calls give the same answers.
struct SimulatorState {
    let directory: AppDirectory
    var settings: SimulatorSettings
    var tokens = TokenDesk()
    var limiter = RateLimiter()
    var quota = MonthlyQuota()
    var faults = FaultPlan()
    var definitions = DefinitionStore()
    var instances: InstanceStore
    var messages: MessageStore
    var pages = TaskListPages()
    var journal: Journal
    var totals = CallTotals()
    var random: SeededRandom
    /// Moved forward by the control call, so that windows of hours and days can be tested.
    var clockOffset: Int64 = 0
    private let configuration: SimulatorConfiguration
    private let parser = JSONParser(
        limits: JSONLimits(maximumSize: 16 << 20, maximumDepth: 64), refusesDuplicateKeys: false)
    private var logIDs = LogIDSource()

    init(_ configuration: SimulatorConfiguration) {
        self.configuration = configuration
        directory = AppDirectory(configuration.allApps)
        settings = configuration.settings.bounded
        instances = InstanceStore(capacity: configuration.maximumInstances)
        messages = MessageStore(capacity: configuration.maximumMessages)
        journal = Journal(capacity: configuration.journalCapacity)
        random = SeededRandom(seed: configuration.seed)
        for fault in configuration.faults { _ = faults.inject(fault) }
    }

    /// Forgets everything but settings, faults and the clock's offset.
    mutating func reset() {
        tokens = TokenDesk()
        limiter = RateLimiter()
        quota = MonthlyQuota()
        definitions = DefinitionStore()
        instances = InstanceStore(capacity: configuration.maximumInstances)
        messages = MessageStore(capacity: configuration.maximumMessages)
        pages = TaskListPages()
        journal.removeAll()
        totals = CallTotals()
    }

    /// Answers any request; nothing in it can trap.
    mutating func answer(_ request: SimulatedRequest, at wallTime: SimulatorInstant) -> SimulatedAnswer {
        let now = wallTime.adding(microseconds: clockOffset)
        switch Route(request.method, request.path) {
        case .control: return control(request, at: now)
        case .call(let api, let parameter): return answerCall(api, parameter, request, at: now)
        case .wrongDefinitionMethod where settings.wrongDefinitionMethodIsInvalidToken:
            var call = makeCall(.unknown, at: now)
            let reply = ReplyWriter.failure(Self.invalidToken(settings), logID: call.logID)
            call.outcome = .refused
            return finish(call, SimulatedAnswer(reply), code: reply.code)
        case .wrongDefinitionMethod, .unknown:
            var call = makeCall(.unknown, at: now)
            call.outcome = .refused
            return finish(call, .plain(404, "404 page not found"), code: 0)
        }
    }

    private mutating func answerCall(
        _ api: SimulatedAPI, _ parameter: String, _ request: SimulatedRequest, at now: SimulatorInstant
    ) -> SimulatedAnswer {
        var call = makeCall(api, at: now)
        let body = RequestBody(request.body, parser: parser)
        call.keys = CallKeys(api, parameter: parameter, body: body.object)
        call.keys.requestID = request.requestID
        do {
            try pass(request, body, &call)
        } catch {
            call.outcome = .refused
            let reply = ReplyWriter.failure(error, logID: call.logID)
            return finish(call, SimulatedAnswer(reply), code: reply.code)
        }
        guard let fault = faults.pick(api, app: call.app, keys: call.keys, random: &random) else {
            let reply = perform(parameter, request, body, &call)
            return finish(call, SimulatedAnswer(reply), code: reply.code)
        }
        var reply: Reply?
        if fault.moment == .after || fault.effect.needsAnswer {
            reply = perform(parameter, request, body, &call)
        } else {
            call.outcome = .prevented
        }
        let answer = fault.spoil(reply, logID: call.logID)
        return finish(call, answer, code: fault.code(reply), fault: fault.effect.name)
    }

    /// The gateway: token, quota, limit. Token calls only learn which app they are of.
    private mutating func pass(
        _ request: SimulatedRequest, _ body: RequestBody, _ call: inout SimulatedCall
    ) throws(Refusal) {
        if call.api.isAuthentication {
            call.app = body.object?.text("app_id") ?? ""
            return
        }
        let principal = try authenticate(request.authorization, at: call.now)
        call.principal = principal
        call.app = directory[principal.app]?.id ?? ""
        try quota.admit(principal.tenant, limit: settings.monthlyQuota, at: call.now)
        try limiter.admit(principal, call.api, settings, at: call.now)
    }

    private mutating func perform(
        _ parameter: String, _ request: SimulatedRequest, _ body: RequestBody, _ call: inout SimulatedCall
    ) -> Reply {
        do {
            guard let principal = call.principal else { return try authenticationReply(body, &call) }
            switch call.api {
            case .definitionCreate: return try createDefinition(body, principal, &call)
            case .definitionGet: return try getDefinition(parameter, principal)
            case .instanceSync: return try syncInstance(body, request.body, principal, &call)
            case .instanceCheck: return try checkInstances(body, principal)
            case .taskList: return try listTasks(request, body, principal)
            case .messageSend: return try sendMessage(body, principal, &call)
            case .messageUpdate: return try updateMessage(body, principal, &call)
            default: return try authenticationReply(body, &call)
            }
        } catch {
            call.outcome = .refused
            return ReplyWriter.failure(error, logID: call.logID)
        }
    }

    private mutating func makeCall(_ api: SimulatedAPI, at now: SimulatorInstant) -> SimulatedCall {
        let logID = logIDs.next(at: now, random: &random)
        return SimulatedCall(api: api, now: now, logID: logID, requestID: random.hexadecimal(32))
    }

    private mutating func finish(
        _ call: SimulatedCall, _ answer: SimulatedAnswer, code: Int64, fault: String? = nil
    ) -> SimulatedAnswer {
        var answer = answer
        answer.headers.append((name: "X-Tt-Logid", value: call.logID))
        answer.headers.append((name: "X-Request-Id", value: call.requestID))
        let isAnswered = answer.connection == .normal || answer.connection == .truncate
        let entry = JournalEntry(
            sequence: journal.nextSequence, receivedAt: call.now,
            answeredAt: isAnswered ? call.now.adding(microseconds: answer.delay) : nil, api: call.api, app: call.app,
            keys: call.keys, outcome: call.outcome, droppedEntities: call.droppedEntities, status: answer.status,
            code: code, fault: fault)
        journal.append(entry)
        totals.count(entry)
        answer.entry = entry
        return answer
    }
}
