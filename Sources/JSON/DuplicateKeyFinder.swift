/// Finds a name that occurs twice in one object, in time linear in the document whatever its names are.
struct DuplicateKeyFinder {
    struct Duplicate {
        /// Tape index of the object.
        let object: Int
        /// Tape index of the second key.
        let key: Int
    }

    /// For objects of many members: tape indexes of keys by hash, 0 where empty. Kept between documents unless large.
    private var table: [UInt32] = []

    /// Up to here, two bits of a fingerprint tell nearly all names apart, and the rest is compared in turn.
    private static let fewMembers = 40
    private static let retainedSlots = 1 << 16

    mutating func firstDuplicate(in document: JSONDocument) -> Duplicate? {
        let last = Int(truncatingIfNeeded: document.word(at: 0) & 0xFFFF_FFFF)
        var index = 1
        while index < last {
            let tag = document.tag(at: index)
            if tag == Tag.startObject {
                let count = document.count(ofContainerAt: index)
                if count > Self.fewMembers {
                    if let key = firstDuplicate(amongMany: count, ofObjectAt: index, in: document) {
                        return Duplicate(object: index, key: key)
                    }
                } else if count > 1, let key = Self.firstDuplicate(amongFewOfObjectAt: index, in: document) {
                    return Duplicate(object: index, key: key)
                }
            }
            index &+= Tag.words(of: tag)
        }
        return nil
    }

    private static func firstDuplicate(amongFewOfObjectAt object: Int, in document: JSONDocument) -> Int? {
        let last = document.end(ofContainerAt: object) &- 1
        var seen: UInt64 = 0
        var seenToo: UInt64 = 0
        var index = object &+ 1
        while index < last {
            let start = document.stringStart(at: index)
            let fingerprint = unsafe Fingerprint(document.strings + start, count: document.stringCount(at: start)).mixed
            let bit: UInt64 = 1 &<< (fingerprint & 63)
            let bitToo: UInt64 = 1 &<< ((fingerprint &>> 6) & 63)
            if seen & bit != 0, seenToo & bitToo != 0,
                isKey(at: index, among: object &+ 1, in: document)
            {
                return index
            }
            seen |= bit
            seenToo |= bitToo
            index = document.next(after: index &+ 1)
        }
        return nil
    }

    /// Whether the key at `index` is one of those from `first` up to it.
    private static func isKey(at index: Int, among first: Int, in document: JSONDocument) -> Bool {
        let key = JSONString(document: document, start: document.stringStart(at: index))
        var other = first
        while other < index {
            if JSONString(document: document, start: document.stringStart(at: other)) == key { return true }
            other = document.next(after: other &+ 1)
        }
        return false
    }

    /// With Swift's seeded hash, so that nobody can choose names that collide.
    private mutating func firstDuplicate(
        amongMany count: Int, ofObjectAt object: Int, in document: JSONDocument
    ) -> Int? {
        var slots = 128
        while slots < count * 2 { slots *= 2 }
        if table.count < slots {
            table = [UInt32](repeating: 0, count: slots)
        } else {
            for slot in 0..<slots { table[slot] = 0 }
        }
        defer { if table.count > Self.retainedSlots { table = [] } }

        let last = document.end(ofContainerAt: object) - 1
        var index = object + 1
        while index < last {
            let key = JSONString(document: document, start: document.stringStart(at: index))
            var slot = key.hashValue & (slots - 1)
            while table[slot] != 0 {
                let other = document.stringStart(at: Int(table[slot]))
                if JSONString(document: document, start: other) == key { return index }
                slot = (slot + 1) & (slots - 1)
            }
            table[slot] = UInt32(truncatingIfNeeded: index)
            index = document.next(after: index + 1)
        }
        return nil
    }
}
