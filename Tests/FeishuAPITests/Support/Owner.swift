import FeishuAPI

/// An actor that owns a client, as the relay's execute stage does.
actor Owner {
    let transport: ScriptedTransport
    let clock: ManualClock
    let client: FeishuClient
    var reports: [TokenProvider.Report] = []

    init(
        credentials: AppCredentials = .sample, hosts: FeishuHosts = .feishu, policy: TokenPolicy = TokenPolicy()
    ) {
        let transport = ScriptedTransport()
        let clock = ManualClock()
        self.transport = transport
        self.clock = clock
        client = FeishuClient(
            credentials: credentials, hosts: hosts, transport: transport, tokenPolicy: policy, now: { clock.now },
            random: { 0.5 })
    }

    /// Runs a test's steps on this actor.
    func run<Value: Sendable>(
        _ body: @Sendable (isolated Owner) async throws -> Value
    ) async rethrows -> Value {
        try await body(self)
    }

    func sync(_ id: String = "r") async -> FeishuCallResult {
        await client.syncInstance(body: Array("{}".utf8), FeishuClient.Options(requestID: id))
    }

    /// Lets the actor's other work run until the condition holds; the test's time limit ends it otherwise.
    func until(_ condition: @Sendable (isolated Owner) -> Bool) async {
        while !condition(self) { await Task.yield() }
    }
}

extension AppCredentials {
    static let sample = AppCredentials(
        appID: "cli_slkdjalasdkjasd", appSecret: Secret("dskLLdkasdjlasdKK"))
    static let store = AppCredentials(
        appID: "cli_slkdjalasdkjasd", appSecret: Secret("dskLLdkasdjlasdKK"),
        kind: .store(tenantKey: "73658811060f175d"))
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
