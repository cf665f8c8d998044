import JSON

extension SimulatorState {
    func snapshot(_ filter: StateFilter) -> SimulatorSnapshot {
        var snapshot = SimulatorSnapshot()
        snapshot.instanceCount = instances.table.count
        snapshot.messageCount = messages.cards.count
        snapshot.forgottenInstances = instances.table.forgotten
        snapshot.forgottenMessages = messages.cards.forgotten
        snapshot.calls = totals.byAPI
        snapshot.definitions = definitions.order.compactMap { code in
            definitions.byRealCode[code].flatMap { matches(filter, $0.principal) ? view($0) : nil }
        }
        let limit = min(max(0, filter.limit), 1_000_000)
        for key in instances.table.keys.reversed() {
            guard snapshot.instances.count < limit else { break }
            guard filter.messageID == nil || filter.instanceID != nil else { break }
            guard filter.instanceID == nil || filter.instanceID == key.id, matches(filter, key.principal),
                let record = instances.table[key], matches(filter, record)
            else { continue }
            snapshot.instances.append(view(record, of: key.principal))
        }
        for id in messages.cards.keys.reversed() {
            guard snapshot.messages.count < limit else { break }
            guard filter.instanceID == nil || filter.messageID != nil else { break }
            guard filter.messageID == nil || filter.messageID == id, let card = messages.cards[id],
                matches(filter, card.principal),
                filter.user == nil || filter.user == card.userID || filter.user == card.openID
            else { continue }
            snapshot.messages.append(view(card, id: id))
        }
        snapshot.instances.reverse()
        snapshot.messages.reverse()
        return snapshot
    }

    private func matches(_ filter: StateFilter, _ principal: Principal) -> Bool {
        filter.app == nil || filter.app == directory[principal.app]?.id
    }

    private func matches(_ filter: StateFilter, _ record: InstanceRecord) -> Bool {
        guard let user = filter.user else { return true }
        return record.tasks.contains { $0.userID == user || $0.openID == user }
    }

    private func view(_ record: DefinitionRecord) -> DefinitionView {
        let viewers = record.body.member("viewers")?.array
        let isVisible = viewers.map { !$0.isEmpty && !$0.contains { $0.text("viewer_type") == "NONE" } } ?? false
        return DefinitionView(
            customCode: record.customCode, realCode: record.realCode, app: directory[record.principal.app]?.id ?? "",
            tenant: directory.tenant(record.principal.tenant) ?? "", name: record.name, groupCode: record.groupCode,
            isVisible: isVisible, updates: record.updates, isDeleted: record.isDeleted)
    }

    private func view(_ record: InstanceRecord, of principal: Principal) -> InstanceView {
        let colliding = record.collidingIDs
        let isHidden = record.status == .deleted || record.isOwnedByNobody
        let definitionName = definitions.byRealCode[record.approvalCode]?.name ?? ""
        return InstanceView(
            id: record.id, app: directory[principal.app]?.id ?? "", tenant: directory.tenant(principal.tenant) ?? "",
            approvalCode: record.approvalCode, definitionName: definitionName, status: record.status.rawValue,
            title: record.title ?? definitionName, userID: record.userID, openID: record.openID,
            userName: record.userName, departmentID: record.departmentID, departmentName: record.departmentName,
            form: record.form.map { InstanceView.FormField(name: $0.name, value: $0.value) }, pcLink: record.pcLink,
            mobileLink: record.mobileLink, startTime: record.startTime, endTime: record.endTime,
            updateTime: record.updateTime, isOwnedByNobody: record.isOwnedByNobody,
            tasks: record.tasks.map { view($0, colliding: colliding, isHidden: isHidden) },
            cc: record.cc.map { view($0, colliding: colliding, isHidden: isHidden) })
    }

    private func view(_ task: TaskRecord, colliding: Set<String>, isHidden: Bool) -> InstanceView.Task {
        var reason: String?
        if colliding.contains(task.id) {
            reason = "id_collision"
        } else if isHidden {
            reason = "instance_hidden"
        } else if task.userID == nil, task.openID == nil {
            reason = "no_approver"
        } else if task.status == .done {
            reason = "done"
        }
        return InstanceView.Task(
            id: task.id, userID: task.userID, openID: task.openID, status: task.status.rawValue, title: task.title,
            nodeID: task.nodeID, nodeName: task.nodeName, actionContext: task.actionContext, actions: task.actions,
            createTime: task.createTime, endTime: task.endTime, updateTime: task.updateTime, hiddenBecause: reason)
    }

    private func view(_ entry: CCRecord, colliding: Set<String>, isHidden: Bool) -> InstanceView.CC {
        var reason: String?
        if colliding.contains(entry.id) {
            reason = "id_collision"
        } else if isHidden {
            reason = "instance_hidden"
        } else if entry.userID == nil, entry.openID == nil {
            reason = "no_recipient"
        }
        return InstanceView.CC(
            id: entry.id, userID: entry.userID, openID: entry.openID, title: entry.title, readStatus: entry.readStatus,
            updateTime: entry.updateTime, hiddenBecause: reason)
    }

    private func view(_ card: CardRecord, id: String) -> CardView {
        CardView(
            id: id, app: directory[card.principal.app]?.id ?? "",
            tenant: directory.tenant(card.principal.tenant) ?? "", uuid: card.uuid, template: card.template,
            meaning: MessageTemplate.all[card.template]?.meaning ?? "", userID: card.userID, openID: card.openID,
            title: card.title, titleUser: card.titleUser, summaries: card.summaries, comment: card.comment,
            note: card.note, actions: card.actions, buttons: card.buttons, sentAt: card.sentAt,
            updatedAt: card.updatedAt, status: card.status, statusName: card.statusName, updates: card.updates)
    }
}
