import Synchronization

@testable import HTTPServer

/// Lets a handler reach the server it belongs to.
final class Holder: Sendable {
    private let held = Mutex<HTTPServer?>(nil)

    var server: HTTPServer? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
