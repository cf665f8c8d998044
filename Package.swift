// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// For the package in Fuzzing/ alone: what libFuzzer steers by, assertions kept in an optimised build, and decoders that are not public
/// made visible to it.
let fuzzingSettings: [SwiftSetting] =
    ProcessInfo.processInfo.environment["FUZZING"] == "1"
    ? [.unsafeFlags(["-sanitize=fuzzer", "-assert-config", "Debug", "-enable-testing"])] : []

/// What every target of ours is built with. `unsafe` marks are demanded everywhere; only the rooms that wrap one C library
/// may contain them (checked by `ArchitectureTests`).
let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        // Views that borrow from what they show.
        .enableExperimentalFeature("Lifetimes"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
        // Faults on request, for the chaos harness: in debug builds, and in release builds that ask for them.
        .define("CHAOS_HOOKS", .when(configuration: .debug)),
    ] + (ProcessInfo.processInfo.environment["CHAOS_HOOKS"] == "1" ? [.define("CHAOS_HOOKS")] : []) + fuzzingSettings

/// A target with its test target; `imports` are the rooms below it (docs/architecture.md).
func room(_ name: String, imports: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: settings)
}

func tests(_ room: String, imports: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: room + "Tests", dependencies: [.byName(name: room), "ScheduleSupport"] + imports, swiftSettings: settings)
}

let package = Package(
    name: "approval-relay",
    products: [
        .executable(name: "approval-relay", targets: ["approval-relay"]),
        // For the package in Benchmarks/.
        .library(
            name: "RelayRooms", targets: ["Relay", "ApprovalContract", "HTTPTransport", "FeishuSimulator", "Routing"]),
        // For the package in Fuzzing/.
        .library(
            name: "DecoderRooms",
            targets: [
                "ApprovalContract", "Delivery", "FeishuAPI", "FeishuTypes", "JSON", "Relay", "Routing", "YAML",
            ]),
    ],
    targets: [
        // One C library each; nothing else imports them.
        .systemLibrary(name: "CRdKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),

        room("Kafka", imports: ["CRdKafka"]),
        room("HTTPTransport", imports: ["CCurl"]),
        room("HTTPServer", imports: ["CMicroHTTPD"]),
        room("JSON", imports: ["CSimdJSON"]),
        room("YAML", imports: ["CYAML"]),
        room("Digest", imports: ["CCrypto"]),
        room("Arguments"),
        room("Observability"),

        room("FeishuTypes", imports: ["JSON"]),
        room("ApprovalContract", imports: ["FeishuTypes", "JSON", "Digest"]),
        room("FeishuAPI", imports: ["ApprovalContract", "FeishuTypes", "JSON"]),
        room("Routing", imports: ["ApprovalContract", "FeishuTypes", "JSON"]),
        room("Delivery", imports: ["ApprovalContract", "FeishuTypes", "JSON"]),
        room("FeishuSimulator", imports: ["HTTPServer", "JSON"]),
        room(
            "Scenario",
            imports: ["ApprovalContract", "Arguments", "Delivery", "FeishuAPI", "FeishuSimulator", "JSON", "YAML"]),
        room(
            "Relay",
            imports: [
                "ApprovalContract", "Arguments", "Delivery", "Digest", "FeishuAPI", "FeishuSimulator", "FeishuTypes",
                "HTTPServer", "HTTPTransport", "JSON", "Kafka", "Observability", "Routing", "YAML",
            ]),
        // Faults injected into real processes, and the oracle that judges them; nothing of the relay's own is in it.
        room("Chaos", imports: ["HTTPTransport", "JSON", "Kafka"]),
        .executableTarget(
            name: "relay-chaos", dependencies: ["Chaos", "Arguments"], swiftSettings: settings),
        .executableTarget(
            name: "approval-relay",
            dependencies: [
                "ApprovalContract", "FeishuTypes", "Relay", "Arguments", "FeishuSimulator", "JSON", "Kafka",
                "Observability", "Scenario",
            ],
            swiftSettings: settings),

        // Random schedules that a seed repeats; for tests alone.
        .target(name: "ScheduleSupport", path: "Tests/ScheduleSupport", swiftSettings: settings),
        tests("JSON"),
        tests("YAML"),
        tests("Digest"),
        tests("Arguments"),
        tests("Observability"),
        tests("Kafka"),
        tests("HTTPTransport", imports: ["HTTPServer"]),
        tests("HTTPServer"),
        tests("FeishuTypes", imports: ["JSON"]),
        tests("ApprovalContract", imports: ["FeishuTypes", "JSON"]),
        tests("FeishuAPI", imports: ["ApprovalContract", "FeishuTypes", "JSON"]),
        tests("Routing", imports: ["ApprovalContract", "FeishuTypes", "JSON"]),
        tests("Delivery", imports: ["ApprovalContract", "FeishuTypes", "JSON"]),
        tests("FeishuSimulator", imports: ["HTTPServer", "JSON"]),
        tests(
            "Relay",
            imports: [
                "ApprovalContract", "Arguments", "Delivery", "FeishuAPI", "FeishuSimulator", "FeishuTypes",
                "HTTPServer",
                "HTTPTransport", "JSON", "Kafka", "Observability", "Routing", "YAML",
            ]),
        tests("Chaos", imports: ["JSON"]),
        tests("Scenario", imports: ["Arguments", "FeishuSimulator", "JSON"]),
        // The contract beside other implementations of what it builds on.
        .testTarget(
            name: "WireTests",
            dependencies: ["ApprovalContract", "FeishuSimulator", "FeishuTypes", "JSON", "Routing", "ScheduleSupport"],
            swiftSettings: settings),
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
