import FeishuTypes
import Foundation
import JSON
import Testing

struct SyncMergeTests {
    private func sync(_ tasks: [String], mode: UpdateMode = .update, status: InstanceStatus = .pending) -> InstanceSync
    {
        var sync = InstanceSync(
            approvalCode: "expense", instanceID: "EXP-1", status: status, links: Links(pcLink: "https://a"),
            user: UserReference(userID: "u"), startTime: 1, updateTime: 1)
        sync.updateMode = mode
        sync.tasks = tasks.map {
            InstanceTask(
                taskID: $0, user: UserReference(userID: "u"), links: Links(pcLink: "https://a"), status: .pending,
                createTime: 1, updateTime: 1)
        }
        return sync
    }

    private func texts(_ locale: String, _ texts: [String: String], isDefault: Bool = true) -> I18nResource {
        I18nResource(
            locale: locale, isDefault: isDefault,
            texts: texts.sorted { $0.key < $1.key }.map { I18nText(key: $0.key, value: $0.value) })
    }

    private func merged(
        _ syncs: [InstanceSync], limits: SyncMergeLimits = SyncMergeLimits(), bytes: Int = 100
    ) -> (count: Int, result: InstanceSync?) {
        var merge = SyncMerge(limits: limits)
        var count = 0
        for sync in syncs {
            guard merge.add(sync, byteCount: bytes) else { break }
            count += 1
        }
        return (count, merge.result(version: 7))
    }

    @Test func tasksOfAllGoTogether() throws {
        var newer = sync(["b", "c"])
        newer.tasks[0].status = .approved
        let (count, result) = merged([sync(["a", "b"]), newer])
        #expect(count == 2)
        let tasks = try #require(result).tasks
        #expect(tasks.map(\.taskID) == ["a", "b", "c"])
        #expect(tasks.map(\.status) == [.pending, .approved, .pending])
        #expect(tasks.map(\.updateTime) == [7, 7, 7] && result?.updateTime == 7 && result?.updateMode == .update)
    }

    @Test func aPartialOneIsFoldedIntoASnapshot() throws {
        let (count, result) = merged([sync(["a"], mode: .replace), sync(["b"])])
        #expect(count == 2 && result?.updateMode == .replace)
        #expect(result?.tasks.map(\.taskID) == ["a", "b"])
        let snapshot = merged([sync(["a"]), sync(["b"], mode: .replace)])
        #expect(snapshot.count == 2 && snapshot.result?.tasks.map(\.taskID) == ["b"])
    }

    @Test func whatUpdateCannotChangeStaysTheFirstOnes() throws {
        var first = sync(["a"])
        first.departmentID = "od-1"
        first.tasks[0].nodeID = "n1"
        var second = sync(["a"])
        second.departmentID = "od-2"
        second.tasks[0].nodeID = "n2"
        second.tasks[0].user = UserReference(userID: "other")
        second.tasks[0].createTime = 5
        second.user = UserReference(userID: "initiator")
        let result = try #require(merged([first, second]).result)
        #expect(result.departmentID == "od-1" && result.user.userID == "initiator")
        #expect(result.tasks[0].nodeID == "n1" && result.tasks[0].user.userID == "u" && result.tasks[0].createTime == 1)
    }

    @Test func whatIsNotCertainIsNotMerged() {
        var titled = sync(["a"])
        titled.title = "plain"
        #expect(merged([titled, sync(["a"])]).count == 1)
        #expect(merged([sync(["a"]), titled]).count == 2)
        #expect(merged([sync([], status: .approved), sync([])]).count == 1)
        #expect(merged([sync([]), sync([], status: .rejected)]).count == 2)
        var done = sync(["a"])
        done.tasks[0].status = .done
        #expect(merged([done, sync(["a"])]).count == 1)
        #expect(merged([sync(["a", "a"]), sync(["b"])]).count == 1)
        #expect(merged([sync(["b"]), sync(["a", "a"])]).count == 1)
        var other = sync(["a"])
        other.approvalCode = "travel"
        #expect(merged([sync(["a"]), other]).count == 1)
        var unknownKey = sync(["a"])
        unknownKey.title = "@i18n@none"
        #expect(merged([unknownKey, unknownKey]).count == 1)
    }

    @Test func anInstanceThatIsGivenAwayStaysSo() {
        var cleanUp = sync([], mode: .replace, status: .approved)
        cleanUp.user = UserReference()
        #expect(merged([sync(["a"]), cleanUp]).count == 2)
        #expect(merged([cleanUp, sync([], mode: .replace, status: .approved)]).count == 1)
        // And none that isn't becomes one.
        var nobody = sync([], mode: .replace)
        nobody.user = UserReference()
        var approved = sync([], status: .approved)
        approved.user = UserReference()
        #expect(merged([nobody, approved]).count == 1)
    }

    @Test func limitsBoundWhatComesTogether() {
        var limits = SyncMergeLimits()
        limits.tasks = 3
        let many = (0..<5).map { "t\($0)" }
        #expect(merged([sync(["a", "b"]), sync(["c"]), sync(["d"])], limits: limits).count == 2)
        // What one brings by itself is never too much.
        #expect(merged([sync(many), sync(many)], limits: limits).count == 2)
        #expect(merged([sync(many), sync(["a"])], limits: limits).count == 1)
        limits.bytes = 250
        #expect(merged([sync([]), sync([]), sync([])], limits: limits).count == 2)
    }

    @Test func differentTextsUnderOneKeyBothShow() throws {
        var first = sync(["a"])
        first.tasks[0].title = "@i18n@1"
        first.i18nResources = [texts("zh-CN", ["@i18n@1": "one", "@i18n@9": "unused"])]
        var second = sync(["b"])
        second.tasks[0].title = "@i18n@1"
        second.i18nResources = [
            texts("zh-CN", ["@i18n@1": "two"]), texts("en-US", ["@i18n@1": "zwei"], isDefault: false),
        ]
        let result = try #require(merged([first, second]).result)
        let keys = result.tasks.map { $0.title ?? "" }
        #expect(keys[1] == "@i18n@1" && keys[0] != keys[1] && keys[0].hasPrefix("@i18n@") && keys[0].count >= 9)
        #expect(result.i18nResources.map(\.locale) == ["zh-CN", "en-US"])
        #expect(result.i18nResources.map(\.isDefault) == [true, false])
        let shown = HeldInstance.shown(result)
        #expect(shown.tasks.map(\.title) == ["one|one|one|one", "two|zwei|two|two"])
        #expect(result.i18nResources[0].texts.count == 2)
    }

    @Test func anotherDefaultLanguageIsNotMerged() {
        var first = sync(["a"])
        first.i18nResources = [texts("zh-CN", ["@i18n@1": "one"])]
        var second = sync(["a"])
        second.i18nResources = [texts("en-US", ["@i18n@1": "one"])]
        #expect(merged([first, second]).count == 1)
        #expect(merged([first, first]).count == 2)
    }

    @Test func aHeaderIsReadWithoutTheRest() throws {
        let body = try parse(
            #"{"approval_code":"c","status":"APPROVED","update_time":"1700","update_mode":"UPDATE","task_list":[]}"#)
        let header = SyncHeader(reading: body)
        #expect(header == SyncHeader(approvalCode: "c", mode: .update, status: .approved, updateTime: 1700))
        let cleanUp = SyncHeader(reading: try parse(#"{"approval_code":"c","status":"APPROVED","update_time":1700}"#))
        #expect(cleanUp.isCleanUp && cleanUp.mode == .replace && cleanUp.updateTime == 1700)
        let later = SyncHeader(
            reading: try parse(
                #"{"approval_code":"c","status":"PENDING","update_time":"5","task_list":[{"update_time":"9"},{}],"#
                    + #""cc_list":[{"update_time":7},3]}"#))
        #expect(later.updateTime == 9)
        for text in [#"{}"#, #"{"approval_code":"c","status":"NEW"}"#, "[]", "7"] {
            let value = try parse(text)
            #expect(SyncHeader(reading: value).isOpaque)
        }
        var random = RandomSyncs(seed: 1)
        for _ in 0..<100 {
            let sync = random.sync()
            let value = try parse(written(sync))
            #expect(SyncHeader(reading: value) == SyncHeader(sync))
        }
    }

    @Test func aBodyIsSentAsItIsButForVersionAndCode() throws {
        let body = try parse(
            #"{"approval_code":"mine","new":{"update_time":"5"},"update_time":"1","task_list":[{"task_id":"a","x":[1]},"#
                + #"{"task_id":"b","update_time":"3"}],"cc_list":[{"update_time":4}],"form":[{"update_time":"6"}]}"#)
        var writer = JSONWriter()
        InstanceSync.write(body, version: 9, approvalCode: "theirs", to: &writer)
        #expect(
            writer.string()
                == #"{"approval_code":"theirs","new":{"update_time":"5"},"update_time":"9","task_list":[{"task_id":"a","x":[1],"#
                + #""update_time":"9"},{"task_id":"b","update_time":"9"}],"cc_list":[{"update_time":"9"}],"#
                + #""form":[{"update_time":"6"}]}"#)
        writer.removeAll()
        InstanceSync.write(
            try parse(#"{"approval_code":"mine","task_list":null}"#), version: 9, approvalCode: nil, to: &writer)
        #expect(writer.string() == #"{"approval_code":"mine","task_list":null,"update_time":"9"}"#)
    }

    @Test func onlyWhatThisBuildKnowsWhollyIsReadForMerging() throws {
        let known = sync(["a"])
        let value = try parse(written(known))
        #expect(InstanceSync(exactly: value) == known)
        let newer = written(known).replacingOccurrences(of: #""task_id":"a","#, with: #""task_id":"a","mood":"good","#)
        #expect(newer != written(known))
        for text in [newer, "[]"] {
            let value = try parse(text)
            #expect(InstanceSync(exactly: value) == nil)
        }
    }

    @Test func manySyncsAreMergedCheaply() throws {
        var random = RandomSyncs(seed: 7)
        let syncs = (0..<10_000).map { _ in random.sync(.update) }
        let clock = ContinuousClock()
        var calls = 0
        let time = clock.measure {
            var merge = SyncMerge()
            for (number, sync) in syncs.enumerated() {
                if number % 32 == 0 || !merge.add(sync, byteCount: 1000) {
                    calls += merge.result(version: 1) == nil ? 0 : 1
                    merge = SyncMerge()
                    _ = merge.add(sync, byteCount: 1000)
                }
            }
        }
        #expect(calls < 10_000)
        #expect(time < .seconds(60), "\(time)")
    }
}
