extension Fixtures {
    /// F19: 99991663.
    static let invalidTokenResponse = #"""
        {
          "code": 99991663,
          "msg": "Invalid access token for authorization. Please make a request with token attached.",
          "error": {
            "log_id": "202408271038458450E8497E60835abcef",
            "message": "Refer to the documentation to fix the error: https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-fix-99991663-error"
          }
        }
        """#

    /// F19: 99992402 [M] (list shortened by us: real body carries one entry per missing field).
    static let missingFieldsResponse = #"""
        {"code":99992402,"msg":"field validation failed","error":{"field_violations":[{"field":"task_list[*].links","description":"task_list[*].links is required"}]}}
        """#

    /// F19: 99991661, HTTP 400 [P] (message cut in the source).
    static let missingTokenResponse = #"""
        {"code":99991661,"msg":"Missing access token for authorization...","error":{"log_id":"...","troubleshooter":"..."}}
        """#
}
