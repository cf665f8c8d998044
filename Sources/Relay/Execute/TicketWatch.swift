import Dispatch
import FeishuAPI
import Observability
import Synchronization

/// Reads the `app_ticket` files of store apps, on a thread where reading may block, and tells of each new ticket.
final class TicketWatch: Sendable {
    private let task: Task<Void, Never>?

    /// - Parameter onTicket: alias and ticket.
    init(_ apps: [AppSettings], log: Logger, onTicket: @escaping @Sendable (String, FeishuAPI.Secret) -> Void) {
        let watched = apps.compactMap { app in app.appTicketFile.map { (alias: app.alias, path: $0) } }
        guard !watched.isEmpty else {
            task = nil
            return
        }
        task = Task {
            let queue = DispatchQueue(label: "app-tickets")
            var files = watched.map { entry in
                (alias: entry.alias, file: AppTicketFile(path: entry.path, reader: Self.reader(on: queue)))
            }
            while !Task.isCancelled {
                for index in files.indices {
                    let alias = files[index].alias
                    do throws(AppTicketFileError) {
                        guard let ticket = try await files[index].file.check(.now) else { continue }
                        log.recovered(key: "ticket \(alias)", "the app_ticket of \(alias) can be read")
                        onTicket(alias, ticket)
                    } catch {
                        log.once(
                            key: "ticket \(alias)", .error, "an app_ticket_file can't be used",
                            state: error.description,
                            ["app": .string(alias), LogField.error: .string(error.description)])
                    }
                }
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }

    func stop() { task?.cancel() }

    private static func reader(on queue: DispatchQueue) -> AppTicketFile.Reader {
        { (path, known, limit) async throws(AppTicketFileError) -> AppTicketFile.Contents? in
            let result: Result<AppTicketFile.Contents?, AppTicketFileError> = await withCheckedContinuation {
                continuation in
                queue.async {
                    do throws(AppTicketFileError) {
                        continuation.resume(returning: .success(try AppTicketFile.readBlocking(path, known, limit)))
                    } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
            }
            return try result.get()
        }
    }
}
