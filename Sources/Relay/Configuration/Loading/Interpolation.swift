import YAML

/// Replaces `${NAME}` and `${NAME:-default}` in the values of a document (keys stay); `$${` stands for `${`.
struct Interpolation {
    struct Failure {
        var mark: YAMLMark
        var path: String
        var message: String
    }

    private struct Refusal: Error {
        var message: String
    }

    let environment: [String: String]
    private(set) var failures: [Failure] = []
    /// Where values came from the environment; they aren't shown in errors, since they may be secrets in a wrong place.
    private(set) var replaced: Set<YAMLMark> = []

    init(environment: [String: String]) { self.environment = environment }

    mutating func replace(_ node: YAMLNode, at path: String = "") -> YAMLNode {
        var node = node
        switch node.kind {
        case .mapping(var entries):
            for index in entries.indices {
                let name = entries[index].name
                entries[index].value = replace(entries[index].value, at: path.isEmpty ? name : "\(path).\(name)")
            }
            node.kind = .mapping(entries)
        case .sequence(var elements):
            for index in elements.indices { elements[index] = replace(elements[index], at: "\(path)[\(index)]") }
            node.kind = .sequence(elements)
        case .scalar(let text, let style):
            guard text.utf8.contains(UInt8(ascii: "$")) else { return node }
            do throws(Refusal) {
                let (replacement, isChanged) = try replace(text)
                node.kind = .scalar(replacement, style)
                if isChanged { replaced.insert(node.mark) }
            } catch {
                failures.append(Failure(mark: node.mark, path: path, message: error.message))
            }
        }
        return node
    }

    private func replace(_ text: String) throws(Refusal) -> (text: String, isChanged: Bool) {
        var result = ""
        var isChanged = false
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                result += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else { throw Self.malformed }
                result += try value(of: rest[..<end].dropFirst(2))
                isChanged = true
                rest = rest[end...].dropFirst()
            } else {
                result += "$"
                rest = rest.dropFirst()
            }
        }
        return (result + rest, isChanged)
    }

    private func value(of reference: Substring) throws(Refusal) -> String {
        let name = String(reference.prefix { $0 != ":" })
        let tail = reference.dropFirst(name.count)
        guard Self.isName(name), tail.isEmpty || tail.hasPrefix(":-") else { throw Self.malformed }
        let found = environment[name]
        if tail.isEmpty {
            guard let found else {
                throw Refusal(
                    message:
                        "expected the environment to have \(name), found it missing (${\(name):-} gives it a default)")
            }
            return found
        }
        if let found, !found.isEmpty { return found }
        return String(tail.dropFirst(2))
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first), name.utf8.count <= 256 else { return false }
        return name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80
                || byte == UInt8(ascii: "_")
        }
    }

    private static let malformed = Refusal(
        message: "expected ${NAME} or ${NAME:-default}, found ${ in another form ($${ stands for the characters ${)")
}
