/// librdkafka's configuration: names and values in the order they were given, as in its `CONFIGURATION.md`.
///
/// Any property of librdkafka can be set. Values that hold secrets don't appear in ``description``.
public struct KafkaProperties: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    public struct Property: Sendable, Hashable {
        public let name: String
        public var value: String
    }

    public private(set) var entries: [Property] = []

    public init() {}

    /// A name given twice keeps its first place and takes its last value.
    public init(_ properties: [(String, String)]) {
        for (name, value) in properties { self[name] = value }
    }

    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }

    /// Setting nil removes the property, so that librdkafka's default holds.
    public subscript(name: String) -> String? {
        get { entries.first { $0.name == name }?.value }
        set {
            let index = entries.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append(Property(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// These properties with those of `other` added; where both have a name, `other` wins.
    public func merging(_ other: KafkaProperties) -> KafkaProperties {
        var merged = self
        for property in other.entries { merged[property.name] = property.value }
        return merged
    }
}
