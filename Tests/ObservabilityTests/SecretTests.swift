import Observability
import Testing

private struct Holder { let secret = Secret("hunter2") }

@Test func aSecretShowsOnlyWhenRevealed() {
    let secret = Secret("hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    dump(Holder(), to: &dumped)
    let texts = [
        "\(secret)", String(describing: secret), String(reflecting: secret), "\([secret])", "\(Holder())",
        "\(["k": secret])", "\(Optional(secret) as Any)", dumped,
    ]
    for text in texts {
        #expect(!text.contains("hunter2"))
        #expect(text.contains("<redacted>"))
    }
    #expect(Mirror(reflecting: secret).children.isEmpty)
    #expect(secret.reveal() == "hunter2")
}

@Test func secretsAreComparedByText() {
    #expect(Secret("a") == Secret("a"))
    #expect(Secret("a") != Secret("b"))
    #expect(Secret("a") != Secret("aa"))
    #expect(Secret("").isEmpty)
}
