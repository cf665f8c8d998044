import ApprovalContract
import FeishuAPI
import ScheduleSupport
import Testing

@Suite struct FeishuObservationTests {
    static let business: [FeishuEndpoint] = [
        .createDefinition, .getDefinition, .syncInstance, .checkInstances, .listTasks, .sendMessage, .updateMessage,
    ]
    static let authentication: [FeishuEndpoint] = [.internalToken, .appToken, .tenantToken, .resendTicket]

    private func outcome(
        _ status: Int, _ code: Int64?, _ message: String = "", reset: String? = nil, retryAfter: String? = nil,
        type: String? = "application/json", at endpoint: FeishuEndpoint = .syncInstance
    ) -> OutcomeClass {
        FeishuObservation.answer(
            FeishuObservation.Answer(
                status: status, contentType: type, code: code, message: message, rateLimitReset: reset,
                retryAfter: retryAfter)
        ).outcome(for: endpoint)
    }

    /// The table of documented codes; each holds for every business API and every status that Feishu may send it with.
    @Test(
        arguments: [
            ([99_991_661, 99_991_663, 99_991_664, 99_991_665, 99_991_671, 4001], .refreshToken),
            ([99_991_668, 99_991_677, 99_991_679, 99_991_676], .hold(.wrongTokenKind)),
            ([99_991_672], .hold(.permission)),
            ([99_991_662], .hold(.appDisabled)),
            ([99_991_673], .hold(.notInstalled)),
            ([99_991_401], .hold(.ipNotAllowed)),
            ([10_014, 10_015, 10_012, 10_013, 10_016, 99_991_543], .hold(.credentials)),
            ([1_390_013], .hold(.planUnsupported)),
            ([99_991_201, 99_991_301, 4005], .hold(.wrongRoute)),
            ([2200, 1500, 5000, 4006, 65_001, 60_014], .retry(.serviceFault)),
            ([1_395_001], .sameInstance),
            ([99_992_402, 9499, 1_390_001, 60_001, 4000, 10_001, 10_003], .refused(.validation)),
            (
                [
                    1_390_002, 60_002, 4002, 1_390_016, 60_004, 4004, 1_390_003, 1_390_004, 60_005, 99_992_351,
                    99_992_352,
                    99_992_360, 99_992_361, 99_992_364, 99_992_381,
                ], .refused(.reference)
            ),
            ([1_390_009, 60_009], .refused(.permission)),
            ([99_991_400], .throttled(retryAfter: nil)),
            ([99_991_403], .monthlyQuota),
        ] as [([Int64], OutcomeClass)])
    func classifiesEveryDocumentedCodeByTheBodyAlone(codes: [Int64], expected: OutcomeClass) {
        for code in codes {
            for endpoint in Self.business {
                for status in [200, 400, 401, 403, 404, 500, 502] {
                    #expect(outcome(status, code, at: endpoint) == expected, "\(code) \(status) \(endpoint)")
                }
            }
        }
    }

    @Test(arguments: [200, 201, 204, 299])
    func takesCodeZeroForSuccessOnlyWithASuccessfulStatus(status: Int) {
        #expect(outcome(status, 0) == .success)
        #expect(outcome(500, 0) == .retry(.serverError))
        #expect(outcome(400, 0) == .retry(.badAnswer))
        #expect(outcome(302, 0) == .hold(.wrongRoute))
    }

    @Test func believesTheEnvelopeUnderAnyContentType() {
        #expect(outcome(200, 0, type: "text/plain") == .success)
        #expect(outcome(200, 1_390_001, type: nil) == .refused(.validation))
    }

    @Test(arguments: [200, 400, 429])
    func isThrottledByTheCodeInAnyStatus(status: Int) {
        #expect(outcome(status, 99_991_400, reset: "52") == .throttled(retryAfter: .seconds(52)))
        #expect(outcome(status, 99_991_400, reset: "0.25") == .throttled(retryAfter: .milliseconds(250)))
        #expect(outcome(status, 99_991_400, reset: "0") == .throttled(retryAfter: .milliseconds(50)))
        #expect(outcome(status, 99_991_400, reset: "1e9") == .throttled(retryAfter: nil))
        #expect(outcome(status, 99_991_400, reset: "123456789") == .throttled(retryAfter: .seconds(3600)))
        #expect(outcome(status, 99_991_400) == .throttled(retryAfter: nil))
    }

    @Test(arguments: [nil, 0, 1_390_001, 7] as [Int64?])
    func isThrottledByTheStatusWhateverTheBody(code: Int64?) {
        #expect(outcome(429, code, retryAfter: "3", type: "text/html") == .throttled(retryAfter: .seconds(3)))
        #expect(outcome(429, code, reset: "2", retryAfter: "3") == .throttled(retryAfter: .seconds(2)))
        #expect(outcome(429, code, reset: "later", retryAfter: "3") == .throttled(retryAfter: .seconds(3)))
    }

    @Test func tellsTheMonthlyQuotaFromAThrottle() {
        #expect(outcome(429, 99_991_403, reset: "5") == .monthlyQuota)
    }

    @Test(
        arguments: [
            ("Do not synchronize the same approval instance for a short period of time!", .sameInstance),
            ("请勿在短时间内重复同步同一审批实例", .sameInstance),
            ("DO NOT SYNC AGAIN WITHIN A SHORT TIME", .sameInstance),
            ("tenant_id not found", .refused(.reference)),
            ("Tenant_ID Not Found", .refused(.reference)),
            ("something else", .unknownCode),
            ("", .unknownCode),
        ] as [(String, OutcomeClass)])
    func tellsTheTwoMeaningsOf1390014ByTheMessage(message: String, expected: OutcomeClass) {
        #expect(outcome(400, 1_390_014, message) == expected)
    }

    @Test func takes10003AsCredentialsOnlyWhereTokensAreServed() {
        for endpoint in Self.authentication { #expect(outcome(200, 10_003, at: endpoint) == .hold(.credentials)) }
        for endpoint in Self.business { #expect(outcome(200, 10_003, at: endpoint) == .refused(.validation)) }
    }

    @Test(arguments: FeishuObservationTests.authentication)
    func classifiesTokenFailuresByTheBody(endpoint: FeishuEndpoint) {
        #expect(outcome(200, 10_014, at: endpoint) == .hold(.credentials))
        #expect(outcome(200, 10_015, at: endpoint) == .hold(.credentials))
        #expect(outcome(200, 10_016, at: endpoint) == .hold(.credentials))
        #expect(outcome(200, 10_012, at: endpoint) == .retry(.appTicketMissing))
        #expect(outcome(200, 10_013, at: endpoint) == .retry(.tokenUnavailable))
        #expect(outcome(200, 2200, at: endpoint) == .retry(.serviceFault))
        #expect(outcome(400, 99_991_400, reset: "4", at: endpoint) == .throttled(retryAfter: .seconds(4)))
    }

    @Test(
        arguments: [
            (200, .retry(.badAnswer)), (204, .retry(.badAnswer)), (400, .retry(.badAnswer)), (403, .retry(.badAnswer)),
            (301, .hold(.wrongRoute)), (302, .hold(.wrongRoute)), (404, .hold(.wrongRoute)), (405, .hold(.wrongRoute)),
            (407, .hold(.wrongRoute)), (410, .hold(.wrongRoute)), (401, .refreshToken), (408, .retry(.timeout)),
            (413, .refused(.validation)), (500, .retry(.serverError)), (502, .retry(.serverError)),
            (503, .retry(.serverError)), (504, .retry(.serverError)), (599, .retry(.serverError)),
            (999, .retry(.serverError)), (0, .retry(.badAnswer)), (-1, .retry(.badAnswer)), (100, .retry(.badAnswer)),
        ] as [(Int, OutcomeClass)])
    func goesByTheStatusWhereTheBodyIsNotFeishus(status: Int, expected: OutcomeClass) {
        #expect(outcome(status, nil, "404 page not found", type: "text/plain") == expected)
        #expect(outcome(status, nil, type: "text/html") == expected)
    }

    @Test(arguments: [1, 7, 44_004, 1_390_007, 1_390_010, 1_390_015, -5, Int64.max, Int64.min])
    func givesUnknownCodesABoundedChance(code: Int64) {
        for status in [200, 400, 401, 403, 404, 409] { #expect(outcome(status, code) == .unknownCode) }
        for status in [500, 503] { #expect(outcome(status, code) == .retry(.serverError)) }
    }

    @Test(
        arguments: [
            (.nameNotResolved, .unreachable), (.connectFailed, .unreachable), (.tlsFailed, .unreachable),
            (.unavailable, .unreachable), (.timedOut, .timeout), (.connectionLost, .connectionLost),
            (.answerTooLarge, .badAnswer), (.badAnswer, .badAnswer), (.cancelled, .cancelled),
        ] as [(FeishuTransportError.Kind, OutcomeClass.TransientReason)])
    func takesEveryTransportErrorForPassing(kind: FeishuTransportError.Kind, reason: OutcomeClass.TransientReason) {
        for endpoint in FeishuEndpoint.allCases {
            let error = FeishuTransportError(kind, reach: .mayHaveBeenProcessed)
            #expect(FeishuObservation.failure(error).outcome(for: endpoint) == .retry(reason))
        }
    }

    @Test func hasAnOutcomeForAnythingAtAll() {
        for seed in UInt64(0)..<20_000 {
            var random = SeededGenerator(seed: seed)
            let code: Int64? =
                switch Int.random(in: 0..<4, using: &random) {
                case 0: nil
                case 1: Int64.random(in: Int64.min...Int64.max, using: &random)
                case 2: 99_991_400 + Int64.random(in: -20...1200, using: &random)
                default: Int64.random(in: -10...70_000, using: &random)
                }
            let status =
                Bool.random(using: &random)
                ? Int.random(in: 100..<600, using: &random) : Int(truncatingIfNeeded: random.next())
            let endpoint = FeishuEndpoint.allCases[Int.random(in: 0..<FeishuEndpoint.allCases.count, using: &random)]
            let result = outcome(
                status, code, "m\(seed)", reset: String(random.next(), radix: 36), retryAfter: String(random.next()),
                at: endpoint)
            if case .success = result { #expect(code == 0 && (200..<300).contains(status), "seed \(seed)") }
            if case .throttled(let delay?) = result {
                #expect(delay >= .milliseconds(50) && delay <= .seconds(3600), "seed \(seed)")
            }
        }
    }

    @Test func namesRefusalsAsTheWireContractDoes() {
        #expect(
            OutcomeClass.RefusalCode.allCases.map(\.rawValue) == [
                "feishu_validation", "feishu_reference", "feishu_permission", "feishu_unknown_code",
            ])
    }
}
