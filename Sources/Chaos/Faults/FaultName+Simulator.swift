extension FaultName {
    /// The simulator's fault, as its control interface takes it; nil for faults that aren't Feishu's.
    var simulatorFault: String? {
        let header = #""headers":{"x-ogw-ratelimit-reset":"1"}"#
        switch self {
        case .throttle429:
            return
                #"{"effect":"answer","status":429,"code":99991400,"msg":"request trigger frequency limit","share":0.3,\#(header)}"#
        case .throttle400:
            return
                #"{"effect":"answer","status":400,"code":99991400,"msg":"request trigger frequency limit","share":0.3,\#(header)}"#
        case .permissionMissing:
            return
                #"{"effect":"answer","api":"instance_sync","status":400,"code":99991672,"msg":"Access denied. One of these scopes is required"}"#
        case .serverError: return #"{"effect":"answer","status":500,"code":2200,"msg":"Internal Error","share":0.3}"#
        case .resetBefore: return #"{"effect":"reset","share":0.2}"#
        case .resetAfter: return #"{"effect":"reset","when":"after","share":0.2}"#
        // Applied and answered too late: the worst of the two.
        case .stall: return #"{"effect":"none","delay_ms":10000,"share":0.05}"#
        case .truncated: return #"{"effect":"truncate","share":0.2}"#
        case .html: return #"{"effect":"html","when":"after","share":0.2}"#
        default: return nil
        }
    }
}
