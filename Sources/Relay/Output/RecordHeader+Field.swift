import ApprovalContract
import Kafka

extension RecordHeader {
    init(_ field: RecordField) { self.init(name: field.name, value: field.value.map { Array($0) }) }
}

extension ConsumerRecord {
    /// Its headers as the contract has them, in order.
    var fields: [RecordField] { headers.map { RecordField($0.name, $0.value) } }
}
