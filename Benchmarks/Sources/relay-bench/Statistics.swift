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
