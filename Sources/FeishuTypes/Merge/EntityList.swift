/// The tasks, or the copies, of syncs that become one: in the order in which they first came, each found by its id.
struct EntityList<Entity: SyncEntity>: Sendable {
    private(set) var entities: [Entity] = []
    private var places: [String: Int] = [:]
    /// The most that one sync brought.
    private var greatest = 0

    var count: Int { entities.count }

    init() {}

    /// - Returns: nil when an id is there twice: Feishu hides what collides.
    init?(_ entities: [Entity]) {
        self.entities = entities
        greatest = entities.count
        for (index, entity) in entities.enumerated() {
            guard places.updateValue(index, forKey: entity.entityID) == nil else { return nil }
        }
    }

    /// Changes each; ids stay as they are.
    mutating func mapEntities(_ change: (inout Entity) -> Void) {
        for index in entities.indices { change(&entities[index]) }
    }

    /// The list after a newer sync's part of it.
    ///
    /// - Parameters:
    ///   - limit: more than this come together only if one sync has brought as many.
    ///   - change: what an entity becomes; nil where that isn't certain.
    /// - Returns: nil where what comes of it isn't certain, or is too much for one call.
    func updated(
        by newer: [Entity], limit: Int, _ change: (Entity, Entity) -> Entity?
    ) -> EntityList? {
        var result = self
        result.greatest = max(greatest, newer.count)
        var seen: Set<String> = []
        for entity in newer {
            guard seen.insert(entity.entityID).inserted else { return nil }
            if let place = places[entity.entityID] {
                guard let changed = change(entities[place], entity) else { return nil }
                result.entities[place] = changed
            } else {
                result.places[entity.entityID] = result.entities.count
                result.entities.append(entity)
            }
        }
        return result.count <= max(limit, result.greatest) ? result : nil
    }
}

/// A part of an instance that has an id and a version of its own.
protocol SyncEntity: Sendable {
    var entityID: String { get }
}

extension InstanceTask: SyncEntity {
    var entityID: String { taskID }
}

extension InstanceCC: SyncEntity {
    var entityID: String { ccID }
}
