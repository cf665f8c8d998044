/// One field of a request as the gateway knows it.
struct FieldSpec: Sendable {
    indirect enum Kind: Sendable {
        case string
        case bool
        /// A whole number as a string; as a number where the settings say so.
        case time
        /// A string; the official samples also send the number 0 for an end time.
        case endTime
        case strings
        case object(ObjectSchema)
        case objects(ObjectSchema)
    }

    var name: String
    var kind: Kind
    var isRequired: Bool

    static func optional(_ name: String, _ kind: Kind = .string) -> FieldSpec {
        FieldSpec(name: name, kind: kind, isRequired: false)
    }

    static func required(_ name: String, _ kind: Kind = .string) -> FieldSpec {
        FieldSpec(name: name, kind: kind, isRequired: true)
    }
}
