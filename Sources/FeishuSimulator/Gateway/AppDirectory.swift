/// The configured apps and tenants, by the indices that a `Principal` holds.
struct AppDirectory {
    let apps: [SimulatedApp]
    private let tenants: [String]

    init(_ apps: [SimulatedApp]) {
        // A principal's index is 16 bits; nobody simulates more.
        self.apps = Array(apps.prefix(Int(UInt16.max)))
        var tenants: [String] = []
        for tenant in self.apps.flatMap(\.tenants) where !tenants.contains(tenant) && tenants.count < Int(UInt16.max) {
            tenants.append(tenant)
        }
        self.tenants = tenants
    }

    func index(of id: String) -> UInt16? {
        apps.firstIndex { $0.id == id }.map { UInt16(truncatingIfNeeded: $0) }
    }

    func tenantIndex(of key: String) -> UInt16? {
        tenants.firstIndex(of: key).map { UInt16(truncatingIfNeeded: $0) }
    }

    subscript(_ index: UInt16) -> SimulatedApp? {
        Int(index) < apps.count ? apps[Int(index)] : nil
    }

    func tenant(_ index: UInt16) -> String? {
        Int(index) < tenants.count ? tenants[Int(index)] : nil
    }

    /// The app in its first tenant.
    func home(of index: UInt16) -> Principal? {
        guard let key = self[index]?.tenants.first, let tenant = tenantIndex(of: key) else { return nil }
        return Principal(app: index, tenant: tenant)
    }
}
