import Foundation
import JSON

/// Our reading beside Foundation's.
enum FoundationReading {
    /// The first value that is read differently, for the message.
    static func difference(_ ours: JSONValue, _ theirs: Any) -> String? {
        let isSame: Bool
        switch theirs {
        case let theirs as [String: Any]:
            guard let object = ours.object, object.count == theirs.count else { return "object \(ours.text)" }
            return object.lazy.compactMap { member in
                theirs[String(member.key)].map { difference(member.value, $0) } ?? "no member \(member.key)"
            }.first
        case let theirs as [Any]:
            guard let array = ours.array, array.count == theirs.count else { return "array \(ours.text)" }
            return zip(array, theirs).lazy.compactMap { difference($0, $1) }.first
        case let theirs as String: isSame = ours.stringValue == theirs
        case is NSNull: isSame = ours.isNull
        case let theirs as NSNumber:
            switch ours.kind {
            case .bool: isSame = ours.bool == theirs.boolValue
            case .integer: isSame = ours.int64 == theirs.int64Value
            case .unsigned: isSame = ours.uint64 == theirs.uint64Value
            // Foundation on Linux is off by a bit or two in the last place.
            case .double:
                isSame = ours.double.map { abs($0 - theirs.doubleValue) <= abs($0) * 1e-14 } ?? false
            default: isSame = false
            }
        default: isSame = false
        }
        return isSame ? nil : "\(ours.text) and \(theirs)"
    }
}
