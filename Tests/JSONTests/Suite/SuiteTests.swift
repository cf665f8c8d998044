import Foundation
import JSON
import Testing

/// The public suite's verdicts; and Foundation beside ours, which differs where it is said here.
@Suite struct SuiteTests {
    private let parser = JSONParser()
    /// RFC 8259 lets a name stand twice; an event that has one is refused all the same.
    private let lenient = JSONParser(refusesDuplicateKeys: false)

    /// Of what is open, what is taken: a number that is too small for a double is 0. Numbers that are too large, halves of surrogates,
    /// other encodings and a byte order mark can't be passed on exactly; 500 arrays are too deep.
    private static let takenOfOpen: Set = ["i_number_double_huge_neg_exp", "i_number_real_underflow"]

    /// What Foundation takes, though nobody should: a comma at a container's end.
    private static let takenByFoundation: Set = [
        "n_array_extra_comma", "n_array_number_and_comma", "n_object_trailing_comma",
    ]

    @Test func theSuiteIsWhole() {
        #expect(SuiteCases.accepted.count == 95)
        #expect(SuiteCases.refused.count == 188)
        #expect(SuiteCases.open.count == 35)
        let all = SuiteCases.accepted + SuiteCases.refused + SuiteCases.open
        #expect(Set(all.map(\.name)).count == all.count)
    }

    @Test(arguments: SuiteCases.accepted)
    func whatMustBeAcceptedIs(_ suiteCase: SuiteCases.Case) throws {
        let value = try lenient.parse(suiteCase.bytes)
        #expect(try lenient.parse(value.text).text == value.text)
        guard !suiteCase.name.contains("duplicated_key") else {
            #expect { try parser.parse(suiteCase.bytes) } throws: { ($0 as? JSONError)?.kind == .duplicateKey }
            return
        }
        #expect(try parser.parse(suiteCase.bytes).text == value.text)
        let theirs = try JSONSerialization.jsonObject(with: Data(suiteCase.bytes), options: .fragmentsAllowed)
        #expect(FoundationReading.difference(value, theirs) == nil)
    }

    @Test(arguments: SuiteCases.refused)
    func whatMustBeRefusedIs(_ suiteCase: SuiteCases.Case) {
        expectRefusal(suiteCase)
        let theirs = try? JSONSerialization.jsonObject(with: Data(suiteCase.bytes), options: .fragmentsAllowed)
        #expect((theirs != nil) == Self.takenByFoundation.contains(suiteCase.name))
    }

    @Test(arguments: SuiteCases.open)
    func whatIsOpenIsDecided(_ suiteCase: SuiteCases.Case) {
        if Self.takenOfOpen.contains(suiteCase.name) {
            #expect(throws: Never.self) { try parser.parse(suiteCase.bytes) }
        } else {
            expectRefusal(suiteCase)
        }
    }

    /// With a place in the document.
    private func expectRefusal(_ suiteCase: SuiteCases.Case) {
        #expect { try parser.parse(suiteCase.bytes) } throws: { error in
            guard let offset = (error as? JSONError)?.offset else { return false }
            return (0...suiteCase.bytes.count).contains(offset)
        }
    }
}
