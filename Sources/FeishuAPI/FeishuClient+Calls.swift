extension FeishuClient {
    /// `POST external_approvals`: creates or updates a definition by the caller's own code. On success the answer is
    /// Feishu's code. Leaving a switch out of the body resets it, so the body must be whole.
    ///
    /// - Parameters:
    ///   - userIDType: `open_id` (Feishu's default when nil), `union_id` or `user_id`.
    ///   - departmentIDType: `open_department_id` (default) or `department_id`.
    public func createDefinition(
        body: [UInt8], userIDType: String? = nil, departmentIDType: String? = nil, _ options: Options,
        isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        var query: [(name: String, value: String)] = []
        if let departmentIDType { query.append(("department_id_type", departmentIDType)) }
        if let userIDType { query.append(("user_id_type", userIDType)) }
        return await call(.createDefinition, query: query, body: body, options, isolation: isolation)
    }

    /// `GET external_approvals/:approval_code`. `code` is Feishu's own, 1…128 bytes; the answer holds secrets.
    public func getDefinition(
        code: String, userIDType: String? = nil, _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        // "." and ".." would be taken for directions by what resolves the URL, and name another API.
        guard (1...128).contains(code.utf8.count), code != ".", code != ".." else {
            return FeishuCallResult(
                .getDefinition, unsendable: "a definition code has 1 to 128 bytes and isn't . or ..",
                requestID: options.requestID)
        }
        var query: [(name: String, value: String)] = []
        if let userIDType { query.append(("user_id_type", userIDType)) }
        return await call(
            .getDefinition, suffix: "/" + PercentEncoding.encode(code), query: query, body: [], options,
            isolation: isolation)
    }

    /// `POST external_instances`. Success also when Feishu dropped an UPDATE whose versions did not grow.
    public func syncInstance(
        body: [UInt8], _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await call(.syncInstance, body: body, options, isolation: isolation)
    }

    /// `POST external_instances/check`. Reads only, so it may always be repeated.
    public func checkInstances(
        body: [UInt8], _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await call(.checkInstances, body: body, options, isolation: isolation)
    }

    /// `POST message/send`. May be repeated only with the same `uuid` and within the hour.
    public func sendMessage(
        body: [UInt8], _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await call(.sendMessage, body: body, options, isolation: isolation)
    }

    /// `POST message/update`. The id in the answer, if any, is the one for further updates.
    public func updateMessage(
        body: [UInt8], _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await call(.updateMessage, body: body, options, isolation: isolation)
    }

    /// `GET external_tasks`, a GET with a JSON body.
    ///
    /// - Parameters:
    ///   - pageSize: 1…500, brought within; Feishu's default (50) when nil.
    ///   - pageToken: of the page before.
    public func listTasks(
        body: [UInt8], pageSize: Int? = nil, pageToken: String? = nil, _ options: Options,
        isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        var query: [(name: String, value: String)] = []
        if let pageSize { query.append(("page_size", String(min(max(pageSize, 1), 500)))) }
        if let pageToken { query.append(("page_token", pageToken)) }
        return await call(.listTasks, query: query, body: body, options, isolation: isolation)
    }
}
