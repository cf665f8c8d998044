import FeishuAPI
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct AppTicketFileTests {
    private let start = ContinuousClock.now

    /// A folder of its own that is gone afterwards.
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ticket-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func watching(_ url: URL) -> AppTicketFile {
        AppTicketFile(path: url.path) { path, known, limit async throws(AppTicketFileError) in
            try AppTicketFile.readBlocking(path, known, limit)
        }
    }

    private func write(_ text: String, to url: URL, modified: Double) throws {
        try Data(text.utf8).write(to: url)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: modified)], ofItemAtPath: url.path)
    }

    @Test func readsOnlyWhatChangedAndOnlyWhenItIsTime() async throws {
        try await withFolder { folder in
            let url = folder.appendingPathComponent("ticket")
            try write("  first\n", to: url, modified: 1000)
            var file = watching(url)
            #expect(try await file.check(start)?.exposed == "first")
            try write("other", to: url, modified: 2000)
            #expect(try await file.check(start.advanced(by: .seconds(4))) == nil)
            #expect(try await file.check(start.advanced(by: .seconds(5)))?.exposed == "other")
            #expect(try await file.check(start.advanced(by: .seconds(10))) == nil)
        }
    }

    @Test func followsALinkThatIsTurnedToANewFile() async throws {
        try await withFolder { folder in
            let manager = FileManager.default
            let (one, two) = (folder.appendingPathComponent("one"), folder.appendingPathComponent("two"))
            let link = folder.appendingPathComponent("ticket")
            try write("aaa", to: one, modified: 1000)
            try write("bbb", to: two, modified: 1000)
            try manager.createSymbolicLink(at: link, withDestinationURL: one)
            var file = watching(link)
            #expect(try await file.check(start)?.exposed == "aaa")
            try manager.removeItem(at: link)
            try manager.createSymbolicLink(at: link, withDestinationURL: two)
            #expect(try await file.check(start.advanced(by: .seconds(5)))?.exposed == "bbb")
        }
    }

    @Test(
        arguments: [
            ("", .unusable), ("\n \n", .unusable), ("two words", .unusable), ("a\nb", .unusable), ("\u{0}", .unusable),
            (String(repeating: "x", count: 4097), .tooLarge),
        ] as [(String, AppTicketFileError.Code)])
    func refusesWhatIsNoTicketAndReadsTheNextOne(contents: String, code: AppTicketFileError.Code) async throws {
        try await withFolder { folder in
            let url = folder.appendingPathComponent("ticket")
            try write(contents, to: url, modified: 1000)
            var file = watching(url)
            do throws(AppTicketFileError) {
                _ = try await file.check(start)
                Issue.record("a ticket was read")
            } catch {
                #expect(error.code == code)
                #expect(error.path == url.path)
            }
            try write("good", to: url, modified: 1000)
            #expect(try await file.check(start.advanced(by: .seconds(5)))?.exposed == "good")
        }
    }

    @Test func saysThatNothingIsThere() async throws {
        try await withFolder { folder in
            for url in [folder.appendingPathComponent("none"), folder] {
                var file = watching(url)
                do throws(AppTicketFileError) {
                    _ = try await file.check(start)
                    Issue.record("a ticket was read")
                } catch {
                    #expect(error.code == (url == folder ? .unreadable : .missing))
                }
            }
        }
    }

    @Test func readsThroughTheCallersClosureOnly() async throws {
        let asked = Mutex<[AppTicketFile.Stamp?]>([])
        let stamp = AppTicketFile.Stamp(target: "/t", modified: 1, size: 3)
        var file = AppTicketFile(path: "/t", interval: .seconds(1)) {
            path, known, limit async throws(AppTicketFileError) in
            asked.withLock { $0.append(known) }
            guard path == "/t", limit == 4096 else { throw AppTicketFileError(.missing, path: path, detail: "") }
            return known == nil ? AppTicketFile.Contents(stamp: stamp, bytes: Array("abc".utf8)) : nil
        }
        #expect(try await file.check(start)?.exposed == "abc")
        #expect(try await file.check(start.advanced(by: .seconds(1))) == nil)
        #expect(asked.withLock { $0 } == [nil, stamp])
    }
}
