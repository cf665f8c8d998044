import JSON

/// Bodies that are all right, to be spoilt one member at a time.
enum Bodies {
    static let instance = #"""
        {"approval_code": "expense", "instance_id": "EXP-7781", "status": "PENDING",
         "links": {"pc_link": "https://oa/1", "mobile_link": "https://m.oa/1"},
         "title": "Travel", "user_id": "a987sf9s",
         "start_time": "1556468012678", "update_time": "1556468012679",
         "task_list": [{"task_id": "310", "user_id": "u1", "status": "PENDING", "create_time": "1556468012678"}],
         "cc_list": [{"cc_id": "c1", "open_id": "ou_1", "read_status": "UNREAD", "create_time": "1556468012678"}]}
        """#

    static let message = #"""
        {"template_id": "1008", "user_id": "u1", "approval_name": "Travel", "title_user_id": "u2",
         "content": {"summaries": [{"summary": "two nights"}]},
         "actions": [{"action_name": "DETAIL", "url": "https://oa/1"}]}
        """#

    static let update = #"{"message_id": "6968359519504171036", "status": "APPROVED"}"#

    static let definition = #"""
        {"approval_name": "Travel", "approval_code": "travel", "group_code": "work", "group_name": "Work",
         "external": {"support_pc": true, "create_link_pc": "https://oa/new"},
         "viewers": [{"viewer_type": "TENANT"}]}
        """#

    static let check = #"{"instances": [{"instance_id": "1", "update_time": "1591603040000", "tasks": []}]}"#

    /// `body` with one member of an object set to `json`, or removed. `path` is as in problems: `task_list[0].status`.
    static func changed(_ body: String, _ path: String, to json: String?) throws -> String {
        change(try parse(body), Self.steps(path)[...], to: json) ?? "null"
    }

    private static func steps(_ path: String) -> [String] {
        path.replacing("[", with: ".").replacing("]", with: "").split(separator: ".").map(String.init)
    }

    private static func change(_ value: JSONValue, _ steps: ArraySlice<String>, to json: String?) -> String? {
        guard let step = steps.first else { return json }
        if let array = value.array {
            var parts = array.enumerated().compactMap { index, element in
                "\(index)" == step ? change(element, steps.dropFirst(), to: json) : canonical(element)
            }
            if "\(array.count)" == step, let json { parts.append(json) }
            return "[" + parts.joined(separator: ",") + "]"
        }
        var parts: [String] = []
        var isThere = false
        for member in value.object.map(Array.init) ?? [] {
            var part: String? = canonical(member.value)
            if member.key == step {
                part = change(member.value, steps.dropFirst(), to: json)
                isThere = true
            }
            if let part { parts.append("\"\(String(member.key))\":\(part)") }
        }
        if !isThere, let json { parts.append("\"\(step)\":\(json)") }
        return "{" + parts.joined(separator: ",") + "}"
    }
}
