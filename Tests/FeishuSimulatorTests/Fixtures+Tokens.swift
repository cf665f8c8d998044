extension Fixtures {
    /// F01: request.
    static let tokenRequest = #"""
        {
            "app_id": "cli_slkdjalasdkjasd",
            "app_secret": "dskLLdkasdjlasdKK"
        }
        """#

    /// F01: response.
    static let tokenResponse = #"""
        {
            "code": 0,
            "msg": "ok",
            "tenant_access_token": "t-caecc734c2e3328a62489fe0648c4b98779515d3",
            "expire": 7200
        }
        """#

    /// F01: failure, HTTP 200 [P].
    static let tokenFailure = #"""
        {"code":10003,"data":{},"msg":"invalid param"}
        """#

    /// F03: app_access_token request.
    static let appTokenRequest = #"""
        {
            "app_id": "cli_slkdjalasdkjasd",
            "app_secret": "dskLLdkasdjlasdKK",
            "app_ticket": "dskLLdkasd"
        }
        """#

    /// F03: app_access_token response.
    static let appTokenResponse = #"""
        {
            "code": 0,
            "msg": "success",
            "app_access_token": "a-6U1SbDiM6XIH2DcTCPyeub",
            "expire": 7140
        }
        """#

    /// F03: tenant_access_token request.
    static let tenantTokenRequest = #"""
        {
            "app_access_token": "a-32bd8551db2f081cbfd26293f27516390b9feb04",
            "tenant_key": "73658811060f175d"
        }
        """#

    /// F03: tenant_access_token response.
    static let tenantTokenResponse = #"""
        {
            "code": 0,
            "msg": "success",
            "tenant_access_token": "t-caecc734c2e3328a62489fe0648c4b98779515d3",
            "expire": 7140
        }
        """#

    /// F03: app_ticket/resend response.
    static let ticketResendResponse = #"""
        {
            "code": 0,
            "msg": "success"
        }
        """#
}
