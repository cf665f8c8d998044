/// Who calls: an app within a tenant, as indices into the configuration. Definitions, instances, messages, limits belong to one.
struct Principal: Hashable, Sendable {
    var app: UInt16
    var tenant: UInt16
}
