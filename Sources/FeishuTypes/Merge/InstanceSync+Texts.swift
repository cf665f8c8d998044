// Every field that Feishu looks up in `i18n_resources`. What is no key is given as well: some fields may hold plain text.

extension InstanceSync {
    /// Puts another text in the place of each of the instance's own; those of tasks and copies are left.
    mutating func mapOwnTexts(_ change: (String) -> String) {
        title = title.map(change)
        userName = userName.map(change)
        departmentName = departmentName.map(change)
        for index in form.indices {
            form[index].name = change(form[index].name)
            form[index].value = change(form[index].value)
        }
    }
}

extension InstanceTask {
    mutating func mapTexts(_ change: (String) -> String) {
        title = title.map(change)
        nodeName = nodeName.map(change)
        for index in actionConfigs.indices {
            actionConfigs[index].actionName = actionConfigs[index].actionName.map(change)
        }
    }
}

extension InstanceCC {
    mutating func mapTexts(_ change: (String) -> String) {
        title = title.map(change)
    }
}

extension InstanceSync {
    /// The same for the instance with its tasks and copies.
    mutating func mapTexts(_ change: (String) -> String) {
        mapOwnTexts(change)
        for index in tasks.indices { tasks[index].mapTexts(change) }
        for index in cc.indices { cc[index].mapTexts(change) }
    }

    /// Shows each text, in the order of ``mapTexts(_:)``; a copy of the instance that is mapped would cost more than all else here.
    func visitTexts(_ visit: (String) -> Void) {
        title.map(visit)
        userName.map(visit)
        departmentName.map(visit)
        for field in form {
            visit(field.name)
            visit(field.value)
        }
        for task in tasks {
            task.title.map(visit)
            task.nodeName.map(visit)
            for config in task.actionConfigs { config.actionName.map(visit) }
        }
        for copy in cc { copy.title.map(visit) }
    }
}
