import JSON
import Testing

struct JSONPlacesTests {
    private let document = """

        {
          "id": "a\\"}\\\\",
          "data":
            {"list": [1,
              {"x": null, "y": [
                true]}, "z"],
             "empty": {}
          }
        }
        """

    @Test(arguments: [
        ("", 2), ("$", 2), ("id", 3), ("data", 4), ("data.list", 5), ("data.list[0]", 5), ("data.list[1]", 6),
        ("data.list[1].x", 6), ("data.list[1].y", 6), ("data.list[1].y[0]", 7), ("data.list[2]", 7), ("data.empty", 8),
        // What isn't there stands where it should be.
        ("data.empty.deep[3].deeper", 8), ("data.list[1].z", 6), ("data.list[9]", 5), ("header ce_id", 2),
        ("nothing", 2),
        ("$.data.list[1].x", 6),
    ])
    func eachValueHasItsLine(_ path: String, _ line: Int) {
        #expect(JSONPlaces(Array(document.utf8)).line(of: path) == line)
        #expect(JSONPlaces(Array(document.utf8), firstLine: 101).line(of: path) == line + 100)
    }

    @Test(arguments: [
        "", "]", "}", ",", "{", "[", "\"", "{\"a", "{\"a\":", "[1,", "{\"a\\", "nul", "[\"\\", "{,}", "[}",
        "{\"a\":1}}",
    ])
    func whatIsNoJSONIsReadAsFarAsItGoes(_ text: String) {
        #expect(JSONPlaces(Array(text.utf8)).line(of: "a.b") == 1)
    }

    @Test func deepValuesStandWhereTheirHolderDoes() {
        let text = String(repeating: "[\n", count: 100_000)
        let places = JSONPlaces(Array(text.utf8))
        #expect(places.line(of: String(repeating: "[0]", count: 10)) == 11)
        #expect(places.line(of: String(repeating: "[0]", count: 1000)) == JSONPlaces.maximumDepth + 1)
    }
}
