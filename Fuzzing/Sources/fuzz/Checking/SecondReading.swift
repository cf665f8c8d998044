import Foundation
import JSON

/// What we write, and what we accept, read by Foundation: it must take it too, and mean the same.
///
/// Slow, so that one document in `interval` is read.
struct SecondReading {
    private let interval = 32
    private var count = 0

    mutating func sample(_ bytes: [UInt8], _ ours: JSONValue) {
        count += 1
        guard count % interval == 0 else { return }
        let theirs: Any
        do {
            theirs = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        } catch {
            fatalError("Foundation refuses what was accepted: \(error)")
        }
        // Foundation drops it where a string begins with it.
        guard !ours.text.unicodeScalars.contains("\u{FEFF}") else { return }
        if let difference = Self.difference(ours, theirs) { fatalError("Foundation reads otherwise: \(difference)") }
    }

    /// The first value that is read otherwise.
    static func difference(_ ours: JSONValue, _ theirs: Any) -> String? {
        let isSame: Bool
        switch theirs {
        case let theirs as [String: Any]:
            // Foundation's names are equal when they are canonically equivalent: it keeps one of two that differ in their scalars.
            guard let object = ours.object, object.count >= theirs.count else { return "object \(ours.text)" }
            if object.count > theirs.count { return nil }
            for member in object {
                guard let their = theirs[String(member.key)] else { return "no member \(member.key)" }
                if let difference = difference(member.value, their) { return difference }
            }
            return nil
        case let theirs as [Any]:
            guard let array = ours.array, array.count == theirs.count else { return "array \(ours.text)" }
            for (our, their) in zip(array, theirs) {
                if let difference = difference(our, their) { return difference }
            }
            return nil
        case let theirs as String: isSame = ours.stringValue.map { Array($0.utf8) == Array(theirs.utf8) } ?? false
        case is NSNull: isSame = ours.isNull
        case let theirs as NSNumber:
            switch ours.kind {
            case .bool: isSame = ours.bool == theirs.boolValue
            case .integer: isSame = ours.int64 == theirs.int64Value
            case .unsigned: isSame = ours.uint64 == theirs.uint64Value
            // Foundation's reading of many digits goes over a decimal number and may miss the nearest double.
            default: isSame = ours.double.map { abs($0 - theirs.doubleValue) <= abs($0) * 0x1p-50 } ?? false
            }
        default: isSame = false
        }
        return isSame ? nil : "\(ours.text) is \(theirs)"
    }
}
