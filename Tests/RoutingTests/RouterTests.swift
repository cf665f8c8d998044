import ApprovalContract
import FeishuTypes
import JSON
import Testing

@testable import Routing

struct RouterTests {
    typealias F = RouterFixture

    private func shape(_ commands: [Command]) throws -> [String] {
        try commands.map { command in
            let body = try F.body(command)
            let what =
                body["template_id"]?.stringValue ?? (command.kind == .messageUpdate ? body["status"]?.stringValue : nil)
            return ([command.kind.rawValue, command.slot, what].compactMap { $0 }.filter { !$0.isEmpty }).joined(
                separator: " ")
        }
    }

    @Test func aDefinitionIsPublishedUnderItsOwnCode() throws {
        let data = """
            {"definition":{"approval_code":"purchase","approval_name":"Purchase","group_code":"g","group_name":"G",
             "external":{"support_pc":true,"create_link_pc":"https://oa.example.com/new"},"viewers":[{"viewer_type":"TENANT"}]}}
            """
        let commands = try F.commands(.definitionPublished, data)
        #expect(commands.map(\.kind) == [.definitionUpsert])
        #expect(commands[0].key == "purchase")
        #expect(try F.body(commands[0])["approval_name"]?.stringValue?.hasPrefix("@i18n@") == true)
    }

    static let table: [(EventType, String, [String])] = [
        (.instanceSubmitted, "{\"instance\":\(F.instance())}", ["instance.sync"]),
        (.instanceUpdated, "{\"instance\":\(F.instance())}", ["instance.sync"]),
        (.instanceHidden, "{\"instance\":\(F.instance())}", ["instance.sync"]),
        (.instanceApproved, "{\"instance\":\(F.instance())}", ["instance.sync", "message.send initiator:1004 1004"]),
        (.instanceRejected, "{\"instance\":\(F.instance())}", ["instance.sync", "message.send initiator:1003 1003"]),
        (
            .instanceCanceled, "{\"instance\":\(F.instance(tasks: F.task("t1") + "," + F.task("t2", "APPROVED")))}",
            ["instance.sync", "message.update task:t1 CANCELLED", "message.send task:t1 1015"]
        ),
        (
            .instanceTerminated, "{\"instance\":\(F.instance(tasks: F.task("t1")))}",
            ["instance.sync", "message.update task:t1 DELETED", "message.send task:t1 1007"]
        ),
        (
            .instanceDeleted, "{\"instance\":\(F.instance(tasks: F.task("t1")))}",
            ["instance.sync", "message.update task:t1 DELETED"]
        ),
        (
            .taskCreated, "{\"instance\":\(F.instance(tasks: F.task("t1"))),\"task_id\":\"t1\"}",
            ["instance.sync", "message.send task:t1 1008"]
        ),
        (
            .taskCreated,
            "{\"instance\":\(F.instance(user: "\"user_name\":\"Robot\",", tasks: F.task("t1"))),\"task_id\":\"t1\"}",
            ["instance.sync", "message.send task:t1 1028"]
        ),
        (
            .taskApproved, "{\"instance\":\(F.instance(tasks: F.task("t1", "APPROVED"))),\"task_id\":\"t1\"}",
            ["instance.sync", "message.update task:t1 APPROVED"]
        ),
        (
            .taskRejected, "{\"instance\":\(F.instance(tasks: F.task("t1", "REJECTED"))),\"task_id\":\"t1\"}",
            ["instance.sync", "message.update task:t1 REJECTED"]
        ),
        (
            .taskCompleted, "{\"instance\":\(F.instance(tasks: F.task("t1", "DONE"))),\"task_id\":\"t1\"}",
            ["instance.sync", "message.update task:t1 PROCESSED"]
        ),
        (
            .taskTransferred,
            "{\"instance\":\(F.instance(tasks: F.task("t1", "TRANSFERRED") + "," + F.task("t2"))),\"task_id\":\"t1\",\"new_task_id\":\"t2\"}",
            ["instance.sync", "message.update task:t1 FORWARDED", "message.send task:t2 1010"]
        ),
        (
            .taskAdded,
            "{\"instance\":\(F.instance(tasks: F.task("t1") + "," + F.task("t2"))),\"task_id\":\"t1\",\"new_task_id\":\"t2\"}",
            ["instance.sync", "message.update task:t1 ADD", "message.send task:t2 1009"]
        ),
        (
            .taskDelegated,
            "{\"instance\":\(F.instance(tasks: F.task("t1") + "," + F.task("t2"))),\"task_id\":\"t1\",\"new_task_id\":\"t2\"}",
            ["instance.sync", "message.update task:t1 FORWARDED", "message.send task:t2 1011"]
        ),
        (
            .taskRolledBack,
            "{\"instance\":\(F.instance(tasks: F.task("t1") + "," + F.task("t2"))),\"task_id\":\"t1\",\"new_task_id\":\"t2\"}",
            ["instance.sync", "message.update task:t1 ROLLBACK", "message.send task:t2 1012"]
        ),
        (
            .taskUrged, "{\"instance\":\(F.instance(tasks: F.task("t1"))),\"task_id\":\"t1\"}",
            ["instance.sync", "message.send task:t1 1013"]
        ),
        (
            .ccCreated,
            "{\"instance\":\(F.instance(cc: "{\"cc_id\":\"c1\",\"user_id\":\"u-r\",\"read_status\":\"UNREAD\",\"create_time\":1772328600000}")),\"cc_id\":\"c1\"}",
            ["instance.sync", "message.send cc:c1 1016"]
        ),
        (
            .ccRead,
            "{\"instance\":\(F.instance(cc: "{\"cc_id\":\"c1\",\"user_id\":\"u-r\",\"read_status\":\"READ\",\"create_time\":1772328600000}")),\"cc_id\":\"c1\"}",
            ["instance.sync"]
        ),
        (
            .commentCreated,
            "{\"instance\":{\"instance_id\":\"EXP-1\",\"links\":{\"pc_link\":\"https://oa.example.com/1\"}},\"comment\":{\"id\":\"c9\",\"user_id\":\"u-b\",\"text\":\"hm\"},\"recipients\":[{\"user_id\":\"u-x\"},{\"open_id\":\"ou_y\"}]}",
            ["message.send comment:c9:u-x 1027", "message.send comment:c9:ou_y 1027"]
        ),
    ]

    @Test(arguments: table.indices)
    func eachEventTypeHasItsCommands(row: Int) throws {
        let (type, data, expected) = Self.table[row]
        let commands = try F.commands(type, data)
        #expect(try shape(commands) == expected, "\(type.rawValue)")
        #expect(commands.map(\.index) == Array(commands.indices))
        #expect(commands.allSatisfy { $0.count == commands.count && $0.key == "EXP-1" && $0.app == "default" })
        #expect(Set(commands.map(\.id)).count == commands.count)
    }

    @Test func theSameEventMakesTheSameCommands() throws {
        let (type, data, _) = Self.table[8]
        let first = try F.commands(type, data)
        let second = try F.commands(type, data)
        #expect(first.map(\.id) == second.map(\.id))
        #expect(try first.map { try F.body($0).text } == second.map { try F.body($0).text })
    }

    @Test func aMessageHasEverythingThatFeishuDemands() throws {
        let commands = try F.commands(
            .taskCreated, "{\"instance\":\(F.instance(tasks: F.task("t1"))),\"task_id\":\"t1\"}")
        let body = try F.body(commands[1])
        #expect(body["uuid"]?.stringValue == commands[1].id)
        #expect(body["user_id"]?.stringValue == "u-t1")
        #expect(body["title_user_id"]?.stringValue == "u-ana")
        for name in ["url", "android_url", "ios_url", "pc_url"] {
            #expect(body["actions"]?[0]?.object?[name]?.stringValue == "https://oa.example.com/1", "\(name)")
        }
        #expect(body["actions"]?[0]?["action_name"]?.stringValue == "DETAIL")
        #expect(body["content"]?["summaries"]?.array?.count == 1)
        // Bot messages want texts as a map, and every key in the default language.
        let key = try #require(body["approval_name"]?.stringValue)
        #expect(body["i18n_resources"]?[0]?["texts"]?.object?[key]?.stringValue == "Laptop")
    }

    @Test func nobodyIsToldWhenTheEventSaysSo() throws {
        let data = "{\"instance\":\(F.instance(tasks: F.task("t1"))),\"task_id\":\"t1\",\"notify\":false}"
        #expect(try shape(F.commands(.taskCreated, data)) == ["instance.sync"])
    }

    @Test func partialIsTheDefaultAndFullReplaces() throws {
        let partial = try F.commands(.instanceUpdated, "{\"instance\":\(F.instance())}")
        #expect(try F.body(partial[0])["update_mode"]?.stringValue == "UPDATE")
        let full = try F.commands(.instanceUpdated, "{\"sync\":\"full\",\"instance\":\(F.instance())}")
        #expect(try F.body(full[0])["update_mode"]?.stringValue == "REPLACE")
        let reason = try F.reason(
            .instanceUpdated, "{\"sync\":\"full\",\"instance\":\(F.instance(extra: ",\"update_mode\":\"UPDATE\""))}")
        #expect(reason.violations.map(\.path) == ["data.sync"])
    }

    @Test func everyViolationIsToldAtOnce() throws {
        let reason = try F.reason(
            .taskApproved,
            """
            {"instance":{"approval_code":"p","instance_id":"i","titel":"x","status":"PENDNG","user_id":"u",
             "links":{"pc_link":"oa.example.com"},"start_time":1772328600,"end_time":0,"update_time":1772328600000,
             "task_list":[\(F.task("t1"))]},"task_id":"t9","unknown":1}
            """)
        let paths = Set(reason.violations.map(\.path))
        #expect(
            paths.isSuperset(of: [
                "data.instance.titel", "data.instance.status", "data.instance.links.pc_link",
                "data.instance.start_time",
                "data.task_id", "data.unknown",
            ]), "\(paths)")
        #expect(reason.violations.first { $0.path == "data.instance.titel" }?.problem.contains("title") == true)
    }

    @Test func aStatusThatContradictsTheTypeIsAViolation() throws {
        let reason = try F.reason(.instanceApproved, "{\"instance\":\(F.instance(status: "REJECTED"))}")
        #expect(reason.violations.map(\.path) == ["data.instance.status"])
    }

    @Test func anEventWithoutRecipientOfNewsIsToldSo() throws {
        let data = "{\"instance\":\(F.instance(tasks: F.task("t1", "TRANSFERRED"))),\"task_id\":\"t1\"}"
        let commands = try F.commands(.taskTransferred, data)
        #expect(commands[0].warnings.contains { $0.path == "data.new_task_id" })
    }

    @Test func unknownAppsForbiddenReplyTopicsAndExpiryAreRejected() throws {
        let data = "{\"instance\":\(F.instance())}"
        #expect(try F.reason(.instanceUpdated, data, extra: ",\"app\":\"other\"").code == .unknownApp)
        #expect(try F.reason(.instanceUpdated, data, extra: ",\"replyto\":\"x\"").code == .replyTopicNotAllowed)
        #expect(
            try F.reason(.instanceUpdated, data, extra: ",\"expirytime\":\"2026-01-01T00:00:00Z\"").code == .expired)
        var configuration = RoutingConfiguration()
        configuration.allowedReplyTopics = [NamePattern("oa.*")]
        let commands = try F.commands(
            .instanceUpdated, data, extra: ",\"replyto\":\"oa.replies\"", configuration: configuration)
        #expect(commands[0].replyTo == "oa.replies")
    }

    @Test func messagesAndUpdatesOnRequest() throws {
        let send = try F.commands(
            .messageRequested,
            """
            {"message":{"template_id":"1021","user_id":"u","custom_title":"Hello","custom_content":"World",
             "actions":[{"action_name":"Open","url":"https://oa.example.com/1"}]}}
            """, extra: ",\"subject\":\"EXP-9\"")
        #expect(send[0].key == "EXP-9")
        #expect(send[0].slot == "request")
        #expect(try F.body(send[0])["uuid"]?.stringValue == send[0].id)
        let update = try F.commands(
            .messageUpdateRequested,
            "{\"message\":{\"instance_id\":\"EXP-9\",\"slot\":\"task:t1\",\"status\":\"APPROVED\"}}")
        #expect(update[0].targetSlot == "task:t1")
        #expect(update[0].key == "EXP-9")
        let byID = try F.commands(
            .messageUpdateRequested, "{\"message\":{\"message_id\":7690215892004654266,\"status\":\"APPROVED\"}}")
        #expect(try F.body(byID[0])["message_id"]?.stringValue == "7690215892004654266")
    }

    @Test func aCheckIsOneCommandInTheInstanceLane() throws {
        let commands = try F.commands(
            .instanceCheckRequested,
            "{\"instances\":[{\"instance_id\":\"i\",\"update_time\":1772328600000,\"tasks\":[]}]}")
        #expect(commands.map(\.kind) == [.instanceCheck])
        #expect(commands[0].lane == .instance)
        #expect(commands[0].key == "e-1")
    }
}
