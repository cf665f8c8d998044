import Arguments
import Testing

@Test func exitCodesAreThoseOfSysexits() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 64, 65, 66, 68, 69, 70, 71, 73, 74, 75, 77, 78])
    #expect(Set(ExitCode.allCases.map(\.meaning)).count == ExitCode.allCases.count)
}
