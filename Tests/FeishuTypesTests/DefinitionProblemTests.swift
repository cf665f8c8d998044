import FeishuTypes
import JSON
import Testing

struct DefinitionProblemTests {
    typealias Case = FieldProblemTests.Case

    @Test(arguments: [
        Case("approval_name", nil, "approval_name: is required, but missing"),
        Case("approval_name", "\"\"", "approval_name: must not be empty"),
        Case("approval_code", nil, "approval_code: is required, but missing"),
        Case("external", nil, "external: is required, but missing"),
        Case(
            "external", "{}", "external.support_pc: support_pc and support_mobile must not both be false or missing"),
        Case("external.suport_mobile", "true", "external.suport_mobile: unknown field; did you mean `support_mobile`?"),
        Case(
            "external.action_callback_token", "[]", "external.action_callback_token: expected a string, found an array"),
        Case(
            "external.action_callback_url", "\"localhost:80\"",
            "external.action_callback_url: expected a URL with a scheme, such as https://…, found \"localhost:80\""),
        Case("viewers", "[{}]", "viewers[0].viewer_type: is required, but missing"),
        Case(
            "viewers", "[{\"viewer_type\": \"USER\"}]",
            "viewers[0].viewer_user_id: is required with viewer_type USER, but missing"),
        Case(
            "viewers", "[{\"viewer_type\": \"DEPARTMENT\", \"viewer_user_id\": \"x\"}]",
            "viewers[0].viewer_department_id: is required with viewer_type DEPARTMENT, but missing"),
        Case(
            "viewers", "[{\"viewer_type\": \"Tenant\"}]",
            "viewers[0].viewer_type: expected one of TENANT, DEPARTMENT, USER, NONE, found \"Tenant\"; did you mean TENANT?"
        ),
        Case("group_code", nil, "group_code: is required with group_name, but missing"),
        // One that is wrong isn't missing too.
        Case("group_code", "7", "group_code: expected a string, found the number 7"),
        Case(
            "external.support_pc", "\"yes\"", "external.support_pc: expected true or false, found the string \"yes\""),
        Case(
            "external", "{\"biz_type\": 1}", "external.biz_type: expected a string, found the number 1",
            "external.support_pc: support_pc and support_mobile must not both be false or missing"),
        Case(
            "viewers", "[{\"viewer_type\": \"USER\", \"viewer\": \"x\"}]",
            "viewers[0].viewer: unknown field, which Feishu would ignore",
            "viewers[0].viewer_user_id: is required with viewer_type USER, but missing"),
        Case("managers", "[\"a\", 5]", "managers[1]: expected a string, found the number 5"),
        Case("managers", "\"a\"", "managers: expected an array of strings, found the string \"a\""),
        Case(
            "managers", "[" + Array(repeating: "\"m\"", count: 201).joined(separator: ",") + "]",
            "managers: has 201 elements, but at most 200 are allowed"),
    ])
    func saysWhatIsWrongWithADefinition(_ test: Case) throws {
        #expect(try read(DefinitionUpsert.self, Bodies.definition).problems == [])
        let result = try read(DefinitionUpsert.self, Bodies.changed(Bodies.definition, test.path, to: test.json))
        #expect(result.errors == test.expected)
    }

    @Test func warnsOfWhatFeishuWouldNotShow() throws {
        var body = try Bodies.changed(Bodies.definition, "viewers", to: nil)
        body = try Bodies.changed(body, "group_code", to: nil)
        body = try Bodies.changed(body, "group_name", to: nil)
        body = try Bodies.changed(body, "external", to: #"{"support_pc": true, "support_mobile": true}"#)
        let result = try read(DefinitionUpsert.self, body)
        #expect(result.body != nil)
        #expect(
            result.warnings == [
                "external.create_link_pc: is missing, so Feishu won't show the definition on PC",
                "external.create_link_mobile: is missing, so Feishu won't show the definition on mobile",
                "group_code: is missing; Feishu needs it when the definition is new",
                "viewers: is missing, so nobody will see the definition",
            ])
    }

    @Test(arguments: [
        Case("instances", nil, "instances: is required, but missing"),
        Case("instances", "[]", "instances: must not be empty"),
        Case("instances[0].update_time", nil, "instances[0].update_time: is required, but missing"),
        Case("instances[0].tasks", nil),
        Case(
            "instances[0].tasks", "[{\"task_id\": \"1\"}]",
            "instances[0].tasks[0].update_time: is required, but missing"),
        Case(
            "instances[1]", "{\"instance_id\": \"1\", \"update_time\": \"2026-01-01T00:00:00Z\"}",
            "instances[1].instance_id: is already in instances[0]"),
    ])
    func saysWhatIsWrongWithACheck(_ test: Case) throws {
        #expect(try read(InstanceCheck.self, Bodies.check).problems == [])
        let result = try read(InstanceCheck.self, Bodies.changed(Bodies.check, test.path, to: test.json))
        #expect(result.errors == test.expected)
    }
}
