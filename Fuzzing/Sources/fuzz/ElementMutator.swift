internal import CFuzzer

/// libFuzzer's mutations, and one of ours: an element of a list, or a line, is repeated until the input is large. What takes more than
/// linear time or memory is seldom met otherwise.
@c(LLVMFuzzerCustomMutator)
func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ capacity: Int, _ seed: UInt32) -> Int {
    var random = seed &* 2_654_435_761
    func next(_ bound: Int) -> Int {
        random = random &* 1_664_525 &+ 1_013_904_223
        return Int(random >> 8) % bound
    }
    guard next(48) == 0, size > 2 else { return unsafe cfuzzer_mutate(data, size, capacity) }
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
    guard let element = element(of: bytes, from: next(size)) else { return unsafe cfuzzer_mutate(data, size, capacity) }
    let length = element.count
    let count = min((capacity - size) / length, 1 << next(14))
    guard count > 0 else { return unsafe cfuzzer_mutate(data, size, capacity) }
    let result =
        bytes[..<element.upperBound] + Array(repeating: bytes[element], count: count).joined()
        + bytes[element.upperBound...]
    for (index, byte) in result.enumerated() { unsafe data[index] = byte }
    return result.count
}

/// From a separator to before the next one of its level: `,{"a":[1,2]}`.
private func element(of bytes: [UInt8], from start: Int) -> Range<Int>? {
    guard let first = bytes[start...].firstIndex(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") }) else {
        return nil
    }
    var depth = 0
    for index in (first + 1)..<bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            depth -= 1
            if depth < 0 { return first..<index }
        case bytes[first] where depth == 0: return first..<index
        default: break
        }
    }
    return nil
}
