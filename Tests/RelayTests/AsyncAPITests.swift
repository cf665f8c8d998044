import Foundation
import JSON
import Testing

@testable import Relay

struct AsyncAPITests {
    @Test func itsAddressesAreTheDefaultTopics() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/schema/asyncapi.json")
        let document = try JSONParser().parse([UInt8](try Data(contentsOf: file)))
        let addresses = (document["channels"]?.object.map { Array($0) } ?? []).compactMap {
            $0.value["address"]?.stringValue
        }
        let settings = TopicSettings()
        let names = TopicNames(prefix: settings.prefix)
        #expect(addresses.sorted() == (settings.events + names.all.filter { $0 != names.control }).sorted())
    }
}
