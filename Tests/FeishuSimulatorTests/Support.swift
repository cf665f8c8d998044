import JSON
import Testing

@testable import FeishuSimulator

/// The pure core with a clock that the test moves, and a valid token.
struct Feishu {
    struct Answer {
        var status: Int
        var code: Int64?
        var message: String
        var json: JSONValue?
        var raw: SimulatedAnswer

        var data: JSONValue? { json?["data"] }
        func header(_ name: String) -> String? { raw.headers.first { $0.name == name }?.value }
    }

    var state: SimulatorState
    /// 2024-06-15 in the afternoon, UTC+8.
    var now = SimulatorInstant(microseconds: 1_718_438_400_000_000)
    var token = ""

    /// Limits are off unless a test sets them.
    init(
        _ configuration: SimulatorConfiguration = SimulatorConfiguration(),
        _ change: (inout SimulatorSettings) -> Void = { _ in }
    ) {
        var configuration = configuration
        configuration.settings.defaultRateLimit = .none
        change(&configuration.settings)
        state = SimulatorState(configuration)
        token = makeToken()
    }

    mutating func makeToken(_ app: String = "cli_simulator", _ secret: String = "simulator-secret") -> String {
        let answer = post(Paths.token, #"{"app_id":"\#(app)","app_secret":"\#(secret)"}"#)
        return answer.json?["tenant_access_token"]?.stringValue ?? ""
    }

    mutating func post(_ path: String, _ body: String) -> Answer {
        send("POST", path, body, authorization: "Bearer \(token)")
    }

    mutating func get(_ path: String, _ body: String = "", query: [(name: String, value: String?)] = []) -> Answer {
        send("GET", path, body, authorization: "Bearer \(token)", query: query)
    }

    mutating func send(
        _ method: String, _ path: String, _ body: String = "", authorization: String?,
        query: [(name: String, value: String?)] = []
    ) -> Answer {
        let request = SimulatedRequest(
            method, path, query: query, authorization: authorization, body: Array(body.utf8))
        let raw = state.answer(request, at: now)
        let json = try? JSONParser().parse(raw.body)
        return Answer(
            status: raw.status, code: json?["code"]?.int64, message: json?["msg"]?.stringValue ?? "", json: json,
            raw: raw)
    }

    mutating func advance(_ duration: Duration) {
        let parts = duration.components
        now = now.adding(seconds: parts.seconds).adding(microseconds: parts.attoseconds / 1_000_000_000_000)
    }

    /// A definition's real code.
    mutating func define(_ custom: String = "leave") -> String {
        let answer = post(Paths.definitions, Payloads.definition(custom))
        return answer.data?["approval_code"]?.stringValue ?? ""
    }

    func instance(_ id: String) -> InstanceView? {
        state.snapshot(StateFilter(instanceID: id)).instance(id)
    }

    var lastEntry: JournalEntry? {
        state.journal.entries(after: state.journal.nextSequence - 2, limit: 1).last
    }
}

enum Paths {
    static let token = "/open-apis/auth/v3/tenant_access_token/internal"
    static let definitions = "/open-apis/approval/v4/external_approvals"
    static let instances = "/open-apis/approval/v4/external_instances"
    static let check = "/open-apis/approval/v4/external_instances/check"
    static let tasks = "/open-apis/approval/v4/external_tasks"
    static let send = "/open-apis/approval/v1/message/send"
    static let update = "/open-apis/approval/v1/message/update"
}

/// Request bodies with only what they need.
enum Payloads {
    static let texts =
        #"[{"locale":"zh-CN","is_default":true,"texts":[{"key":"@i18n@1","value":"请假"},{"key":"@i18n@2","value":"经理审批"}]}]"#

    static func definition(_ custom: String, group: String = #""group_code":"g","group_name":"@i18n@1","#) -> String {
        """
        {"approval_name":"@i18n@1","approval_code":"\(custom)",\(group)"external":{"support_pc":true},
        "i18n_resources":\(texts)}
        """
    }

    static func task(_ id: String, _ time: Int64, status: String = "PENDING", more: String = #","user_id":"u1""#)
        -> String
    {
        #"{"task_id":"\#(id)","status":"\#(status)","links":{"pc_link":"https://x/1"},"create_time":"1","end_time":"0","#
            + #""update_time":"\#(time)"\#(more)}"#
    }

    static func cc(_ id: String, _ time: Int64, status: String = "UNREAD") -> String {
        #"{"cc_id":"\#(id)","user_id":"c1","links":{"pc_link":"https://x/1"},"read_status":"\#(status)","#
            + #""create_time":"1","update_time":"\#(time)"}"#
    }

    static func instance(
        _ code: String, _ id: String, _ time: Int64, status: String = "PENDING", mode: String = "UPDATE",
        tasks: [String] = [], cc: [String] = [], more: String = #","user_id":"starter","title":"@i18n@1""#
    ) -> String {
        #"{"approval_code":"\#(code)","instance_id":"\#(id)","status":"\#(status)","links":{"pc_link":"https://x/1"},"#
            + #""start_time":"1","end_time":"0","update_time":"\#(time)","update_mode":"\#(mode)","#
            + #""task_list":[\#(tasks.joined(separator: ","))],"cc_list":[\#(cc.joined(separator: ","))],"#
            + #""i18n_resources":\#(texts)\#(more)}"#
    }

    static let action =
        #"{"action_name":"DETAIL","url":"https://x","android_url":"https://x","ios_url":"https://x","pc_url":"https://x"}"#

    static func message(
        _ template: String = "1008", user: String = "u1", uuid: String? = nil, actions: String = action,
        more: String = ""
    ) -> String {
        let uuid = uuid.map { #""uuid":"\#($0)","# } ?? ""
        return #"{"template_id":"\#(template)","user_id":"\#(user)",\#(uuid)"approval_name":"@i18n@1","#
            + #""title_user_id":"u9","content":{"summaries":[{"summary":"@i18n@2"}]},"actions":[\#(actions)],"#
            + #""i18n_resources":[{"locale":"zh-CN","is_default":true,"texts":{"@i18n@1":"请假","@i18n@2":"三天"}}]\#(more)}"#
    }
}
