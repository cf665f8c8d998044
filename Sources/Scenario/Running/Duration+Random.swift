import Foundation

extension Duration {
    /// A time of an exponential distribution.
    ///
    /// - Parameter fraction: in 0..<1.
    static func exponential(mean: Duration, fraction: Double) -> Duration { mean * -log(1 - fraction) }

    /// As a number of seconds.
    var inSeconds: Double { self / .seconds(1) }
}
