import JSON

extension SimulatorState {
    /// The control calls, `/_simulator/…`; see docs/simulator.md. They need no token and are not in the journal.
    mutating func control(_ request: SimulatedRequest, at now: SimulatorInstant) -> SimulatedAnswer {
        do {
            return try performControl(request, at: now)
        } catch {
            return Self.answer(error)
        }
    }

    static let calls = [
        "GET ready", "GET state", "GET journal", "DELETE journal", "GET settings", "PUT settings", "GET faults",
        "POST faults", "DELETE faults", "DELETE faults/{id}", "POST reset", "POST tokens/revoke",
        "POST definitions/delete", "POST clock",
    ].map { $0.replacing(" ", with: " /_simulator/") }

    private mutating func performControl(
        _ request: SimulatedRequest, at now: SimulatorInstant
    ) throws(ControlProblem) -> SimulatedAnswer {
        var path = request.path.dropFirst("/_simulator".count)
        while path.last == "/" { path.removeLast() }
        switch (request.method, path) {
        case ("GET", ""): return Self.object { $0.strings("calls", Self.calls) }
        case ("GET", "/ready"): return Self.object { $0.member("ready", true) }
        case ("GET", "/state"): return try stateAnswer(request)
        case ("GET", "/journal"): return try journalAnswer(request)
        case ("DELETE", "/journal"):
            let removed = journal.count
            journal.removeAll()
            return Self.object { $0.member("removed", removed) }
        case ("GET", "/settings"): return settingsAnswer()
        case ("PUT", "/settings"):
            settings = try SettingsCoder.read(try body(request), changing: settings)
            return settingsAnswer()
        case ("GET", "/faults"):
            let armed = faults.armed
            return Self.object { $0.objects("faults", armed, FaultWriter.write) }
        case ("POST", "/faults"): return try inject(try FaultReader.read(try body(request)))
        case ("DELETE", "/faults"):
            let removed = faults.remove()
            return Self.object { $0.member("removed", removed) }
        case ("POST", "/reset"):
            reset()
            return Self.object { $0.member("reset", true) }
        case ("POST", "/tokens/revoke"): return try revoke(request, at: now)
        case ("POST", "/definitions/delete"): return try deleteDefinition(request)
        case ("POST", "/clock"): return try moveClock(request, at: now)
        default:
            if request.method == "DELETE", path.hasPrefix("/faults/") { return try removeFault(path.dropFirst(8)) }
            throw ControlProblem(
                status: 404,
                message: "there is no \(request.method) \(request.path.prefix(200)); the control calls are "
                    + Self.calls.joined(separator: ", "))
        }
    }

    private func stateAnswer(_ request: SimulatedRequest) throws(ControlProblem) -> SimulatedAnswer {
        let filter = StateFilter(
            app: request.queryValue("app"), instanceID: request.queryValue("instance_id"),
            messageID: request.queryValue("message_id"), user: request.queryValue("user"),
            limit: try number(request, "limit", 0...1_000_000) ?? 1000)
        let snapshot = snapshot(filter)
        return Self.object { SnapshotWriter.write(snapshot, &$0) }
    }

    private func journalAnswer(_ request: SimulatedRequest) throws(ControlProblem) -> SimulatedAnswer {
        let after = try number(request, "after", 0...Int.max) ?? 0
        let limit = try number(request, "limit", 1...100_000) ?? 1000
        let key = request.queryValue("key")
        var api: SimulatedAPI?
        if let name = request.queryValue("api") {
            api = SimulatedAPI(rawValue: name)
            guard api != nil else {
                throw ControlProblem(
                    message: "the query is not valid",
                    details: [
                        .init(
                            path: "api", expected: "one of \(SimulatedAPI.names.joined(separator: ", "))",
                            found: String(name.prefix(100)))
                    ])
            }
        }
        let entries = journal.entries(after: UInt64(after), limit: limit) { entry in
            (api == nil || entry.api == api) && (key.map { entry.keys.contain($0) } ?? true)
        }
        let last = journal.nextSequence - 1
        let first = journal.nextSequence - UInt64(journal.count)
        return Self.object { writer in
            writer.key("first")
            writer.value(first)
            writer.key("last")
            writer.value(last)
            writer.objects("entries", entries, JournalWriter.write)
        }
    }

    private func settingsAnswer() -> SimulatedAnswer {
        let settings = settings
        return Self.object { SettingsCoder.write(settings, &$0) }
    }

    private mutating func inject(_ fault: Fault) throws(ControlProblem) -> SimulatedAnswer {
        guard let id = faults.inject(fault) else {
            throw ControlProblem(
                status: 409, message: "there are \(FaultPlan.maximum) faults already; remove some with DELETE faults")
        }
        return Self.object { $0.member("id", id) }
    }

    private mutating func removeFault(_ text: Substring) throws(ControlProblem) -> SimulatedAnswer {
        guard let id = Int(text), faults.remove(id: id) == 1 else {
            let ids = faults.armed.map { String($0.id) }.joined(separator: ", ")
            throw ControlProblem(
                status: 404, message: "there is no fault \(text.prefix(100)); there are: \(ids.isEmpty ? "none" : ids)")
        }
        return Self.object { $0.member("removed", 1) }
    }

    private mutating func revoke(
        _ request: SimulatedRequest, at now: SimulatorInstant
    ) throws(ControlProblem) -> SimulatedAnswer {
        var app: UInt16?
        if !request.body.isEmpty, let id = try body(request).text("app_id") {
            app = directory.index(of: id)
            guard app != nil else {
                let known = directory.apps.map(\.id).joined(separator: ", ")
                throw ControlProblem(status: 404, message: "there is no app \(id.prefix(100)); there are: \(known)")
            }
        }
        let revoked = tokens.revoke(app: app, at: now)
        return Self.object { $0.member("revoked", revoked) }
    }

    private mutating func deleteDefinition(_ request: SimulatedRequest) throws(ControlProblem) -> SimulatedAnswer {
        guard let code = try body(request).text("approval_code") else {
            throw ControlProblem(
                message: "the body is not valid",
                details: [.init(path: "approval_code", expected: "the code that Feishu answered", found: "nothing")])
        }
        guard definitions.delete(code) else {
            throw ControlProblem(
                status: 404, message: "there is no definition with the real code \(code.prefix(100)); see GET state")
        }
        return Self.object { $0.member("deleted", true) }
    }

    private mutating func moveClock(
        _ request: SimulatedRequest, at now: SimulatorInstant
    ) throws(ControlProblem) -> SimulatedAnswer {
        var reader = ControlReader()
        let json = try body(request)
        var advance: Int?
        if let value = json["advance_ms"] {
            // Ten years; time never goes back.
            advance = reader.integer(value, "advance_ms", 0...315_360_000_000)
        } else {
            reader.problem("advance_ms", expected: "milliseconds to move the clock forward", found: "nothing")
        }
        try reader.finish("the body is not valid")
        advanceClock(milliseconds: Int64(advance ?? 0))
        let moved = now.adding(microseconds: Int64(advance ?? 0) * 1000)
        return Self.object { $0.member("now_us", moved.microseconds) }
    }

    /// Moves the simulator's time forward, so that windows of hours and days can be tested.
    mutating func advanceClock(milliseconds: Int64) {
        let offset = SimulatorInstant(microseconds: clockOffset).adding(
            microseconds: min(max(0, milliseconds), 315_360_000_000) * 1000)
        clockOffset = offset.microseconds
    }

    private func body(_ request: SimulatedRequest) throws(ControlProblem) -> JSONValue {
        do {
            let json = try JSONParser(refusesDuplicateKeys: true).parse(request.body)
            if json.object != nil { return json }
            throw ControlProblem(message: "the body must be a JSON object")
        } catch let problem as ControlProblem {
            throw problem
        } catch {
            throw ControlProblem(message: "the body is no JSON: \(error)")
        }
    }

    private func number(
        _ request: SimulatedRequest, _ name: String, _ range: ClosedRange<Int>
    ) throws(ControlProblem) -> Int? {
        guard let text = request.queryValue(name) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        throw ControlProblem(
            message: "the query is not valid",
            details: [
                .init(
                    path: name, expected: "an integer \(range.lowerBound)…\(range.upperBound)",
                    found: String(text.prefix(100)))
            ])
    }

    private static func object(_ members: (inout JSONWriter) -> Void) -> SimulatedAnswer {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        members(&writer)
        writer.endObject()
        return SimulatedAnswer(status: 200, body: writer.bytes())
    }

    private static func answer(_ problem: ControlProblem) -> SimulatedAnswer {
        var answer = object { writer in
            writer.key("error")
            writer.beginObject()
            writer.member("message", problem.message)
            if !problem.details.isEmpty {
                writer.objects("problems", problem.details) { detail, writer in
                    writer.member("path", detail.path)
                    writer.member("expected", detail.expected)
                    writer.member("found", detail.found)
                }
            }
            writer.endObject()
        }
        answer.status = problem.status
        return answer
    }
}
