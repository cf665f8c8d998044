import FeishuTypes

/// What Feishu holds of an instance: texts as they are shown in each language, versions left out.
struct HeldInstance: Equatable {
    /// What UPDATE does to an optional field that the newer body leaves out; Feishu doesn't say.
    enum Omission: CaseIterable {
        case clears
        case keeps
    }

    /// One has texts of all bodies, one is in none.
    static let locales = ["zh-CN", "en-US", "ja-JP", "fr-FR"]

    var instance: InstanceSync?
    var tasks: [String: InstanceTask] = [:]
    var cc: [String: InstanceCC] = [:]

    mutating func take(_ sync: InstanceSync, _ omission: Omission) {
        let shown = Self.shown(sync)
        var own = shown
        own.tasks = []
        own.cc = []
        own.i18nResources = []
        own.updateMode = nil
        own.updateTime = 0
        if shown.updateMode != .update {
            tasks = [:]
            cc = [:]
        } else if let instance {
            own.departmentID = instance.departmentID
            own.departmentName = instance.departmentName
            if omission == .keeps {
                own.title = own.title ?? instance.title
                own.extra = own.extra ?? instance.extra
                own.userName = own.userName ?? instance.userName
                own.links.mobileLink = own.links.mobileLink ?? instance.links.mobileLink
                own.user.openID = own.user.openID ?? instance.user.openID
                if own.form.isEmpty { own.form = instance.form }
            }
        }
        instance = own
        for var task in shown.tasks {
            task.updateTime = 0
            if let known = tasks[task.taskID] {
                task.user = known.user
                task.createTime = known.createTime
                task.nodeID = known.nodeID
                task.nodeName = known.nodeName
                if omission == .keeps {
                    task.title = task.title ?? known.title
                    if task.actionConfigs.isEmpty { task.actionConfigs = known.actionConfigs }
                }
            }
            tasks[task.taskID] = task
        }
        for var copy in shown.cc {
            copy.updateTime = 0
            if let known = cc[copy.ccID] {
                copy.user = known.user
                copy.createTime = known.createTime
                if omission == .keeps { copy.title = copy.title ?? known.title }
            }
            cc[copy.ccID] = copy
        }
    }

    /// The body with each key replaced by what is shown for it.
    static func shown(_ sync: InstanceSync) -> InstanceSync {
        func text(_ key: String) -> String {
            guard key.hasPrefix("@i18n@") else { return key }
            let standard = sync.i18nResources.first(where: \.isDefault)
            return locales.map { locale in
                let own = sync.i18nResources.first { $0.locale == locale }
                return [own, standard].compactMap { $0?.texts.first { $0.key == key }?.value }.first ?? "missing"
            }.joined(separator: "|")
        }
        var shown = sync
        shown.title = shown.title.map(text)
        shown.userName = shown.userName.map(text)
        shown.departmentName = shown.departmentName.map(text)
        shown.form = shown.form.map { FormField(name: text($0.name), value: text($0.value)) }
        for index in shown.tasks.indices {
            shown.tasks[index].title = shown.tasks[index].title.map(text)
            shown.tasks[index].nodeName = shown.tasks[index].nodeName.map(text)
            for button in shown.tasks[index].actionConfigs.indices {
                let name = shown.tasks[index].actionConfigs[button].actionName
                shown.tasks[index].actionConfigs[button].actionName = name.map(text)
            }
        }
        for index in shown.cc.indices { shown.cc[index].title = shown.cc[index].title.map(text) }
        return shown
    }
}
