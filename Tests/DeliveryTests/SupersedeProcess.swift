import ApprovalContract
import FeishuTypes
import ScheduleSupport

@testable import Delivery

extension SupersedeModel {
    /// A process: what is in its memory is gone with it.
    struct Process {
        var next = 0
        var ledger: SupersedeLedger
        var known: Known
        /// Receipts on their way, each with the records that are answered once it is in Kafka.
        var receipts: [(known: Known, answered: [(record: Int, verdict: SyncAnswer.Verdict)])] = []
        var call: SyncCall?
        var isCallBad = false
        /// Records by ticket.
        var records: [Int: Int] = [:]
        var taken = 0
        var calls = 0
        var refusals = 0
        var refusedVersions: [Int: Int64] = [:]

        init(known: Known) {
            self.known = known
            ledger = SupersedeLedger(known.mark)
        }

        func isIdle(_ end: Int) -> Bool { next == end && ledger.isEmpty && receipts.isEmpty }

        /// Takes the next record in, or answers it from the receipt.
        mutating func deliver(_ model: inout SupersedeModel) {
            let place = next
            let record = model.lane[place]
            next += 1
            if let verdict = known.verdicts[record.event], record.replay == nil || verdict != .refused {
                // Queued behind what is written for it.
                receipts.append((known, [(place, verdict)]))
            } else if place <= known.through {
                model.problem = "\(place) is done, and not known"
            } else {
                var sync = model.events[record.event].sync
                sync.replay = record.replay
                sync.hasFailed = model.failed == record.event
                taken += 1
                records[ledger.add(sync)] = place
            }
        }

        mutating func act(_ model: inout SupersedeModel, _ random: inout SeededGenerator) {
            guard call == nil else { return }
            // What was refused may be taken later: it must be known to have been refused before anything goes out that is newer.
            if receipts.contains(where: { $0.answered.contains { $0.verdict == .refused } }) { return }
            switch ledger.next(at: .zero, wall: 1, fit: { 1 + random.below($0.count) }) {
            case .idle, .busy: break
            case .wait: model.problem = "waits without a burst"
            case .answer(let answers): answer(answers, &model)
            case .call(let made):
                calls += 1
                call = made
                let body = body(of: made, model)
                isCallBad = body.isBad
                if made.carried.dropLast().contains(where: \.hasFailed) { model.problem = "joined one that had failed" }
                // Tried several times, which the receipt says.
                if random.one(in: 3) { model.failed = Int(made.carrier.commandID) }
                if !isCallBad { model.feishu.take(body, made.version) }
            }
        }

        private func body(of call: SyncCall, _ model: SupersedeModel) -> NaiveFeishu.Body {
            var body = model.events[Int(call.carried[0].commandID)!].body
            for sync in call.carried.dropFirst() { body = body.updated(by: model.events[Int(sync.commandID)!].body) }
            return body
        }

        mutating func finishCall(_ model: inout SupersedeModel) {
            guard let made = call else { return }
            call = nil
            if isCallBad {
                refusals += made.isOwnBody ? 0 : 1
                answer(ledger.refused(), &model)
            } else {
                answer(ledger.succeeded(), &model)
            }
        }

        /// Receipt first; what it answers is published when it is in Kafka.
        private mutating func answer(_ answers: [SyncAnswer], _ model: inout SupersedeModel) {
            guard !answers.isEmpty else { return }
            known.mark = ledger.mark
            var answered: [(record: Int, verdict: SyncAnswer.Verdict)] = []
            for answer in answers {
                guard let place = records[answer.ticket] else { continue }
                answered.append((place, answer.verdict))
                guard !answer.isRepeat else { continue }
                let event = model.lane[place].event
                known.verdicts[event] = answer.verdict
                known.through = max(known.through, place)
                if answer.verdict == .refused { refusedVersions[event] = answer.version }
            }
            receipts.append((known, answered))
        }

        /// Somebody mends dead letters, and puts them back.
        private mutating func mend(_ model: inout SupersedeModel) {
            for (event, version) in refusedVersions
            where model.durable.verdicts[event] == .refused && model.events[event].isMendable {
                model.events[event].isMendable = false
                model.events[event].body.isBad = false
                model.lane.append(Record(event: event, replay: .init(version: version)))
            }
        }

        /// The first receipt arrives; then what it answers, unless the process is stopped just between.
        mutating func flush(_ model: inout SupersedeModel, isPublished: Bool) {
            guard !receipts.isEmpty else { return }
            let (arrived, answered) = receipts[0]
            model.durable = arrived
            mend(&model)
            guard isPublished else { return }
            receipts.removeFirst()
            for (place, verdict) in answered {
                let event = model.lane[place].event
                model.lane[place].isPublished = true
                if model.lane[place].replay != nil {
                    if let before = model.republished[event], before != verdict {
                        model.problem = "\(event) is \(verdict), and was \(before)"
                    }
                    model.republished[event] = verdict
                } else if let before = model.published[event], before != verdict {
                    if model.durable.verdicts[event] != verdict || before != .refused {
                        model.problem = "\(event) is \(verdict), and was \(before)"
                    }
                } else {
                    model.published[event] = verdict
                }
            }
        }
    }
}
