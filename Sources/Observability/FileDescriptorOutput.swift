import Glibc

/// Writes to an open file descriptor, by default standard error; standard output stays free for what a subcommand is asked
/// to print.
///
/// The one place of this room with unsafe code: libc's write(2). Foundation's `FileHandle` would do it too, and would load
/// all of Foundation, 7 MB of resident memory, into every worker.
public struct FileDescriptorOutput: LogOutput {
    private let descriptor: Int32

    /// The descriptor stays the caller's, and open.
    public init(_ descriptor: Int32 = 2) { self.descriptor = descriptor }

    /// Whether a person is reading.
    public var isTerminal: Bool { isatty(descriptor) == 1 }

    public func write(_ bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            var rest = unsafe buffer[...]
            while unsafe !rest.isEmpty {
                let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
                let count = unsafe Glibc.write(descriptor, part.baseAddress, part.count)
                if count > 0 {
                    unsafe rest = rest.dropFirst(count)
                } else if count < 0, errno == EAGAIN {
                    // Somebody made the pipe non-blocking: wait for its reader.
                    var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = unsafe Glibc.poll(&poll, 1, 1000)
                } else if count == 0 || errno != EINTR {
                    return false
                }
            }
            return true
        }
    }
}
