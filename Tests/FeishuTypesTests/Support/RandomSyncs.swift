import FeishuTypes
import ScheduleSupport

/// Syncs of one instance that have much in common: few ids, few keys, and the same keys for different texts.
struct RandomSyncs {
    var generator: SeededGenerator
    private var serial: Int64 = 0
    /// Whether some leave out what others say.
    private let isPatchy: Bool
    private let languages: [String]
    /// How many texts a key has in different bodies.
    private let variants: Int
    /// Whether bodies lack keys that others have.
    private let isSparse: Bool

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        isPatchy = generator.next() % 3 == 0
        languages = [["zh-CN"], ["zh-CN", "en-US"], ["zh-CN", "en-US", "ja-JP"]][Int(generator.next() % 3)]
        variants = [1, 2, 2][Int(generator.next() % 3)]
        isSparse = generator.next() % 2 == 0
    }

    mutating func below(_ bound: Int) -> Int { Int(truncatingIfNeeded: generator.next() % UInt64(bound)) }

    private mutating func maybe<Value>(_ value: Value) -> Value? {
        !isPatchy || below(6) > 0 ? value : nil
    }

    private mutating func key() -> String { below(8) == 0 ? "plain \(below(3))" : "@i18n@key\(below(4))" }

    mutating func sync(_ forced: UpdateMode? = nil) -> InstanceSync {
        serial += 1
        let mode: UpdateMode = forced ?? (below(5) == 0 ? .replace : .update)
        var sync = InstanceSync(
            approvalCode: "expense", instanceID: "EXP-1", status: below(9) == 0 ? .approved : .pending,
            links: Links(pcLink: "https://pc/\(serial)", mobileLink: maybe("https://m/1")),
            user: UserReference(userID: "u\(below(3))"), startTime: serial, updateTime: serial)
        sync.updateMode = mode
        sync.title = maybe(key())
        sync.extra = maybe("{\"business_key\":\(serial)}")
        sync.departmentID = below(2) == 0 ? "od-\(below(3))" : nil
        sync.departmentName = below(2) == 0 ? key() : nil
        if !isPatchy || below(4) > 0 { sync.form = [FormField(name: key(), value: key())] }
        for number in 0..<4 where below(2) == 0 { sync.tasks.append(task("t\(number)")) }
        for number in 0..<3 where below(3) == 0 { sync.cc.append(copy("c\(number)")) }
        sync.i18nResources = resources()
        return sync
    }

    private mutating func task(_ id: String) -> InstanceTask {
        var task = InstanceTask(
            taskID: id, user: UserReference(userID: "u\(below(3))"), links: Links(pcLink: "https://pc/\(id)/\(serial)"),
            status: below(12) == 0 ? .approved : .pending, createTime: serial, updateTime: serial)
        task.title = maybe(key())
        task.nodeID = below(2) == 0 ? "n\(below(2))" : nil
        task.nodeName = below(2) == 0 ? key() : nil
        if !isPatchy { task.actionConfigs = [ActionConfig(actionType: "GO", actionName: key())] }
        return task
    }

    private mutating func copy(_ id: String) -> InstanceCC {
        var copy = InstanceCC(
            ccID: id, user: UserReference(openID: "o\(below(3))"), links: Links(pcLink: "https://pc/\(id)"),
            readStatus: below(2) == 0 ? .read : .unread, createTime: serial, updateTime: serial)
        copy.title = maybe(key())
        return copy
    }

    /// The default language has all keys; others may lack some, or be missing altogether.
    private mutating func resources() -> [I18nResource] {
        let isOther = below(24) == 0
        return languages.compactMap { locale in
            let isDefault = locale == (isOther ? languages[languages.count - 1] : "zh-CN")
            if !isDefault, below(3) == 0 { return nil }
            var texts: [I18nText] = []
            for number in 0..<4 where isDefault || below(3) > 0 {
                if isSparse, below(5) == 0 { continue }
                texts.append(I18nText(key: "@i18n@key\(number)", value: "\(locale) \(number) \(below(variants))"))
            }
            return I18nResource(locale: locale, isDefault: isDefault, texts: texts)
        }
    }
}
