import ApprovalContract
import Delivery
import FeishuAPI
import FeishuTypes
import JSON
import Kafka

/// Feishu updates a card for this long (feishu-api.md §7).
private let cardLifetime: Int64 = 30 * 86_400_000

extension ExecuteStage {
    // MARK: Definitions

    func publish(_ command: Command, _ body: PendingBody, _ job: Job, _ client: FeishuClient) async -> Ending {
        let bytes = body.render(bodies)
        switch await call(
            .createDefinition, command, job, definition: command.key, { await client.createDefinition(body: bytes, $0) }
        )
        {
        case .abandoned: return .abandoned
        case .failure(let reason, let result, let attempts, let called, let first):
            return await fail(command, job, .deadLettered, reason, result, attempts, called, first)
        case .success(let result, let attempts, let called):
            var answer = makeResult(command, .applied, result, attempts, called)
            answer.approvalCode = result.answer.approvalCode
            let quick = command.quickApproval?.json
            if let code = answer.approvalCode {
                learn(
                    command.recordKey, code,
                    quick.flatMap { try? parser.parse($0) }.flatMap(DefinitionFeed.quickApproval))
            }
            return finish(answer, job, command) { receipt in
                receipt.approvalCode = answer.approvalCode ?? receipt.approvalCode
                receipt.quickApproval = quick
            }
        }
    }

    /// Feishu's code of a definition has become known, here or in another process.
    func learn(_ name: String, _ code: String, _ quick: QuickApproval?) {
        for id in definitions.learn(name, code, quick) { wake(id) }
    }

    /// What there was of definitions has been read.
    func readDefinitions() {
        for id in definitions.becameRead() { wake(id) }
    }

    // MARK: Instances

    /// A sync as its sender gave it, by itself.
    func sync(_ command: Command, _ body: PendingBody, _ job: Job, _ client: FeishuClient) async -> Ending {
        let bytes: [UInt8]
        let isUpdate = body["update_mode"] == UpdateMode.update.rawValue
        let definition = body["approval_code"]
        if command.codeKind == .custom, let custom = body["approval_code"] {
            let name = command.app + ":" + custom
            switch await code(for: name, job) {
            case .known(let code):
                if let quick = definitions.quickApproval(name), var instance = body.instance() {
                    instance.approvalCode = code
                    instance.add(quick)
                    bytes = body.render(bodies, instance)
                } else {
                    bytes = body.render(bodies, setting: "approval_code", to: code)
                }
            case .abandoned: return .abandoned
            case .unknown:
                return await fail(
                    command, job, .deadLettered, unknownDefinition(custom, command.app), attempts: 0)
            }
        } else {
            bytes = body.render(bodies)
        }
        switch await call(
            .syncInstance, command, job, definition: definition, { await client.syncInstance(body: bytes, $0) })
        {
        case .abandoned: return .abandoned
        case .failure(let reason, let result, let attempts, let called, let first):
            return await fail(command, job, .deadLettered, reason, result, attempts, called, first)
        case .success(let result, let attempts, let called):
            let ending = finish(makeResult(command, .applied, result, attempts, called), job, command)
            // A repeat of a REPLACE after a crash would not be dropped by Feishu: the next call waits for the receipt.
            if !isUpdate { await acknowledged(job.work) }
            return ending
        }
    }

    func unknownDefinition(_ custom: String, _ app: String) -> Reason {
        Reason(
            .definitionUnknown,
            "No definition was published under the code \(custom.prefix(128)) for the app \(app) within "
                + "\(context.settings.execute.definitionWait). Publish it (approval.definition.published), or say "
                + "data.approval_code_kind: feishu if the code is Feishu's own.")
    }

    enum Code {
        case known(String)
        case unknown
        case abandoned
    }

    /// Feishu's code for a custom one, waited for within the bound.
    func code(for name: String, _ job: Job) async -> Code {
        if let code = definitions[name] { return .known(code) }
        let since = job.work.waitsSince ?? WallClock.now()
        job.work.waitsSince = since
        defer { if job.work.mayGoOn { job.work.waitsSince = nil } }
        let waited = Duration.milliseconds(max(0, WallClock.now() - since))
        let deadline = now + context.settings.execute.definitionWait - waited
        while true {
            if let code = definitions[name] { return .known(code) }
            let left = deadline - now
            guard left > .zero else { return .unknown }
            if parks(job.work, behind: definitions.waitingCount, .definitionUnknown) { return .abandoned }
            var suspension = 0
            let goesOn = await suspend(job.work) { id in
                suspension = id
                definitions.wait(for: name, id)
                wake(id, after: left)
            }
            definitions.stopWaiting(for: name, suspension)
            guard goesOn else { return .abandoned }
        }
    }

    func check(_ command: Command, _ body: PendingBody, _ job: Job, _ client: FeishuClient) async -> Ending {
        let bytes = body.render(bodies)
        switch await call(.checkInstances, command, job, { await client.checkInstances(body: bytes, $0) }) {
        case .abandoned: return .abandoned
        case .failure(let reason, let result, let attempts, let called, let first):
            return await fail(command, job, .deadLettered, reason, result, attempts, called, first)
        case .success(let result, let attempts, let called):
            var answer = makeResult(command, .applied, result, attempts, called)
            answer.differences = (result.answer.differences?.differences ?? []).map { item in
                RelayResult.Difference(
                    instanceID: item.instanceID, updateTime: String(item.updateTime),
                    tasks: item.tasks.map { (id: $0.taskID, updateTime: String($0.updateTime)) })
            }
            return finish(answer, job, command)
        }
    }

    // MARK: Messages

    func send(_ command: Command, _ body: PendingBody, _ job: Job, _ client: FeishuClient) async -> Ending {
        let template = body["template_id"] ?? ""
        var command = command
        guard let bytes = await cardBody(&command, body, job) else { return .abandoned }
        let attempt = receipts.find(job.lanePartition, command.recordKey)?.attempt
        let doubt = SendDoubt(
            known: attempt?.commandID == command.id ? attempt : nil, limit: context.settings.execute.inDoubtAfter)
        switch await call(
            .sendMessage, command, job, doubt: doubt, { await client.sendMessage(body: bytes, $0) })
        {
        case .abandoned:
            // It may be long until it is tried again, and no call that was made can have sent it.
            if job.work.reasonToSetAside != nil, doubt.since == nil { withdrawAttempt(command, job) }
            return .abandoned
        case .failure(let reason, let result, let attempts, let called, let first):
            return await fail(command, job, .deadLettered, reason, result, attempts, called, first)
        case .success(let result, let attempts, let called):
            var answer = makeResult(command, .applied, result, attempts, called)
            answer.messageID = result.answer.messageID
            return finish(answer, job, command) { receipt in
                guard let id = answer.messageID, !id.isEmpty else { return }
                // A card that can be updated isn't displaced by a message that can't.
                let card = Card(messageID: id, template: template, sentAt: called)
                if receipt.card(command.slot)?.isUpdatable == true, !card.isUpdatable { return }
                receipt.set(card, slot: command.slot)
            }
        }
    }

    /// A message's body, with the quick approval that its definition has.
    ///
    /// - Returns: nil when the command must be given up. Buttons for which no callback is known are left out, with a warning.
    private func cardBody(_ command: inout Command, _ body: PendingBody, _ job: Job) async -> [UInt8]? {
        guard let origin = command.cardOrigin else { return body.render(bodies) }
        let name = command.app + ":" + origin.definition
        let hasButtons = body.has("action_configs")
        // A task's buttons need the definition's callback; a card without buttons isn't kept for ones that may come.
        if hasButtons, definitions[name] == nil, case .abandoned = await code(for: name, job) { return nil }
        // At the start of a process what others published may not have been read yet.
        while definitions[name] == nil, !definitions.isRead {
            guard await suspend(job.work, register: { definitions.waitUntilRead($0) }) else { return nil }
        }
        let quick = definitions.quickApproval(name)
        guard hasButtons || quick != nil || body.has("action_callback"), var message = body.message() else {
            return body.render(bodies)
        }
        if message.complete(with: quick, context: origin.actionContext) {
            command.warnings.append(
                FieldProblem(
                    path: "action_configs",
                    problem: "the card was sent without its buttons: neither the event nor the definition "
                        + "\(origin.definition.prefix(128)) has an action_callback_url", severity: .warning))
        }
        return body.render(bodies, message)
    }

    func update(
        _ command: Command, _ body: PendingBody, _ job: Job, _ key: LaneKey, _ client: FeishuClient
    ) async -> Ending {
        var card: Card?
        var id = body["message_id"] ?? ""
        if let slot = command.targetSlot {
            card = receipts.find(job.lanePartition, key.key)?.card(slot)
            guard let card else {
                return unchanged(command, job, .noCard, "No message is known for the slot \(slot) of this approval.")
            }
            guard card.isUpdatable else {
                return unchanged(
                    command, job, .cardNotUpdatable,
                    "The slot's message has the template \(card.template); Feishu updates only 1008.")
            }
            guard WallClock.now() - card.sentAt < cardLifetime else {
                return unchanged(command, job, .cardExpired, "The card is older than the 30 days that Feishu updates.")
            }
            id = card.messageID
        }
        let bytes = body.render(bodies, setting: "message_id", to: id)
        switch await call(.updateMessage, command, job, { await client.updateMessage(body: bytes, $0) }) {
        case .abandoned: return .abandoned
        case .failure(let reason, let result, let attempts, let called, let first):
            return await fail(command, job, .deadLettered, reason, result, attempts, called, first)
        case .success(let result, let attempts, let called):
            var answer = makeResult(command, .applied, result, attempts, called)
            answer.messageID = result.answer.messageID ?? id
            let ending = finish(answer, job, command) { receipt in
                // Feishu says to use the id that an update returns for the next one.
                if let slot = command.targetSlot, var known = receipt.card(slot), let next = answer.messageID {
                    known.messageID = next
                    receipt.set(known, slot: slot)
                }
            }
            await acknowledged(job.work)
            return ending
        }
    }

    private func unchanged(_ command: Command, _ job: Job, _ code: ReasonCode, _ detail: String) -> Ending {
        let result = RelayResult(
            answering: command, outcome: .unchanged, reason: Reason(code, detail), completed: WallClock.now())
        return finish(result, job, command)
    }
}

extension ExecuteStage {
    /// A store app's ticket has come.
    func setAppTicket(_ app: String, _ ticket: FeishuAPI.Secret) {
        clients[app]?.tokens.setAppTicket(ticket)
    }
}
