extension ConfigurationTable {
    /// Names of the keys and sections directly within a section; "" for the outermost.
    static func children(of section: String) -> [String] {
        let depth = section.isEmpty ? 0 : section.split(separator: ".").count
        var names: [String] = []
        for path in keys.map(\.path) where section.isEmpty || path.hasPrefix(section + ".") {
            let parts = path.split(separator: ".")
            guard parts.indices.contains(depth) else { continue }
            let name = String(parts[depth])
            if names.last != name { names.append(name) }
        }
        return names
    }
}
