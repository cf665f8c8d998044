/// What the process tells its caller when it ends, after sysexits.h, so that a script or a supervisor can tell a mistake in
/// the command line (never worth a restart) from a broker that is away (worth one).
public enum ExitCode: Int32, Sendable, Hashable, CaseIterable {
    case ok = 0
    case usage = 64
    case dataErr = 65
    case noInput = 66
    case noHost = 68
    case unavailable = 69
    case software = 70
    case osErr = 71
    case cantCreate = 73
    case ioErr = 74
    case tempFail = 75
    case noPerm = 77
    case config = 78

    /// One line for the help's list of exit codes.
    public var meaning: String {
        switch self {
        case .ok: "success"
        case .usage: "the command line is wrong"
        case .dataErr: "the input data is wrong"
        case .noInput: "an input file is missing or unreadable"
        case .noHost: "a host name is unknown"
        case .unavailable: "a service that is needed is unavailable"
        case .software: "an internal error; please report it"
        case .osErr: "the operating system refused something"
        case .cantCreate: "an output file cannot be created"
        case .ioErr: "reading or writing failed"
        case .tempFail: "a temporary failure; try again"
        case .noPerm: "permission is missing"
        case .config: "the configuration is wrong"
        }
    }
}
