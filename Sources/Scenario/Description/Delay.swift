import FeishuSimulator
import Foundation

/// A time that something takes: always the same, or spread like a network's, with a long tail (a shifted log-normal distribution).
public struct Delay: Sendable, Hashable {
    public var minimum: Duration
    public var median: Duration
    public var p99: Duration

    public init(minimum: Duration, median: Duration, p99: Duration) {
        self.minimum = minimum
        self.median = max(minimum, median)
        self.p99 = max(self.median, p99)
    }

    public static func constant(_ duration: Duration) -> Delay {
        Delay(minimum: duration, median: duration, p99: duration)
    }

    /// The 99th percentile of the standard normal distribution.
    private static let z99 = 2.326_347_874

    func sample(_ random: inout SeededRandom) -> Duration {
        guard p99 > minimum else { return minimum }
        guard median > minimum else { return minimum + (p99 - minimum) * random.fraction() }
        let sigma = log((p99 - minimum) / (median - minimum)) / Self.z99
        // Box and Muller's transform.
        let normal = sqrt(-2 * log(1 - random.fraction())) * cos(2 * .pi * random.fraction())
        return minimum + (median - minimum) * exp(sigma * normal)
    }
}
