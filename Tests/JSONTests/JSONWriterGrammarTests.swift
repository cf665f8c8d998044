#if DEBUG
    import JSON
    import Testing

    @Suite struct JSONWriterGrammarTests {
        @Test func misuseTrapsInDebugBuilds() async {
            await #expect(processExitsWith: .failure) {
                var writer = JSONWriter()
                writer.beginObject()
                writer.value(1)
            }
            await #expect(processExitsWith: .failure) {
                var writer = JSONWriter()
                writer.beginArray()
                writer.endObject()
            }
            await #expect(processExitsWith: .failure) {
                var writer = JSONWriter()
                writer.value(1)
                writer.value(2)
            }
            await #expect(processExitsWith: .failure) {
                var writer = JSONWriter()
                writer.beginArray()
                writer.key("a")
            }
        }
    }
#endif
