/// The table of rooms (docs/architecture.md): who may import whom. Imports point downward only.
enum Rooms {
    /// Modules of the toolchain.
    static let standard: Set<String> = ["Dispatch", "Foundation", "FoundationEssentials", "Synchronization", "Glibc"]

    /// Rooms that wrap one C library each, and what it is called.
    static let librariesByRoom: [String: String] = [
        "Kafka": "CRdKafka", "HTTPTransport": "CCurl", "HTTPServer": "CMicroHTTPD", "JSON": "CSimdJSON",
        "YAML": "CYAML",
        "Digest": "CCrypto",
    ]

    /// The rooms above the bottom, and the rooms that each may import.
    private static let importsByRoom: [String: Set<String>] = [
        "Arguments": [],
        "Observability": [],
        "FeishuTypes": ["JSON"],
        "ApprovalContract": ["FeishuTypes", "JSON", "Digest"],
        "FeishuAPI": ["ApprovalContract", "FeishuTypes", "JSON"],
        "Routing": ["ApprovalContract", "FeishuTypes", "JSON"],
        "Delivery": ["ApprovalContract", "FeishuTypes", "JSON"],
        "FeishuSimulator": ["HTTPServer", "JSON"],
        "Scenario": ["ApprovalContract", "Arguments", "Delivery", "FeishuAPI", "FeishuSimulator", "JSON", "YAML"],
        "Chaos": ["HTTPTransport", "JSON", "Kafka"],
        "relay-chaos": ["Arguments", "Chaos"],
        "Relay": everythingBelowRelay,
        "approval-relay": everythingBelowRelay.union(["Relay", "Scenario"]),
    ]

    private static let everythingBelowRelay: Set<String> = [
        "ApprovalContract", "Arguments", "Delivery", "Digest", "FeishuAPI", "FeishuSimulator", "FeishuTypes",
        "HTTPServer",
        "HTTPTransport", "JSON", "Kafka", "Observability", "Routing", "YAML",
    ]

    static let all: Set<String> = Set(importsByRoom.keys).union(librariesByRoom.keys)

    /// Rooms whose logic takes the time as an argument and touches neither clock nor thread nor file.
    static let pure: Set<String> = ["FeishuTypes", "ApprovalContract", "Routing", "Delivery", "Scenario"]

    /// Single files outside the rooms of C libraries that may hold unsafe code, each for a reason that stands in it.
    static let unsafeFiles: Set<String> = ["Observability/FileDescriptorOutput.swift"]

    /// What a room may import of ours and of C; nil for an unknown room.
    static func imports(of room: String) -> Set<String>? {
        if let library = librariesByRoom[room] { return [library] }
        return importsByRoom[room]
    }

    /// What a room may import of the toolchain's.
    static func standardImports(of room: String) -> Set<String> {
        if room == "Arguments" { return [] }
        if pure.contains(room) { return ["Foundation", "FoundationEssentials"] }
        return standard
    }
}
