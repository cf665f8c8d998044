import JSON

extension SimulatorState {
    mutating func createDefinition(
        _ body: RequestBody, _ principal: Principal, _ call: inout SimulatedCall
    ) throws(Refusal) -> Reply {
        try SchemaCheck.check(body, .definition)
        guard let json = body.object else { throw invalidParameter("body") }
        try DefinitionRules.check(json, settings: settings)
        // Definitions are kept for good, in a document of their own: the parser's buffers are for the next call.
        let code = try definitions.upsert(json.compacted(), by: principal, settings: settings, random: &random)
        call.outcome = .applied
        return ReplyWriter.success { $0.member("approval_code", code) }
    }

    func getDefinition(_ code: String, _ principal: Principal) throws(Refusal) -> Reply {
        let record = try definitions.definition(code, for: principal, settings: settings)
        let group = definitions.groupName(record.groupCode, tenant: principal.tenant)
        return ReplyWriter.success(capacity: 2048) { record.write(groupName: group, &$0) }
    }

    mutating func syncInstance(
        _ body: RequestBody, _ bytes: [UInt8], _ principal: Principal, _ call: inout SimulatedCall
    ) throws(Refusal) -> Reply {
        try SchemaCheck.check(
            body, settings.requiresTaskUpdateTime ? .instance : .lenientInstance,
            acceptsNumericTimes: settings.acceptsNumericTimes)
        guard let json = body.object else { throw invalidParameter("body") }
        try InstanceRules(settings: settings).check(json)
        guard let submission = InstanceSubmission(json) else { throw invalidParameter("body") }
        _ = try definitions.definition(
            submission.instance.approvalCode, for: principal, settings: settings)
        let result = try instances.apply(submission, by: principal, settings: settings, at: call.now)
        call.outcome = result.outcome
        call.droppedEntities = result.droppedEntities
        if result.outcome == .dropped, settings.staleUpdateAnswer == .empty { return ReplyWriter.success { _ in } }
        return ReplyWriter.success(capacity: bytes.count + 64) { writer in
            writer.key("data")
            writer.rawValue(bytes.span)
        }
    }

    func checkInstances(_ body: RequestBody, _ principal: Principal) throws(Refusal) -> Reply {
        try SchemaCheck.check(body, .check, acceptsNumericTimes: settings.acceptsNumericTimes)
        guard let json = body.object else { throw invalidParameter("body") }
        let differences = try InstanceCheck.differences(json, of: principal, in: instances, settings: settings)
        return ReplyWriter.success { writer in
            writer.objects("diff_instances", differences) { difference, writer in
                writer.member("instance_id", difference.instanceID)
                writer.objects("tasks", difference.tasks) { task, writer in
                    writer.member("task_id", task.id)
                    writer.member("update_time", task.updateTime)
                }
                writer.member("update_time", difference.updateTime)
            }
        }
    }

    mutating func listTasks(
        _ request: SimulatedRequest, _ body: RequestBody, _ principal: Principal
    ) throws(Refusal) -> Reply {
        var size = 50
        if let text = request.queryValue("page_size") {
            guard let wanted = Int(text), (1...500).contains(wanted) else { throw invalidParameter("page_size") }
            size = wanted
        }
        let page = try taskPage(request, body, principal)
        let definitions = definitions
        let answer = TaskListQuery.page(
            page.filter, offset: page.offset, size: size, of: principal, in: instances
        ) { instance in
            let codes = page.filter.approvalCodes
            guard !codes.isEmpty else { return true }
            if codes.contains(instance.approvalCode) { return true }
            return definitions.byRealCode[instance.approvalCode].map { codes.contains($0.customCode) } ?? false
        }
        var token: String?
        if let next = answer.next {
            token = pages.add(
                TaskListPages.Page(principal: principal, filter: page.filter, offset: next), random: &random)
        }
        let custom = settings.taskListCode == .custom
        return ReplyWriter.success(capacity: 1024) { writer in
            writer.objects("data", answer.items) { item, writer in
                let code = item.instance.approvalCode
                writer.member("instance_id", item.instance.id)
                writer.member("approval_id", code.filter { $0 != "-" }.lowercased())
                writer.member("approval_code", custom ? definitions.byRealCode[code]?.customCode ?? code : code)
                writer.member("status", item.instance.status.rawValue)
                writer.member("update_time", String(item.instance.updateTime))
                writer.objects("tasks", item.tasks) { task, writer in
                    writer.member("id", task.id)
                    writer.member("status", task.status.rawValue)
                    writer.member("update_time", String(task.updateTime))
                }
            }
            writer.optional("page_token", token)
            writer.member("has_more", token != nil)
        }
    }

    /// A page token stands for its filter; without one the body is the filter.
    private func taskPage(
        _ request: SimulatedRequest, _ body: RequestBody, _ principal: Principal
    ) throws(Refusal) -> TaskListPages.Page {
        if let token = request.queryValue("page_token"), !token.isEmpty {
            guard let page = pages[token], page.principal == principal else { throw invalidParameter("page_token") }
            return page
        }
        if case .empty = body { throw invalidParameter("instance_ids, or approval_codes and status, are needed") }
        try SchemaCheck.check(body, .taskList)
        guard let filter = TaskListFilter(body.object) else {
            throw invalidParameter("combination of instance_ids, approval_codes, user_ids and status")
        }
        return TaskListPages.Page(principal: principal, filter: filter, offset: 0)
    }

    private func invalidParameter(_ what: String) -> Refusal {
        Refusal(status: settings.approvalErrorStatus, code: 1_390_001, message: "param is invalid: \(what)")
    }
}
