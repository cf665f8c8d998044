/// The top byte of a word on simdjson's tape.
@usableFromInline
enum Tag {
    @inlinable static var startObject: UInt8 { 0x7B }
    @inlinable static var startArray: UInt8 { 0x5B }
    @inlinable static var endObject: UInt8 { 0x7D }
    @inlinable static var endArray: UInt8 { 0x5D }
    @inlinable static var root: UInt8 { 0x72 }
    @inlinable static var string: UInt8 { 0x22 }
    @inlinable static var integer: UInt8 { 0x6C }
    @inlinable static var unsigned: UInt8 { 0x75 }
    @inlinable static var double: UInt8 { 0x64 }
    @inlinable static var `true`: UInt8 { 0x74 }
    @inlinable static var `false`: UInt8 { 0x66 }
    @inlinable static var null: UInt8 { 0x6E }

    /// Words that a tag and what belongs to it take: two for a number, one for any other.
    @inlinable @inline(__always)
    static func words(of tag: UInt8) -> Int {
        switch tag {
        case integer, unsigned, double: 2
        default: 1
        }
    }
}
