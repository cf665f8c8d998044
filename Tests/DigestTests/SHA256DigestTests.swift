import Digest
import Foundation
import Testing

@Suite struct SHA256DigestTests {
    @Test func base64URLIsThatOfFoundationInTheOtherAlphabet() {
        for seed in 0..<50 {
            let digest = SHA256.digest(of: "message \(seed)")
            #expect(digest.bytes.count == 32)
            for count in 0...32 {
                let expected = Data(digest.bytes.prefix(count)).base64EncodedString()
                    .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
                #expect(digest.base64URL(prefixBytes: count) == expected)
            }
        }
    }

    @Test func base64URLTakesNoMoreThanThereIs() {
        let digest = SHA256.digest(of: "abc")
        #expect(digest.base64URL(prefixBytes: 16) == "ungWv48Bz-pBQUDeXa4iIw")
        #expect(digest.base64URL(prefixBytes: 0) == "")
        #expect(digest.base64URL(prefixBytes: -1) == "")
        #expect(digest.base64URL(prefixBytes: .max) == digest.base64URL(prefixBytes: 32))
    }

    @Test func equalMessagesHaveEqualDigests() {
        #expect(SHA256.digest(of: "a") == SHA256.digest(of: [0x61]))
        #expect(SHA256.digest(of: "a") != SHA256.digest(of: "b"))
        #expect(Set([SHA256.digest(of: "a"), SHA256.digest(of: "a"), SHA256.digest(of: "b")]).count == 2)
        #expect("\(SHA256.digest(of: "a"))".hasPrefix("ca978112ca1bbdca"))
    }
}
