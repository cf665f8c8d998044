import Foundation

/// The time that the broker's and Feishu's records are compared with.
enum WallClock {
    /// Epoch milliseconds.
    static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
