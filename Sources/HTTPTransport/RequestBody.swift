/// A request's body where libcurl reads it: at one address until the transfer is over. Belongs to one handle, which uses it for
/// one request after the other; a copy of libcurl's own would be allocated for each.
@safe
final class RequestBody {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// A larger buffer isn't kept.
    private static let retainedCapacity = 32 << 10

    init() {
        capacity = 2048
        unsafe base = .allocate(capacity: capacity)
    }

    deinit {
        unsafe base.deallocate()
    }

    /// Takes the bytes. What was here before must not be read any more.
    func store(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
        if bytes.count > capacity { resize(bytes.count) }
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe base.update(from: start, count: bytes.count)
        }
        return unsafe UnsafePointer(base)
    }

    /// Gives a large buffer back; nobody reads it any more.
    func shrink() {
        if capacity > Self.retainedCapacity { resize(2048) }
    }

    private func resize(_ newCapacity: Int) {
        unsafe base.deallocate()
        capacity = newCapacity
        unsafe base = .allocate(capacity: newCapacity)
    }
}
