internal import CFuzzer
import Foundation

/// libFuzzer at work on one target. It calls back without a context, so that the target stands in a variable.
enum FuzzRun {
    nonisolated(unsafe) private static var target: any FuzzTarget = NoTarget()

    /// - Returns: the status to exit with; libFuzzer mostly exits by itself.
    static func run(_ target: any FuzzTarget, arguments: [String]) -> Int32 {
        unsafe self.target = target
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        return unsafe pointers.withUnsafeMutableBufferPointer { pointers in
            unsafe cfuzzer_run(Int32(arguments.count), pointers.baseAddress) { data, size in
                unsafe FuzzRun.judge(Array(UnsafeBufferPointer(start: data, count: size)))
                return 0
            }
        }
    }

    private static func judge(_ bytes: [UInt8]) {
        unsafe target.judge(bytes)
    }

    private struct NoTarget: FuzzTarget {
        var seeds: [[UInt8]] { [] }
        var words: [String] { [] }
        func judge(_ bytes: [UInt8]) {}
    }
}
