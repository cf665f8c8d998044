import FeishuTypes
import ScheduleSupport

/// Random bodies; every field is there or not, independently.
struct RandomBodies {
    var generator: SeededGenerator
    private var serial = 0

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func flip() -> Bool { Bool.random(using: &generator) }

    private mutating func maybe<Value>(_ make: (inout RandomBodies) -> Value) -> Value? {
        flip() ? make(&self) : nil
    }

    private mutating func string() -> String {
        let alphabet: [Character] = [
            "a", "Z", "7", " ", "\"", "\\", "\n", "\u{1}", "界", "é", "😀", "/", "@", "\u{2028}",
        ]
        return String(
            (0..<Int.random(in: 0...24, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! })
    }

    private mutating func id() -> String {
        serial += 1
        return "id\(serial)"
    }

    private mutating func time() -> Int64 { Int64.random(in: 100_000_000_000...253_402_300_799_999, using: &generator) }

    private mutating func list<Value>(_ most: Int, _ make: (inout RandomBodies) -> Value) -> [Value] {
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in make(&self) }
    }

    private mutating func pick<Choice: CaseIterable>(_ type: Choice.Type) -> Choice {
        Array(Choice.allCases).randomElement(using: &generator)!
    }

    private mutating func user() -> UserReference { UserReference(userID: id(), openID: maybe { $0.id() }) }

    private mutating func links() -> Links {
        Links(pcLink: "https://pc/\(id())", mobileLink: maybe { "https://m/\($0.id())" })
    }

    private mutating func resources() -> [I18nResource] {
        list(3) { random in
            I18nResource(
                locale: random.string(), isDefault: random.flip(),
                texts: random.list(4) { I18nText(key: "@i18n@\($0.id())", value: $0.string()) })
        }
    }

    mutating func instance() -> InstanceSync {
        var body = InstanceSync(
            approvalCode: id(), instanceID: id(), status: pick(InstanceStatus.self), links: links(), user: user(),
            startTime: time(), endTime: flip() ? 0 : time(), updateTime: time())
        body.extra = maybe { $0.string() }
        body.title = maybe { $0.string() }
        body.form = list(4) { FormField(name: $0.string(), value: $0.string()) }
        body.userName = maybe { $0.string() }
        body.departmentID = maybe { $0.string() }
        body.departmentName = maybe { $0.string() }
        body.displayMethod = maybe { $0.pick(DisplayMethod.self) }
        body.updateMode = maybe { $0.pick(UpdateMode.self) }
        body.tasks = list(5) { $0.task() }
        body.cc = list(3) { $0.copy() }
        body.i18nResources = resources()
        body.trusteeshipURLToken = maybe { $0.string() }
        body.trusteeshipUserIDType = maybe { $0.pick(UserIDType.self) }
        body.trusteeshipURLs = maybe { random in
            var urls = TrusteeshipURLs()
            urls.formDetailURL = random.maybe { $0.string() }
            urls.actionDefinitionURL = random.maybe { $0.string() }
            urls.approvalNodeURL = random.maybe { $0.string() }
            urls.actionCallbackURL = random.maybe { $0.string() }
            urls.pullBusinessDataURL = random.maybe { $0.string() }
            return urls
        }
        body.trusteeshipCacheConfig = maybe { random in
            var config = TrusteeshipCacheConfig()
            config.formPolicy = random.maybe { $0.pick(TrusteeshipFormPolicy.self) }
            config.formVaryWithLocale = random.maybe { $0.flip() }
            config.formVersion = random.maybe { $0.string() }
            return config
        }
        body.resourceRegion = maybe { $0.string() }
        return body
    }

    private mutating func task() -> InstanceTask {
        var task = InstanceTask(
            taskID: id(), user: user(), links: links(), status: pick(TaskStatus.self), createTime: time(),
            endTime: flip() ? 0 : time(), updateTime: time())
        task.title = maybe { $0.string() }
        task.extra = maybe { $0.string() }
        task.actionContext = maybe { $0.string() }
        task.actionConfigs = list(2) { random in
            var config = ActionConfig(actionType: random.id(), actionName: random.maybe { $0.string() })
            config.isNeedReason = random.maybe { $0.flip() }
            config.isReasonRequired = random.maybe { $0.flip() }
            config.isNeedAttachment = random.maybe { $0.flip() }
            return config
        }
        task.displayMethod = maybe { $0.pick(DisplayMethod.self) }
        task.excludeStatistics = maybe { $0.flip() }
        task.nodeID = maybe { $0.string() }
        task.nodeName = maybe { $0.string() }
        task.generateType = maybe { $0.pick(GenerateType.self) }
        return task
    }

    private mutating func copy() -> InstanceCC {
        var copy = InstanceCC(
            ccID: id(), user: user(), links: links(), readStatus: pick(ReadStatus.self), createTime: time(),
            updateTime: time())
        copy.extra = maybe { $0.string() }
        copy.title = maybe { $0.string() }
        copy.displayMethod = maybe { $0.pick(DisplayMethod.self) }
        return copy
    }

    mutating func definition() -> DefinitionUpsert {
        var external = DefinitionExternal()
        external.bizName = maybe { $0.string() }
        external.bizType = maybe { $0.string() }
        external.createLinkMobile = maybe { $0.string() }
        external.createLinkPC = maybe { $0.string() }
        external.supportPC = maybe { $0.flip() }
        external.supportMobile = maybe { $0.flip() }
        external.supportBatchRead = maybe { $0.flip() }
        external.enableMarkReaded = maybe { $0.flip() }
        external.enableQuickOperate = maybe { $0.flip() }
        external.actionCallbackURL = maybe { $0.string() }
        external.actionCallbackToken = maybe { $0.string() }
        external.actionCallbackKey = maybe { $0.string() }
        external.allowBatchOperate = maybe { $0.flip() }
        external.excludeEfficiencyStatistics = maybe { $0.flip() }
        var body = DefinitionUpsert(approvalName: string(), approvalCode: id(), external: external)
        body.groupCode = maybe { $0.string() }
        body.groupName = maybe { $0.string() }
        body.description = maybe { $0.string() }
        body.viewers = list(3) { random in
            DefinitionViewer(
                viewerType: random.maybe { $0.pick(ViewerType.self) }, viewerUserID: random.maybe { $0.string() },
                viewerDepartmentID: random.maybe { $0.string() })
        }
        body.managers = list(3) { $0.string() }
        body.i18nResources = resources()
        return body
    }

    mutating func message() -> MessageSend {
        var body = MessageSend(
            template: pick(MessageTemplate.self), user: user(),
            actions: list(2) { random in
                MessageAction(
                    actionName: random.string(), url: random.string(), androidURL: random.string(),
                    iosURL: random.string(),
                    pcURL: random.string())
            })
        body.uuid = maybe { $0.string() }
        body.approvalName = maybe { $0.string() }
        body.titleUserID = maybe { $0.string() }
        body.titleUserIDType = maybe { $0.pick(UserIDType.self) }
        body.comment = maybe { $0.string() }
        body.content = maybe { random in
            var content = MessageContent(summaries: random.list(5) { $0.string() })
            content.userID = random.maybe { $0.string() }
            content.userIDType = random.maybe { $0.pick(UserIDType.self) }
            content.departmentID = random.maybe { $0.string() }
            content.userName = random.maybe { $0.string() }
            content.departmentName = random.maybe { $0.string() }
            return content
        }
        body.note = maybe { $0.string() }
        body.senderUserID = maybe { $0.string() }
        body.text = maybe { $0.string() }
        body.actionConfigs = list(2) { random in
            var config = MessageActionConfig(
                actionType: random.id(), actionName: random.maybe { $0.string() },
                nextStatus: random.maybe { $0.pick(CardStatus.self) })
            config.isNeedReason = random.maybe { $0.flip() }
            config.isReasonRequired = random.maybe { $0.flip() }
            config.isNeedAttachment = random.maybe { $0.flip() }
            return config
        }
        body.actionCallback = maybe { random in
            var callback = MessageActionCallback()
            callback.actionCallbackURL = random.maybe { $0.string() }
            callback.actionCallbackToken = random.maybe { $0.string() }
            callback.actionCallbackKey = random.maybe { $0.string() }
            callback.actionContext = random.maybe { $0.string() }
            return callback
        }
        body.customTitle = maybe { $0.string() }
        body.customContent = maybe { $0.string() }
        body.i18nResources = resources()
        return body
    }

    mutating func update() -> MessageUpdate {
        var body = MessageUpdate(messageID: maybe { $0.id() }, status: pick(CardStatus.self))
        body.statusName = maybe { $0.string() }
        body.detailActionName = maybe { $0.string() }
        body.i18nResources = resources()
        return body
    }

    mutating func check() -> InstanceCheck {
        InstanceCheck(
            instances: list(4) { random in
                InstanceCheckItem(
                    instanceID: random.id(), updateTime: random.time(),
                    tasks: random.list(3) { InstanceCheckTask(taskID: $0.id(), updateTime: $0.time()) })
            })
    }

    mutating func query() -> TaskQuery {
        var query = TaskQuery()
        query.approvalCodes = list(3) { $0.id() }
        query.instanceIDs = list(3) { $0.id() }
        query.userIDs = list(3) { $0.id() }
        query.status = maybe { $0.pick(TaskStatus.self) }
        return query
    }

    mutating func queryAnswer() -> TaskQueryAnswer {
        let instances = list(3) { random in
            var instance = TaskQueryInstance(
                instanceID: random.id(), status: random.pick(InstanceStatus.self), updateTime: random.time(),
                tasks: random.list(3) {
                    TaskQueryTask(id: $0.id(), status: $0.pick(TaskStatus.self), updateTime: $0.time())
                })
            instance.approvalID = random.maybe { $0.id() }
            instance.approvalCode = random.maybe { $0.id() }
            return instance
        }
        return TaskQueryAnswer(instances: instances, pageToken: maybe { $0.string() }, hasMore: flip())
    }
}
