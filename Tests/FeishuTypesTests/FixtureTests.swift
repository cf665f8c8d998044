import FeishuTypes
import JSON
import Testing

/// What Feishu documents is read as it is, and written again as it was.
struct FixtureTests {
    private func survives<Body: FeishuBody>(
        _ type: Body.Type, _ text: String, at path: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var value = try parse(text)
        for step in path { value = try #require(value.object?[step], sourceLocation: sourceLocation) }
        var context = ReadingContext(mode: .plain)
        let body = try #require(
            Body(reading: value, in: &context), "\(context.problems)", sourceLocation: sourceLocation)
        #expect(context.problems == [], sourceLocation: sourceLocation)
        #expect(try canonical(written(body)) == canonical(value), sourceLocation: sourceLocation)
    }

    @Test func definitionsSurvive() throws {
        try survives(DefinitionUpsert.self, Fixtures.definition)
        try survives(DefinitionUpsert.self, Fixtures.definitionGet, at: ["data"])
        try survives(DefinitionAnswer.self, Fixtures.definitionAnswer, at: ["data"])
    }

    @Test func instancesSurvive() throws {
        try survives(InstanceSync.self, Fixtures.instance)
        try survives(InstanceSync.self, Fixtures.instanceEcho, at: ["data", "data"])
    }

    @Test func checksSurvive() throws {
        try survives(InstanceCheck.self, Fixtures.check)
        try survives(InstanceCheck.self, Fixtures.checkInternational)
        try survives(InstanceCheckAnswer.self, Fixtures.checkAnswer, at: ["data"])
        try survives(InstanceCheckAnswer.self, Fixtures.checkAnswerInStep, at: ["data"])
        try survives(InstanceCheckAnswer.self, Fixtures.checkAnswerUnknown, at: ["data"])
    }

    @Test func taskQueriesSurvive() throws {
        try survives(TaskQuery.self, Fixtures.tasksByInstance)
        try survives(TaskQuery.self, Fixtures.tasksByUser)
        try survives(TaskQuery.self, Fixtures.tasksByStatus)
        try survives(TaskQueryAnswer.self, Fixtures.tasksAnswer, at: ["data"])
    }

    @Test func messagesSurvive() throws {
        try survives(MessageSend.self, Fixtures.message)
        try survives(MessageSend.self, Fixtures.customMessage)
        try survives(MessageSend.self, Fixtures.tutorialMessage)
        try survives(MessageAnswer.self, Fixtures.messageAnswer, at: ["data"])
        try survives(MessageAnswer.self, Fixtures.liveMessageAnswer, at: ["data"])
    }

    @Test func messageUpdatesSurvive() throws {
        try survives(MessageUpdate.self, Fixtures.customUpdate)
        try survives(MessageUpdate.self, Fixtures.tutorialUpdate)
        try survives(MessageAnswer.self, Fixtures.updateAnswer, at: ["data"])
    }

    @Test func aBodyThatIsRightForFeishuIsRightInAnEvent() throws {
        let definition = try read(DefinitionUpsert.self, Fixtures.definition)
        #expect(definition.problems == [])
        // The documentation's own sample names keys without texts, and Feishu's own field.
        let instance = try read(InstanceSync.self, Fixtures.instance)
        #expect(
            instance.errors.sorted() == [
                "department_name: the key @i18n@10 has no text in i18n_resources",
                "form[0].name: the key @i18n@2 has no text in i18n_resources",
                "form[0].value: the key @i18n@3 has no text in i18n_resources",
                "task_list[0].action_configs[0].action_name: the key @i18n@5 has no text in i18n_resources",
                "task_list[0].title: the key @i18n@4 has no text in i18n_resources",
                "user_name: the key @i18n@9 has no text in i18n_resources",
            ])
        #expect(
            instance.warnings == [
                "task_list[0].end_time: is set, though the task is PENDING",
                "resource_region: is Feishu's own field; better not send it",
                "end_time: is set, though the instance is PENDING",
            ])
        #expect(try read(InstanceCheck.self, Fixtures.check).problems == [])
        #expect(try read(MessageSend.self, Fixtures.customMessage).problems == [])
        #expect(try read(MessageUpdate.self, Fixtures.customUpdate).problems == [])
        #expect(try read(MessageUpdate.self, Fixtures.tutorialUpdate).problems == [])
        // The common sample has quick-approval parts on a template that has no quick approval.
        #expect(
            try read(MessageSend.self, Fixtures.message).errors == [
                "action_configs: template 1001 has no quick approval",
                "action_callback: template 1001 has no quick approval",
            ])
        #expect(
            try read(MessageSend.self, Fixtures.tutorialMessage).problems == [
                "i18n_resources[0].locale: the locale \"en_us\" is taken as en-US"
            ])
    }
}
