import ApprovalContract
import FeishuTypes
import JSON

@testable import Routing

/// Routes events written as JSON.
enum RouterFixture {
    static let now: Int64 = 1_772_330_000_000

    static func event(_ type: EventType, _ data: String, extra: String = "") throws -> EventEnvelope {
        let text = """
            {"specversion":"1.0","id":"e-1","source":"/oa","type":"\(type.rawValue)"\(extra),"data":\(data)}
            """
        let record = EventRecord(
            origin: EventOrigin(topic: "approval.events", partition: 0, offset: 1), key: nil,
            value: ArraySlice(text.utf8))
        switch EventReader(limits: JSONLimits(maximumSize: 1 << 20)).read(record) {
        case .event(let event): return event
        case .flawed(_, let rejection), .rejected(let rejection): throw Unexpected(description: "\(rejection.reason)")
        }
    }

    static func route(
        _ type: EventType, _ data: String, extra: String = "",
        configuration: RoutingConfiguration = RoutingConfiguration()
    ) throws -> Route {
        Router(configuration).route(try event(type, data, extra: extra), at: now)
    }

    static func commands(
        _ type: EventType, _ data: String, extra: String = "",
        configuration: RoutingConfiguration = RoutingConfiguration()
    ) throws -> [Command] {
        switch try route(type, data, extra: extra, configuration: configuration) {
        case .commands(let commands): return commands
        case let other: throw Unexpected(description: "\(other)")
        }
    }

    static func reason(_ type: EventType, _ data: String, extra: String = "") throws -> Reason {
        switch try route(type, data, extra: extra) {
        case .rejected(let reason): return reason
        case let other: throw Unexpected(description: "\(other)")
        }
    }

    static func body(_ command: Command) throws -> JSONValue {
        guard case .bytes(let bytes) = command.body else { throw Unexpected(description: "no bytes") }
        return try JSONParser().parse(bytes)
    }

    static func instance(
        status: String? = nil, user: String = "\"user_id\":\"u-ana\",", tasks: String = "", cc: String = "",
        extra: String = ""
    ) -> String {
        """
        {"approval_code":"purchase","instance_id":"EXP-1",\(status.map { "\"status\":\"\($0)\"," } ?? "")"title":"Laptop",
         "form":[{"name":"Amount","value":"5"}],\(user)"links":{"pc_link":"https://oa.example.com/1"},
         "start_time":"2026-03-01T09:30:00+08:00","end_time":0,"update_time":1772328600000,
         "task_list":[\(tasks)],"cc_list":[\(cc)]\(extra)}
        """
    }

    static func task(_ id: String, _ status: String = "PENDING") -> String {
        """
        {"task_id":"\(id)","user_id":"u-\(id)","status":"\(status)","create_time":1772328600000,"end_time":0}
        """
    }

    struct Unexpected: Error, CustomStringConvertible { let description: String }
}
