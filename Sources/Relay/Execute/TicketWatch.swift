import Dispatch
import FeishuAPI
import Observability
import Synchronization

/// Reads the `app_ticket` files of store apps, on a thread where reading may block, and tells of each new ticket.
final class TicketWatch: Sendable {
    private let timer: Mutex<(any DispatchSourceTimer)?>

    /// - Parameter onTicket: alias and ticket.
    init(_ apps: [AppSettings], log: Logger, onTicket: @escaping @Sendable (String, String) -> Void) {
        let watched = apps.compactMap { app in app.appTicketFile.map { (app.alias, $0) } }
        guard !watched.isEmpty else {
            timer = Mutex(nil)
            return
        }
        let queue = DispatchQueue(label: "app-tickets")
        let source = DispatchSource.makeTimerSource(queue: queue)
        let files = Mutex(watched.map { (alias: $0.0, file: AppTicketFile(path: $0.1)) })
        source.schedule(deadline: .now(), repeating: .seconds(5))
        source.setEventHandler { @Sendable in
            files.withLock { files in
                for index in files.indices {
                    let alias = files[index].alias
                    do {
                        if let ticket = try files[index].file.check() {
                            log.recovered(key: "ticket \(alias)", "app_ticket of \(alias) can be read")
                            onTicket(alias, ticket.reveal())
                        }
                    } catch {
                        log.once(
                            key: "ticket \(alias)", .error, "app_ticket_file can't be read", state: "\(error)",
                            ["app": .string(alias), LogField.error: .string("\(error)")])
                    }
                }
            }
        }
        source.activate()
        timer = Mutex(source)
    }

    func stop() {
        timer.withLock { timer in
            timer?.cancel()
            timer = nil
        }
    }
}
