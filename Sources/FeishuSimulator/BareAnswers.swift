import HTTPServer

/// The answers of bare mode: made once, the same for each call.
struct BareAnswers: Sendable {
    private let token = Self.json(
        #"{"code":0,"msg":"ok","tenant_access_token":"t-bare","app_access_token":"a-bare","expire":7200}"#)
    private let definition = Self.json(
        #"{"code":0,"msg":"success","data":{"approval_code":"C30381C8-7A5F-4717-A9CF-C233BF0202D4"}}"#)
    private let check = Self.json(#"{"code":0,"msg":"success","data":{"diff_instances":[]}}"#)
    private let tasks = Self.json(#"{"code":0,"msg":"success","data":{"data":[],"has_more":false}}"#)
    private let message = Self.json(#"{"code":0,"msg":"success","data":{"message_id":"6968359519504171036"}}"#)
    private let instance = Self.json(#"{"code":0,"msg":"success","data":{"data":{}}}"#)
    private let ready = Self.json(#"{"ready":true,"bare":true}"#)
    private let notFound = ServerResponse.text("404 page not found", status: 404)

    func answer(_ request: ServerRequest) -> ServerAnswer {
        switch Route(request.method, request.path) {
        case .call(let api, _):
            switch api {
            case .instanceSync: .now(instance)
            case .messageSend, .messageUpdate: .now(message)
            case .definitionCreate, .definitionGet: .now(definition)
            case .instanceCheck: .now(check)
            case .taskList: .now(tasks)
            default: .now(token)
            }
        case .control where request.path == "/_simulator/ready": .now(ready)
        default: .now(notFound)
        }
    }

    private static func json(_ text: String) -> ServerResponse {
        ServerResponse(
            headers: [
                ("Content-Type", SimulatedAnswer.json), ("X-Tt-Logid", "20240101000000BARE0000000000000000"),
                ("X-Request-Id", "00000000000000000000000000000000"),
            ], body: Array(text.utf8))
    }
}
