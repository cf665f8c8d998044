internal import CSimdJSON

/// The names that an object may have, to find the index of each at once: build it once, look up without allocating, `switch` over
/// the index.
@safe
public struct JSONKeyTable: Sendable {
    /// As given; `index(of:)` counts in this order.
    public let names: [String]

    private struct Slot {
        /// −1 where empty.
        var index: Int32 = -1
        var offset: Int32 = 0
        var fingerprint: Fingerprint
    }

    /// A power of two, at most half full.
    private let slots: [Slot]
    /// The bytes of all names, and eight more, so that a fingerprint may be taken anywhere.
    private let bytes: [UInt8]

    /// Of a name that is given twice, the first counts.
    public init(_ names: [String]) {
        self.names = names
        var bytes: [UInt8] = []
        for name in names { bytes.append(contentsOf: name.utf8) }
        bytes.append(contentsOf: repeatElement(0, count: 8))
        var size = 8
        while size < names.count * 2 { size *= 2 }
        var slots = [Slot](repeating: Slot(fingerprint: .empty), count: size)
        var offset = 0
        for (index, name) in names.enumerated() {
            let count = name.utf8.count
            defer { offset += count }
            guard names.firstIndex(of: name) == index else { continue }
            let fingerprint = unsafe bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return Fingerprint.empty }
                return unsafe Fingerprint(base + offset, count: count)
            }
            var position = Int(truncatingIfNeeded: fingerprint.mixed) & (size - 1)
            while slots[position].index >= 0 { position = (position + 1) & (size - 1) }
            slots[position] = Slot(index: Int32(index), offset: Int32(offset), fingerprint: fingerprint)
        }
        // Always an empty slot, so that a search ends; always a mask within the slots, so that it stays inside.
        self.slots = slots
        self.bytes = bytes
    }

    /// The place of `name` in `names`; nil when it is none of them. Takes the same time whatever the name and the table.
    public func index(of name: JSONString) -> Int? {
        unsafe index(ofNameAt: name.document.strings + name.start, count: name.count)
    }

    /// The place of a string of a borrowed document; nil for any other value too.
    public func index(of name: JSONView) -> Int? {
        guard name.isString else { return nil }
        let start = unsafe name.strings + JSONView.start(ofStringAt: name.tape[name.index])
        return unsafe index(ofNameAt: start, count: name.byteCount)
    }

    /// At least ``CSIMDJSON_PADDING`` bytes must be readable behind the name.
    func index(ofNameAt start: UnsafePointer<UInt8>, count: Int) -> Int? {
        let fingerprint = unsafe Fingerprint(start, count: count)
        return unsafe slots.withUnsafeBufferPointer { slots in
            let mask = slots.count &- 1
            var position = Int(truncatingIfNeeded: fingerprint.mixed) & mask
            while unsafe slots[position].index >= 0 {
                if unsafe slots[position].fingerprint == fingerprint {
                    // Up to 16 bytes, the fingerprint is the name.
                    if fingerprint.count <= 16 { return unsafe Int(slots[position].index) }
                    if unsafe isName(slots[position], start) { return unsafe Int(slots[position].index) }
                }
                position = (position &+ 1) & mask
            }
            return nil
        }
    }

    private func isName(_ slot: Slot, _ start: UnsafePointer<UInt8>) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return false }
            return unsafe csimdjson_equal(base + Int(slot.offset), start, slot.fingerprint.count) != 0
        }
    }
}
