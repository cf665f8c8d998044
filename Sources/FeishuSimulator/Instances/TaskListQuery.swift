/// One page of `GET external_tasks`.
struct TaskListQuery {
    struct Item {
        var instance: InstanceRecord
        var tasks: [TaskRecord]
    }

    struct Answer {
        var items: [Item] = []
        /// Where the next page begins; nil on the last one.
        var next: Int?
    }

    static func page(
        _ filter: TaskListFilter, offset: Int, size: Int, of principal: Principal, in store: InstanceStore,
        matchesCode: (InstanceRecord) -> Bool
    ) -> Answer {
        let keys =
            filter.instanceIDs.isEmpty
            ? Array(store.table.keys.dropFirst(offset))
            : filter.instanceIDs.dropFirst(offset).map { InstanceStore.Key(principal: principal, id: $0) }
        var answer = Answer()
        for (position, key) in keys.enumerated() {
            guard key.principal == principal, let instance = store.table[key], matchesCode(instance) else { continue }
            let hidden = instance.collidingIDs
            let tasks = instance.tasks.filter { filter.matches($0) && !hidden.contains($0.id) }
            if tasks.isEmpty, filter.instanceIDs.isEmpty { continue }
            guard answer.items.count < size else {
                answer.next = offset + position
                break
            }
            answer.items.append(Item(instance: instance, tasks: tasks))
        }
        return answer
    }
}
