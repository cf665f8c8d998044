import JSON

@testable import ApprovalContract

/// Events to begin with, and the record that an input stands for.
enum EventSeeds {
    static let limits = JSONLimits(maximumSize: 1 << 20)
    /// When records are read: epoch milliseconds.
    static let now: Int64 = 1_772_328_600_500

    /// The head's lines are headers; a head without a body is a tombstone.
    static func record(_ bytes: [UInt8]) -> EventRecord {
        let input = HeadedInput(bytes)
        return EventRecord(
            origin: EventOrigin(topic: "approval.events", partition: 3, offset: 4182, timestamp: now - 400),
            key: Array("k".utf8)[...], value: input.body,
            headers: input.head.map { RecordField($0.name, $0.value[...]) })
    }

    static let structured: [[UInt8]] =
        RepositoryTexts.examples.map { Array($0.utf8) }
        + EventType.allCases.flatMap { type in
            data(type.family).map {
                Array(
                    #"{"specversion":"1.0","id":"e-1","source":"/oa","type":"\#(type.rawValue)","time":"2026-03-01T09:30:00+08:00","data":\#($0)}"#
                        .utf8)
            }
        }

    static let binary: [[UInt8]] = EventType.allCases.map { type in
        Array(
            """
            #content-type=application/json
            #ce_specversion=1.0
            #ce_id=e-1
            #ce_source=/oa
            #ce_type=\(type.rawValue)
            #ce_time=2026-03-01T09:30:00Z
            #ce_traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
            #ce_sequence=0007

            \(data(type.family).last ?? "{}")
            """.utf8)
    }

    static let words: [String] =
        EventType.allCases.map { "\"\($0.rawValue)\"" }
        + EventAttributes.names.flatMap { ["\"\($0)\":", "#ce_\($0)="] }
        + ["#content-type=application/cloudevents+json", "#ce_", "\"data_base64\":", "\"data\":", "accepted", "bulk"]

    private static func data(_ family: EventFamily) -> [String] {
        let objects = RepositoryTexts.objects
        func holding(_ name: String) -> [String] { objects.filter { $0.contains("\"\(name)\"") }.suffix(4) }
        return switch family {
        case .definition: holding("group_code").map { "{\"definition\":\($0)}" }
        case .instance: holding("start_time").map { "{\"instance\":\($0),\"notify\":[{\"user_id\":\"u1\"}]}" }
        case .task: holding("task_list").map { "{\"instance\":\($0),\"task_id\":\"310\"}" }
        case .cc: holding("cc_list").map { "{\"instance\":\($0),\"cc_id\":\"c1\"}" }
        case .comment:
            holding("start_time").map {
                "{\"instance\":\($0),\"comment\":{\"text\":\"x\",\"author\":{\"user_id\":\"u\"}},\"recipients\":[{\"user_id\":\"v\"}]}"
            }
        case .message: holding("template_id").map { "{\"message\":\($0)}" }
        case .messageUpdate: holding("message_id").map { "{\"message\":\($0)}" }
        case .check:
            holding("instances").map {
                "{\"instances\":[{\"instance_id\":\"1\",\"update_time\":\"1591603040000\",\"tasks\":[]}],\"was\":\($0)}"
            }
        }
    }
}
