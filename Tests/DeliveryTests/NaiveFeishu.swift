import FeishuTypes

/// What Feishu holds of one instance: a value that stands for its own fields, and tasks by id.
struct NaiveFeishu: Equatable {
    struct Task: Equatable {
        var version: Int64
        var value: Int
        /// UPDATE never changes it.
        var owner: Int
    }

    /// nil before the first sync.
    var version: Int64?
    var value = 0
    var tasks: [Task?] = [nil, nil, nil]

    /// Drops, silently, an UPDATE whose version did not grow; REPLACE compares none.
    mutating func take(_ body: Body, _ version: Int64) {
        if body.mode == .update, let known = self.version, version <= known { return }
        if body.mode == .replace { tasks = [nil, nil, nil] }
        self.version = version
        value = body.value
        for (slot, value) in body.tasks.enumerated() {
            guard let value else { continue }
            if let known = tasks[slot] {
                guard version > known.version else { continue }
                tasks[slot] = Task(version: version, value: value, owner: known.owner)
            } else {
                tasks[slot] = Task(version: version, value: value, owner: body.owners[slot])
            }
        }
    }

    /// The state without versions.
    var state: [Int] { [value] + tasks.flatMap { [$0?.value ?? -1, $0?.owner ?? -1] } }

    /// A sync's body, or what several come to.
    struct Body {
        var mode: UpdateMode
        var value: Int
        var tasks: [Int?]
        var owners: [Int]
        /// Feishu refuses it for good.
        var isBad = false

        func updated(by newer: Body) -> Body {
            var result = newer
            result.mode = mode
            result.isBad = isBad || newer.isBad
            for slot in tasks.indices {
                guard let value = tasks[slot] else { continue }
                result.tasks[slot] = newer.tasks[slot] ?? value
                result.owners[slot] = owners[slot]
            }
            return result
        }
    }
}
