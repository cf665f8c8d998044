import JSON

/// The approval API's own checks of a definition, behind the gateway's (feishu-api §2.1, §2.3).
enum DefinitionRules {
    private static let viewerTypes: Set<String> = ["TENANT", "DEPARTMENT", "USER", "NONE"]

    static func check(_ body: JSONValue, settings: SimulatorSettings) throws(Refusal) {
        func invalid(_ reason: String) -> Refusal {
            Refusal(status: settings.approvalErrorStatus, code: 1_390_001, message: "param is invalid: \(reason)")
        }
        guard let code = body.text("approval_code") else { throw invalid("approval_code cannot be empty") }
        guard code.count <= 128 else { throw invalid("approval_code is longer than 128 characters") }
        guard let name = body.text("approval_name") else { throw invalid("approval_name cannot be empty") }
        if settings.plainText == .refused, !I18nTexts.isKey(name) { throw invalid("approval_name is not an i18n key") }
        guard let external = body.member("external") else { throw invalid("external cannot be empty") }
        guard external.flag("support_pc") || external.flag("support_mobile") else {
            throw invalid("support_pc and support_mobile cannot both be false")
        }
        if let viewers = body.member("viewers")?.array {
            guard viewers.count <= 200 else { throw invalid("more than 200 viewers") }
            for viewer in viewers {
                let type = viewer.text("viewer_type") ?? ""
                guard viewerTypes.contains(type) else { throw invalid("viewer_type \(type)") }
                if type == "USER", viewer.text("viewer_user_id") == nil {
                    throw invalid("viewer_user_id cannot be empty")
                }
                if type == "DEPARTMENT", viewer.text("viewer_department_id") == nil {
                    throw invalid("viewer_department_id cannot be empty")
                }
            }
        }
        if let managers = body.member("managers")?.array, managers.count > 200 {
            throw invalid("more than 200 managers")
        }
    }
}
