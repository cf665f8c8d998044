import JSON

/// Settings as the control API's JSON.
enum SettingsCoder {
    static func write(_ settings: SimulatorSettings, _ writer: inout JSONWriter) {
        writer.key("rate_limits")
        writer.beginObject()
        write("default", settings.defaultRateLimit, &writer)
        for api in SimulatedAPI.allCases {
            if let limit = settings.rateLimits[api] { write(api.rawValue, limit, &writer) }
        }
        writer.endObject()
        for setting in Setting.all {
            writer.key(setting.name)
            setting.write(settings, &writer)
        }
    }

    private static func write(_ name: String, _ limit: RateLimit, _ writer: inout JSONWriter) {
        writer.key(name)
        writer.beginObject()
        writer.member("per_second", limit.perSecond)
        writer.member("per_minute", limit.perMinute)
        writer.endObject()
    }

    /// The settings with the sent ones changed; all or none.
    static func read(_ json: JSONValue, changing settings: SimulatorSettings) throws(ControlProblem)
        -> SimulatorSettings
    {
        var settings = settings
        var reader = ControlReader()
        guard let object = json.object else { throw ControlProblem(message: "the body must be a JSON object") }
        for member in object {
            let name = String(member.key)
            if name == "rate_limits" {
                readLimits(member.value, &settings, &reader)
            } else if let setting = Setting.all.first(where: { $0.name == name }) {
                setting.read(member.value, name, &settings, &reader)
            } else {
                let known = (["rate_limits"] + Setting.all.map(\.name)).joined(separator: ", ")
                reader.problem(name, expected: "a setting: \(known)", found: "an unknown name")
            }
        }
        try reader.finish("the settings are not valid")
        return settings
    }

    private static func readLimits(
        _ json: JSONValue, _ settings: inout SimulatorSettings, _ reader: inout ControlReader
    ) {
        guard let object = json.object else {
            return reader.problem("rate_limits", expected: "an object of API name and limit", found: json)
        }
        for member in object {
            let name = String(member.key)
            let path = "rate_limits.\(name)"
            if name == "default" {
                settings.defaultRateLimit = readLimit(member.value, path, settings.defaultRateLimit, &reader)
            } else if let api = SimulatedAPI(rawValue: name), api != .unknown, !api.isAuthentication {
                // null takes the default again.
                settings.rateLimits[api] =
                    member.value.isNull
                    ? nil : readLimit(member.value, path, settings.rateLimit(of: api), &reader)
            } else {
                let names = SimulatedAPI.allCases.filter { $0 != .unknown && !$0.isAuthentication }.map(\.rawValue)
                reader.problem(
                    path, expected: "\"default\" or an API: \(names.joined(separator: ", "))", found: "an unknown name")
            }
        }
    }

    private static func readLimit(
        _ json: JSONValue, _ path: String, _ current: RateLimit, _ reader: inout ControlReader
    ) -> RateLimit {
        var limit = current
        guard let object = json.object else {
            reader.problem(path, expected: "an object with per_second, per_minute", found: json)
            return limit
        }
        for member in object {
            let name = String(member.key)
            switch name {
            case "per_second":
                if let number = reader.integer(member.value, "\(path).per_second", RateLimit.range) {
                    limit.perSecond = number
                }
            case "per_minute":
                if let number = reader.integer(member.value, "\(path).per_minute", RateLimit.range) {
                    limit.perMinute = number
                }
            default: reader.problem("\(path).\(name)", expected: "per_second or per_minute", found: "an unknown name")
            }
        }
        return limit
    }
}
