import FeishuAPI
import Observability

extension ConfigurationBuilder {
    private static let likeFeishu = "an https:// URL such as https://open.feishu.cn"

    mutating func checkAddresses() {
        checkAddress("feishu.base_url", configuration.feishu.baseURL)
        if let url = configuration.feishu.messageBaseURL { checkAddress("feishu.message_base_url", url) }
        let path = configuration.feishu.messagePath
        if isSound("feishu.message_path"),
            !path.hasPrefix("/")
                || path.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F || "?#\\".utf8.contains($0) })
        {
            refuse(
                "feishu.message_path",
                "expected a path such as /open-apis/approval/v1/message, found \(Self.shown(path))")
        }
        if isSound("feishu.proxy"), let proxy = configuration.feishu.proxy, WebAddress(proxy) == nil {
            refuse(
                "feishu.proxy",
                "expected an http:// or https:// URL such as http://proxy.example:3128, found another value (not shown)"
            )
        }
        if isSound("feishu.ca_file"), let file = configuration.feishu.caFile {
            do throws(BoundedFile.Failure) {
                _ = try BoundedFile.read(file, limit: 16 << 20)
            } catch {
                refuse("feishu.ca_file", "expected a PEM file at \(Self.shown(file)), found \(error.found)")
            }
        }
        if !configuration.feishu.verifiesTLS {
            warn("feishu.verify_tls", "certificates are not checked: whoever sits between can read the app's secret")
        }
    }

    private mutating func checkAddress(_ path: String, _ url: String) {
        guard isSound(path) else { return }
        let address = WebAddress(url)
        do throws(FeishuHostError) {
            _ = try FeishuHosts(base: url)
            if address == nil { refuse(path, "expected \(Self.likeFeishu), found \(Self.shown(url))") }
        } catch {
            refuse(
                path,
                "expected \(Self.likeFeishu), found \(Self.shown(WebAddress.masked(url))), which \(error.problem)")
        }
        if let address, !address.isEncrypted, !address.isLoopback {
            warn(path, "secrets and approvals travel to \(address.host) unencrypted; use https://")
        }
    }

    mutating func checkApps() {
        guard isSound("feishu.apps") else { return }
        if apps.isEmpty {
            guard needsApps else { return }
            return miss(
                "feishu.apps", "at least one app",
                "set it in the file, or set APPROVAL_RELAY_FEISHU_APP_ID and APPROVAL_RELAY_FEISHU_APP_SECRET_FILE")
        }
        var aliases: Set<String> = []
        for index in apps.indices { checkApp(index, &aliases) }
        checkDefaultApp()
    }

    private mutating func checkApp(_ index: Int, _ aliases: inout Set<String>) {
        let path = "feishu.apps[\(index)]"
        let app = apps[index].settings
        let alias = app.alias
        let isAliasLegal =
            (1...32).contains(alias.utf8.count)
            && alias.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        if isSound("\(path).alias") {
            if !isAliasLegal {
                refuse("\(path).alias", "expected [a-z0-9-]{1,32}, found \(Self.shown(alias))")
            } else if !aliases.insert(alias).inserted {
                report(
                    origins["\(path).alias"] ?? apps[index].origin, "\(path).alias",
                    "expected each alias once, found \"\(alias)\" again")
            }
        }
        if isSound("\(path).app_id") {
            if app.appID.isEmpty {
                miss("\(path).app_id", "the app's id", "set it beside the alias, or in " + variables(alias, "APP_ID"))
            } else if app.appID.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) || app.appID.utf8.count > 128 {
                refuse("\(path).app_id", "expected an id such as cli_0123456789abcdef, found \(Self.shown(app.appID))")
            }
        }
        checkSecret(index, path)
        if isSound("\(path).tenant_key"), app.appTicketFile != nil, app.tenantKey == nil {
            report(
                origins["\(path).app_ticket_file"], "\(path).app_ticket_file",
                "expected tenant_key beside it (only store apps have tickets), found none")
        }
    }

    private mutating func checkSecret(_ index: Int, _ path: String) {
        guard isSound("\(path).app_secret", "\(path).app_secret_file") else { return }
        let secret = apps[index].settings.appSecret.reveal()
        if secret.isEmpty {
            guard needsSecrets else { return }
            miss(
                "\(path).app_secret", "the app's secret",
                "set app_secret_file or \(variables(apps[index].settings.alias, "APP_SECRET"))")
        } else if secret.utf8.count > 4096 || !secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            refuse(
                "\(path).app_secret",
                "expected one line of 1…4096 visible ASCII characters, found another value (not shown)")
        }
    }

    private func variables(_ alias: String, _ field: String) -> String {
        alias == "default"
            ? "APPROVAL_RELAY_FEISHU_\(field)"
            : ConfigurationTable.environmentName("feishu.apps.\(alias.prefix(32)).\(field)")
    }

    private mutating func checkDefaultApp() {
        guard isSound("feishu.default_app") else { return }
        let aliases = apps.map(\.settings.alias)
        if let chosen = configuration.feishu.defaultApp {
            if !aliases.contains(chosen) {
                refuse(
                    "feishu.default_app",
                    "expected one of \(aliases.map { Self.shown($0) }.joined(separator: ", ")), found \(Self.shown(chosen))"
                )
            }
        } else if apps.count > 1 {
            miss(
                "feishu.default_app", "the alias of the app that an event without app means",
                "name one of \(aliases.map { Self.shown($0) }.joined(separator: ", "))")
        }
    }
}
