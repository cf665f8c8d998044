import Arguments
import JSON
import Relay

/// `approval-relay hold list` and `approval-relay hold release`.
enum HoldCommand {
    static let json = Flag("json", help: "Each as a JSON object, one per line.")
    static let app = Option<String?>(
        "app", short: "a", .string, help: "The app, by its alias or its id; all of its holds without --api.")
    static let api = Option<String?>(
        "api", .choice(["definition.create", "instance.sync", "instance.check", "message.send", "message.update"]),
        help: "Only this API of the app; what holds all of its APIs stays.")
    static let definition = Option<String?>(
        "definition", .string, help: "Only the pause of this definition: what hold list shows after the word.")
    static let all = Flag("all", help: "Whatever is held.")
    static let listOptions: [any Parameter] = [json]
    static let releaseOptions: [any Parameter] = [app, api, definition, all]

    static func run(_ path: [String], _ arguments: ParsedArguments) async throws -> ExitCode {
        switch path.dropFirst().first {
        case "list": return try await list(arguments)
        case "release": return try await release(arguments)
        default:
            Terminal.complain(CommandTree.root.help(for: ["hold"]) ?? "")
            return .usage
        }
    }

    private static func list(_ arguments: ParsedArguments) async throws -> ExitCode {
        let items = try await HoldRegister(CommonOptions.load(arguments, needsFeishu: false)).read()
        if arguments[json] {
            for item in items { Terminal.print(text(item)) }
        } else {
            for line in table(items.map(\.columns)) { Terminal.print(line) }
            Terminal.print(items.isEmpty ? "Nothing is held." : "\(items.count) held")
        }
        return .ok
    }

    private static func release(_ arguments: ParsedArguments) async throws -> ExitCode {
        let name = arguments[app]
        let (api, definition) = (arguments[self.api], arguments[self.definition])
        guard (name != nil) != arguments[all], api == nil || definition == nil,
            name != nil || (api == nil && definition == nil)
        else {
            throw RelayError(
                .usage, "hold release: say which with --app (and --api or --definition), or everything with --all.")
        }
        let settings = try CommonOptions.load(arguments, needsFeishu: false)
        let register = HoldRegister(settings)
        let items = try await register.read().filter { item in
            (name.map { item.isOf(app: $0) } ?? true) && (api == nil || item.api == api)
                && (definition == nil || item.definition == definition)
        }
        guard !items.isEmpty else {
            Terminal.complain("Nothing of that is held; see approval-relay hold list.")
            return .dataErr
        }
        for app in Set(items.map(\.app)).sorted() {
            try await register.release(
                app: app, api: api, definition: definition, items.filter { $0.app == app })
        }
        for line in table(items.map { ["released"] + $0.columns.prefix(3) }) { Terminal.print(line) }
        return .ok
    }

    private static func text(_ item: HeldItem) -> String {
        var writer = JSONWriter(capacity: 512)
        item.write(to: &writer)
        return String(decoding: writer.bytes(), as: UTF8.self)
    }

    /// Rows with aligned columns; empty columns are left out.
    private static func table(_ rows: [[String]]) -> [String] {
        guard let count = rows.first?.count else { return [] }
        let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = (0..<count).filter { widths[$0] > 0 }.map { column in
                row[column] + String(repeating: " ", count: widths[column] - row[column].count)
            }
            let line = cells.joined(separator: "  ")
            return String(
                line.prefix(
                    1 + (line.lastIndex { $0 != " " }.map { line.distance(from: line.startIndex, to: $0) } ?? -1)))
        }
    }
}
