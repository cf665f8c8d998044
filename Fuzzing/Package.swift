// swift-tools-version: 6.2
import PackageDescription

/// As in the package above: what is fuzzed here is judged by code of the same rules.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "Fuzzing",
    dependencies: [.package(name: "approval-relay", path: "..")],
    targets: [
        .executableTarget(
            name: "fuzz",
            dependencies: ["CFuzzer", .product(name: "DecoderRooms", package: "approval-relay")],
            swiftSettings: settings),
        // libFuzzer's entry, and a count of the bytes that are allocated. `run` says where the toolchain keeps libFuzzer.
        .target(name: "CFuzzer", linkerSettings: [.linkedLibrary("stdc++"), .linkedLibrary("m")]),
    ],
    swiftLanguageModes: [.v6]
)
