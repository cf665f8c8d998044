import Arguments
import YAML

extension ConfigurationBuilder {
    private static let largestFile = 1 << 20

    mutating func readFile(_ path: String) {
        let bytes: [UInt8]
        do throws(BoundedFile.Failure) {
            bytes = try BoundedFile.read(path, limit: Self.largestFile)
        } catch {
            isFileUnusable = true
            problems.append(
                ConfigurationProblem(.wholeFile(path), nil, "expected a YAML file, found \(error.found)"))
            return
        }
        do throws(YAMLError) {
            read(try YAMLDocument.parse(bytes, name: path).root)
        } catch {
            isFileUnusable = true
            problems.append(
                ConfigurationProblem(
                    .file(path, line: error.line, column: error.column), nil,
                    Self.withoutSecrets(error, in: bytes)))
        }
    }

    private mutating func read(_ root: YAMLNode) {
        var interpolation = Interpolation(environment: environment)
        let root = interpolation.replace(root)
        replaced = interpolation.replaced
        for failure in interpolation.failures {
            unusable.insert(failure.mark)
            report(
                .file(root.source, line: failure.mark.line, column: failure.mark.column), failure.path,
                failure.message)
        }
        section(root, "")
    }

    private mutating func section(_ node: YAMLNode, _ prefix: String) {
        if node.isNull || unusable.contains(node.mark) { return }
        guard case .mapping(let entries) = node.kind else {
            let path = prefix.isEmpty ? nil : prefix
            let known = ConfigurationTable.children(of: prefix).joined(separator: ", ")
            problems.append(
                ConfigurationProblem(
                    ValueSource.file.origin(of: node), path,
                    "expected a mapping with the keys \(known), found \(found(node, .secret))"))
            for key in ConfigurationTable.keys where prefix.isEmpty || key.path.hasPrefix(prefix + ".") {
                failed.insert(key.path)
            }
            return
        }
        for entry in entries {
            let path = prefix.isEmpty ? entry.name : "\(prefix).\(entry.name)"
            if entry.name.contains(".") {
                unknown(entry, prefix)
            } else if let key = ConfigurationTable.byPath[path] {
                take(entry.value, key, .file)
            } else if ConfigurationTable.sectionPaths.contains(path) {
                sectionOrigins[path] = ValueSource.file.origin(of: entry.key)
                section(entry.value, path)
            } else {
                unknown(entry, prefix)
            }
        }
    }

    private mutating func unknown(_ entry: YAMLEntry, _ prefix: String) {
        let siblings = ConfigurationTable.children(of: prefix)
        let elsewhere = ConfigurationTable.keys.first { $0.name == entry.name || $0.path == entry.name }?.path
        let suggestion =
            elsewhere ?? Self.nearest(entry.name, siblings).map { prefix.isEmpty ? $0 : "\(prefix).\($0)" }
        refuseUnknown(entry, prefix, suggestion)
    }

    mutating func refuseUnknown(_ entry: YAMLEntry, _ prefix: String, _ suggestion: String?) {
        problems.append(
            ConfigurationProblem(
                ValueSource.file.origin(of: entry.key), prefix.isEmpty ? nil : prefix,
                "expected a known key, found \(Self.shown(entry.name))" + Self.didYouMean(suggestion)))
    }

    /// The name that was meant, also where only its beginning was left out (`secret` for `app_secret`).
    static func nearest(_ unknown: String, _ names: [String]) -> String? {
        nearestName(to: unknown, among: names) ?? names.first { $0.hasSuffix("_" + unknown) }
    }

    static func didYouMean(_ name: String?) -> String { name.map { "; did you mean \"\($0)\"?" } ?? "" }

    /// A mistake in the syntax is shown with what stands there, unless the line looks as if it held a secret.
    private static func withoutSecrets(_ error: YAMLError, in bytes: [UInt8]) -> String {
        let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        let words = ["secret", "password", "token", "key", "credential", "oauthbearer", "proxy"]
        let mayHoldOne = (max(1, error.line - 1)...max(1, error.line)).contains { number in
            guard number <= lines.count else { return false }
            let line = lines[number - 1].lowercased()
            return words.contains { line.contains($0) }
        }
        guard mayHoldOne, error.code != .duplicateKey, error.code != .limit else { return error.message }
        let expected = error.message.prefixBefore(", found ") ?? "expected well-formed YAML"
        return expected + ", found something that isn't shown, since the line may hold a secret"
    }
}
