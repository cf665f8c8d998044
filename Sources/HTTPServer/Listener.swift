internal import CMicroHTTPD
internal import Glibc

/// A bound, listening socket. We make it rather than libmicrohttpd, which says neither what failed nor why.
struct Listener {
    let descriptor: Int32
    /// The one that was asked for, or the one that the system chose.
    let port: Int

    init(host: String, port: Int) throws(HTTPServerError) {
        guard (0...65_535).contains(port) else {
            throw HTTPServerError(
                code: .invalidPort,
                message: "can't listen on \(host):\(port): expected a port within 0…65535 (0 takes any free one)")
        }
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_PASSIVE
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let found = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard found == 0, !host.isEmpty, let address = unsafe list else {
            let reason = unsafe found == 0 ? "it is empty" : String(cString: gai_strerror(found))
            throw HTTPServerError(
                code: .invalidHost,
                message: "can't listen on \(host):\(port): the host is no address of this machine (\(reason)); "
                    + "use 127.0.0.1 for this machine only, 0.0.0.0 or :: for everyone")
        }
        defer { unsafe freeaddrinfo(address) }
        let descriptor = unsafe socket(
            address.pointee.ai_family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Self.error(host, port) }
        var on: Int32 = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard unsafe bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0,
            listen(descriptor, 1024) == 0
        else {
            let error = Self.error(host, port)
            _ = Glibc.close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        let bound = Int(relay_bound_port(descriptor))
        self.port = bound > 0 ? bound : port
    }

    private static func error(_ host: String, _ port: Int) -> HTTPServerError {
        let number = errno
        let (code, advice): (HTTPServerError.Code, String) =
            switch number {
            case EADDRINUSE:
                (.addressInUse, "another process listens there; stop it or choose another port (0 takes any free one)")
            case EADDRNOTAVAIL:
                (.addressNotAvailable, "this machine has no such address; use 127.0.0.1, 0.0.0.0 or one of its own")
            case EACCES, EPERM:
                (.permissionDenied, "no right to this port; choose one from 1024 up")
            case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                (.outOfResources, "raise the limit of open files (ulimit -n) or of memory")
            default:
                (.system, "see the system's reason")
            }
        let reason = unsafe String(cString: strerror(number))
        return HTTPServerError(code: code, message: "can't listen on \(host):\(port): \(reason) – \(advice)")
    }
}

extension Listener {
    func close() {
        _ = Glibc.close(descriptor)
    }
}
