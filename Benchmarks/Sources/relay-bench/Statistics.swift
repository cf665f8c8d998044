import Foundation

/// The middle value; of two middle ones their mean.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

func rounded(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
}

/// Of sorted values, the nearest rank.
func percentile(_ sorted: [Double], _ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let rank = Int((Double(sorted.count) * share).rounded(.up))
    return sorted[min(max(rank - 1, 0), sorted.count - 1)]
}
