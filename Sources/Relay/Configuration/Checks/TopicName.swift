/// What Kafka takes for a topic's name.
enum TopicName {
    static let rule = "1…249 of the characters a-z A-Z 0-9 . _ -"

    static func isLegal(_ name: String) -> Bool {
        (1...249).contains(name.utf8.count) && name != "." && name != ".." && name.utf8.allSatisfy(isLegal)
    }

    static func isLegal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
