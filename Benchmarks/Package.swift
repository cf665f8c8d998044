// swift-tools-version: 6.2
import PackageDescription

/// As in the package above: what is measured here is written by the same rules.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "approval-relay", path: "..")],
    targets: [
        .executableTarget(
            name: "relay-bench",
            dependencies: [.product(name: "RelayRooms", package: "approval-relay")],
            swiftSettings: settings),
        // Peers in C, so that what is compared with costs nothing of ours.
        .executableTarget(name: "target", cSettings: [.unsafeFlags(["-O2"])]),
        .executableTarget(name: "counting-target", cSettings: [.unsafeFlags(["-O2"])]),
        .executableTarget(
            name: "curl-loop", cSettings: [.unsafeFlags(["-O2"])], linkerSettings: [.linkedLibrary("curl")]),
    ],
    swiftLanguageModes: [.v6]
)
