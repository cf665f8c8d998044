public import FeishuTypes
import JSON

// The same calls for requests that aren't rendered yet.
extension FeishuClient {
    /// See ``createDefinition(body:userIDType:departmentIDType:_:isolation:)``.
    public func createDefinition(
        _ definition: DefinitionUpsert, userIDType: String? = nil, departmentIDType: String? = nil, _ options: Options,
        isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await createDefinition(
            body: Self.rendered(definition), userIDType: userIDType, departmentIDType: departmentIDType, options,
            isolation: isolation)
    }

    /// See ``syncInstance(body:_:isolation:)``.
    public func syncInstance(
        _ instance: InstanceSync, _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await syncInstance(body: Self.rendered(instance), options, isolation: isolation)
    }

    /// See ``checkInstances(body:_:isolation:)``.
    public func checkInstances(
        _ check: InstanceCheck, _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await checkInstances(body: Self.rendered(check), options, isolation: isolation)
    }

    /// See ``listTasks(body:pageSize:pageToken:_:isolation:)``.
    public func listTasks(
        _ query: TaskQuery, _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await listTasks(
            body: Self.rendered(query), pageSize: query.pageSize, pageToken: query.pageToken, options,
            isolation: isolation)
    }

    /// See ``sendMessage(body:_:isolation:)``.
    public func sendMessage(
        _ message: MessageSend, _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await sendMessage(body: Self.rendered(message), options, isolation: isolation)
    }

    /// See ``updateMessage(body:_:isolation:)``.
    public func updateMessage(
        _ update: MessageUpdate, _ options: Options, isolation: isolated (any Actor)? = #isolation
    ) async -> FeishuCallResult {
        await updateMessage(body: Self.rendered(update), options, isolation: isolation)
    }

    private static func rendered(_ body: some FeishuBody) -> [UInt8] {
        var writer = JSONWriter()
        body.write(to: &writer)
        return writer.bytes()
    }
}
