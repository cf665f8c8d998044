import YAML

/// Gathers what is wrong, so that all of it can be said at once.
final class ProblemList {
    private(set) var problems: [String] = []
    private static let limit = 50

    func add(_ node: YAMLNode, _ message: String) {
        guard problems.count < Self.limit else { return }
        problems.append("\(node.source):\(node.mark.line):\(node.mark.column): \(message)")
    }

    func add(_ error: YAMLError, _ path: String) {
        guard problems.count < Self.limit else { return }
        problems.append("\(error.file):\(error.line):\(error.column): \(path): \(error.message)")
    }
}
