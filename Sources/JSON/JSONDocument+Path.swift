extension JSONDocument {
    /// Where the value at `target` stands, as `$.tasks[3].name`; names that are no identifiers as `['…']`. Only for messages.
    func path(to target: Int) -> String {
        var path = "$"
        var container = 1
        while container < target, path.count < 256 {
            let isObject = tag(at: container) == Tag.startObject
            guard isObject || tag(at: container) == Tag.startArray else { break }
            let last = end(ofContainerAt: container) - 1
            var index = container + 1
            var position = 0
            var key = index
            while index < last {
                key = index
                if isObject { index += 1 }
                let after = next(after: index)
                if target < after { break }
                index = after
                position += 1
            }
            guard index < last, index <= target else { break }
            path += isObject ? pathComponent(ofKeyAt: key) : "[\(position)]"
            container = index
        }
        return path
    }

    private func pathComponent(ofKeyAt index: Int) -> String {
        let name = String(JSONString(document: self, start: stringStart(at: index))).prefix(64)
        let isIdentifier = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return isIdentifier && !name.isEmpty ? ".\(name)" : "['\(name)']"
    }

    /// How many strings, names included, come before the one at `index`.
    func stringOrdinal(ofWordAt index: Int) -> Int {
        var ordinal = 0
        var position = 1
        while position < index {
            if tag(at: position) == Tag.string { ordinal += 1 }
            position += Tag.words(of: tag(at: position))
        }
        return ordinal
    }
}
