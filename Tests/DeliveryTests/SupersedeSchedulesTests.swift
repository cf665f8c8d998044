import ApprovalContract
import FeishuTypes
import ScheduleSupport
import Testing

@testable import Delivery

/// Ledger and versions through many processes that crash at any point, beside a Feishu that drops what didn't grow and a list of the
/// events in their order.
struct SupersedeSchedulesTests {
    @Test func feishuEndsUpWithWhatTheEventsSayInTheirOrder() {
        Schedules.check { _, random in
            var model = SupersedeModel(&random)
            for _ in 0..<random.below(4) {
                model.live(&random, steps: 1 + random.below(14))
                if model.problem != nil { return model.problem }
            }
            model.live(&random, steps: nil)
            return model.problem ?? model.judge()
        }
    }
}
