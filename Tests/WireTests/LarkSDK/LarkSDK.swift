/// Feishu's own SDK for Python (`lark-oapi`), as scripts for ``TestPython``.
enum LarkSDK {
    /// Takes JSON for a model of the SDK and says where it differs from what the model declares.
    static let walking = """
        import re
        from lark_oapi.core.construct import type_of

        def walk(declared, value, place, offences, digits):
            kind = type_of(declared)
            if kind is object:
                if not isinstance(value, dict):
                    offences.append(f"{place}: expected {declared.__name__}, found {type(value).__name__}")
                    return
                for name, part in value.items():
                    inside = f"{place}.{name}" if place else name
                    if name not in declared._types:
                        offences.append(f"{inside}: not a field of {declared.__name__}")
                    else:
                        walk(declared._types[name], part, inside, offences, digits)
            elif getattr(declared, "_name", None) == "List":
                if not isinstance(value, list):
                    offences.append(f"{place}: expected a list, found {type(value).__name__}")
                    return
                for part in value:
                    walk(declared.__args__[0], part, place + "[]", offences, digits)
            elif declared is int and isinstance(value, str) and re.fullmatch("-?[0-9]+", value):
                digits.add(place)
            elif declared in (int, str, bool, float) and type(value) is not declared:
                offences.append(f"{place}: expected {declared.__name__}, found {value!r}")

        def found(model, value):
            offences, digits = [], set()
            walk(model, value, "", offences, digits)
            return {"offences": offences, "digits": sorted(digits)}

        """

    /// Reads `[kind, body]` each into the model of the call, and writes it again.
    static let decoding =
        walking + """
            import json, sys
            from lark_oapi.api.approval.v4 import (
                CheckExternalInstanceRequestBody, ExternalApproval, ExternalInstance, ListExternalTaskRequestBody)
            from lark_oapi.core import JSON

            models = {"definition.upsert": ExternalApproval, "instance.sync": ExternalInstance,
                      "instance.check": CheckExternalInstanceRequestBody, "task.list": ListExternalTaskRequestBody}
            answers = []
            for kind, body in json.load(open(sys.argv[1], encoding="utf-8")):
                again = json.loads(JSON.marshal(JSON.unmarshal(json.dumps(body), models[kind])))
                answer = found(models[kind], body)
                if again != body:
                    answer["offences"].append("not the same again: " + json.dumps(again, ensure_ascii=False))
                answers.append(answer)
            json.dump(answers, open(sys.argv[2], "w"))
            """

    /// Calls every typed API of third-party approvals, and the two message APIs as raw requests, as `{"url", "definition", "instances",
    /// "queries", "messages"}` say; answers with what came of each.
    static let calling =
        walking + """
            import json, sys
            import lark_oapi as lark
            from lark_oapi.api.approval import v4
            from lark_oapi.core import JSON

            plan = json.load(open(sys.argv[1], encoding="utf-8"))

            def client(app="cli_simulator"):
                return lark.Client.builder().app_id(app).app_secret("simulator-secret").domain(plan["url"]) \\
                    .log_level(lark.LogLevel.ERROR).build()

            def model(kind, value):
                return JSON.unmarshal(json.dumps(value), kind)

            def said(response):
                raw = json.loads(response.raw.content)
                answer = {"status": response.raw.status_code, "code": response.code, "msg": response.msg,
                          "log_id": response.get_log_id(), "data": raw.get("data")}
                if response.code == 0 and getattr(type(response), "_types", {}).get("data"):
                    answer.update(found(type(response)._types["data"], raw.get("data")))
                    # What the SDK read is all that was answered.
                    answer["isWhole"] = json.loads(JSON.marshal(response.data) or "null") == raw.get("data")
                # The SDK leaves it as it came.
                error = response.error or {}
                answer["violations"] = [violation["field"] for violation in error.get("field_violations") or []]
                return answer

            feishu = client()
            approval = feishu.approval.v4
            answers = {}

            def create(definition):
                return approval.external_approval.create(v4.CreateExternalApprovalRequest.builder()
                    .user_id_type("user_id").department_id_type("open_department_id")
                    .request_body(model(v4.ExternalApproval, definition)).build())

            created = create(plan["definition"])
            answers["create definition"] = said(created)
            code = created.data.approval_code
            answers["create definition again"] = said(create(plan["definition"]))
            answers["create wrong definition"] = said(create({"approval_name": "@i18n@name"}))
            answers["get definition"] = said(approval.external_approval.get(
                v4.GetExternalApprovalRequest.builder().approval_code(code).user_id_type("user_id").build()))
            answers["get unknown definition"] = said(approval.external_approval.get(
                v4.GetExternalApprovalRequest.builder().approval_code("0" * 8).build()))

            def sync(instance):
                return approval.external_instance.create(v4.CreateExternalInstanceRequest.builder()
                    .request_body(model(v4.ExternalInstance, dict(instance, approval_code=code))).build())

            answers["syncs"] = [said(sync(instance)) for instance in plan["instances"]]
            answers["numeric sync"] = said(sync(plan["numeric"]))
            answers["wrong sync"] = said(sync({"instance_id": "EXP-9", "status": "DONE"}))
            answers["checks"] = [said(approval.external_instance.check(v4.CheckExternalInstanceRequest.builder()
                .request_body(model(v4.CheckExternalInstanceRequestBody, check)).build())) for check in plan["checks"]]
            answers["wrong check"] = said(approval.external_instance.check(
                v4.CheckExternalInstanceRequest.builder().request_body(v4.CheckExternalInstanceRequestBody()).build()))

            def list_tasks(token=None):
                request = v4.ListExternalTaskRequest.builder().page_size(1).request_body(model(
                    v4.ListExternalTaskRequestBody, {"approval_codes": [code], "status": "PENDING"}))
                return approval.external_task.list((request.page_token(token) if token else request).build())

            pages, token = [], None
            while len(pages) < 10:
                page = list_tasks(token)
                pages.append(said(page))
                if page.code or not page.data.has_more:
                    break
                token = page.data.page_token
            answers["task pages"] = pages

            def raw(path, body):
                response = feishu.request(lark.BaseRequest.builder().http_method(lark.HttpMethod.POST).uri(path)
                    .token_types({lark.AccessTokenType.TENANT}).body(body).build())
                return said(response)

            sent = raw("/open-apis/approval/v1/message/send", plan["message"])
            answers["send message"] = sent
            answers["send message again"] = raw("/open-apis/approval/v1/message/send", plan["message"])
            answers["update message"] = raw("/open-apis/approval/v1/message/update",
                dict(plan["update"], message_id=sent["data"]["message_id"]))
            answers["send wrong message"] = raw("/open-apis/approval/v1/message/send", {"template_id": "1008"})
            try:
                client(app="cli_unknown").approval.v4.external_approval.get(
                    v4.GetExternalApprovalRequest.builder().approval_code(code).build())
                answers["unknown app"] = None
            except lark.core.exception.ObtainAccessTokenException as error:
                answers["unknown app"] = error.code
            json.dump(answers, open(sys.argv[2], "w"))
            """
}
