import JSON

// What only the whole instance shows to be wrong.
extension InstanceSync {
    func check(in context: inout ReadingContext) {
        checkUniqueIDs(in: &context)
        checkLinks(in: &context)
        if let type = trusteeshipUserIDType, type == .openID {
            context.report("trusteeship_user_id_type", "expected user_id, the only kind that Feishu knows here")
        }
        if resourceRegion != nil {
            context.report("resource_region", "is Feishu's own field; better not send it", severity: .warning)
        }
        guard context.demandsAll else { return }
        checkInitiator(in: &context)
        checkEnd(in: &context)
    }

    /// Only warnings: Feishu takes them, and its own sample is pending with an end.
    private func checkEnd(in context: inout ReadingContext) {
        if endTime == 0 {
            if status.isFinal, status != .deleted {
                context.report(
                    "end_time", "is missing or 0, though the instance is \(status.rawValue)", severity: .warning)
            }
        } else if status == .pending {
            context.report("end_time", "is set, though the instance is PENDING", severity: .warning)
        } else if endTime < startTime {
            context.report("end_time", "is earlier than start_time", severity: .warning)
        }
        if updateTime != 0, updateTime < startTime {
            context.report("update_time", "is earlier than start_time", severity: .warning)
        }
    }

    /// Feishu's recipe for cleaning up an instance is a REPLACE to APPROVED without initiator, tasks and cc.
    private func checkInitiator(in context: inout ReadingContext) {
        guard user.isEmpty, userName == nil else { return }
        if updateMode == .replace, status == .approved, tasks.isEmpty, cc.isEmpty {
            return context.report(
                "user_id", "is missing: the instance will belong to nobody, for good", severity: .warning)
        }
        context.report(
            "user_id", "at least one of user_id and open_id is required: the initiator (user_name, if not a person)")
    }

    /// Nothing to inherit where an instance may be without links.
    private func checkLinks(in context: inout ReadingContext) {
        guard links.isEmpty, context.completeness == .identity else { return }
        for index in tasks.indices where tasks[index].links.isEmpty {
            context.report("task_list[\(index)].links", ReadingContext.missingLinks)
        }
        for index in cc.indices where cc[index].links.isEmpty {
            context.report("cc_list[\(index)].links", ReadingContext.missingLinks)
        }
    }

    private func checkUniqueIDs(in context: inout ReadingContext) {
        let count = 1 + tasks.count + cc.count
        guard count > 1, !hasFewUniqueIDs(count) else { return }
        var paths: [String: String] = [instanceID: "instance_id"]
        for (index, task) in tasks.enumerated() {
            Self.check(task.taskID, "task_list[\(index)].task_id", among: &paths, in: &context)
        }
        for (index, copy) in cc.enumerated() {
            Self.check(copy.ccID, "cc_list[\(index)].cc_id", among: &paths, in: &context)
        }
    }

    /// The usual case without a dictionary: whether there are few ids, and no two are equal.
    private func hasFewUniqueIDs(_ count: Int) -> Bool {
        guard count <= 16 else { return false }
        for index in 1..<count {
            let id = id(at: index)
            for earlier in 0..<index where self.id(at: earlier) == id { return false }
        }
        return true
    }

    private func id(at index: Int) -> String {
        if index == 0 { return instanceID }
        return index <= tasks.count ? tasks[index - 1].taskID : cc[index - 1 - tasks.count].ccID
    }

    private static func check(
        _ id: String, _ path: String, among paths: inout [String: String], in context: inout ReadingContext
    ) {
        guard !id.isEmpty else { return }
        if let first = paths[id] {
            context.report(
                path,
                "the id \"\(Excerpt.of(id))\" is already that of \(first); ids must be unique over the instance, its "
                    + "tasks and its cc, or Feishu hides them")
        } else {
            paths[id] = path
        }
    }
}
