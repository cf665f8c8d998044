import JSON

/// The plain texts of a body: what ``TextCollector`` makes of them, without a string of any.
struct StraightTexts: ~Copyable {
    private struct Entry {
        var hash: UInt64
        /// Where it is said first.
        var place: Int
        /// Where its JSON stands in `texts`.
        var start: Int
        var count: Int
    }

    private var entries: [Entry] = []
    /// The texts, as elements of an array.
    private var texts: JSONWriter
    /// A text that may be one of them.
    private var candidate: JSONWriter?
    /// Positions in `entries` by hash; only once there are many.
    private var index: [UInt64: Int] = [:]

    private static let indexedFrom = 32
    private static let keptCount = 1000

    init(capacity: Int) {
        texts = JSONWriter(capacity: capacity)
        texts.beginArray()
    }

    /// Forgets the texts, for the next body.
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: entries.count <= Self.keptCount)
        if !index.isEmpty { index = [:] }
        candidate?.removeAll()
        texts.removeAll()
        texts.beginArray()
    }

    /// The hash that the text's key is made of; nil when another text has the same.
    mutating func hash(of text: JSONView) -> UInt64? {
        let hash = FNV1a.hash(text.bytes)
        if let known = position(of: hash) {
            guard isEqual(text, to: entries[known]) else { return nil }
            entries[known].place = min(entries[known].place, text.place)
            return hash
        }
        let start = entries.isEmpty ? texts.count : texts.count + 1
        texts.string(text)
        entries.append(Entry(hash: hash, place: text.place, start: start, count: texts.count - start))
        if entries.count == Self.indexedFrom + 1 {
            for (position, entry) in entries.enumerated() { index[entry.hash] = position }
        } else if entries.count > Self.indexedFrom {
            index[hash] = entries.count - 1
        }
        return hash
    }

    private func position(of hash: UInt64) -> Int? {
        if entries.count > Self.indexedFrom { return index[hash] }
        for position in entries.indices where entries[position].hash == hash { return position }
        return nil
    }

    private mutating func isEqual(_ text: JSONView, to entry: Entry) -> Bool {
        var writer = candidate.take() ?? JSONWriter(capacity: 256)
        writer.removeAll()
        writer.string(text)
        let isEqual = writer.count == entry.count && writer.stands(at: entry.start, in: texts)
        candidate = consume writer
        return isEqual
    }

    /// Writes `i18n_resources`: the texts in the order in which they are said first.
    mutating func write(to writer: inout JSONWriter, locale: String) {
        writer.key("i18n_resources")
        writer.beginArray()
        if !entries.isEmpty {
            writer.beginObject()
            writer.member("locale", locale)
            writer.member("is_default", true)
            writer.key("texts")
            writer.beginArray()
            sort()
            for position in entries.indices {
                let entry = entries[position]
                writer.beginObject()
                writer.key(written: #""key":"#)
                writer.string("@i18n@", hexadecimal: entry.hash)
                writer.key(written: #""value":"#)
                writer.rawValue(texts.span.extracting(entry.start..<entry.start + entry.count))
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    /// They are written in another order than they may be said in.
    private mutating func sort() {
        for position in entries.indices.dropFirst() where entries[position - 1].place > entries[position].place {
            return entries.sort { $0.place < $1.place }
        }
    }
}
