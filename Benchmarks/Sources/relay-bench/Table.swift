/// Rows of text, printed with aligned columns.
struct Table {
    private var rows: [[String]]

    init(_ header: [String]) {
        rows = [header]
    }

    mutating func append(_ row: [String]) {
        rows.append(row)
    }

    func print() {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        for row in rows {
            let cells = row.indices.map { index in
                let padding = String(repeating: " ", count: widths[index] - row[index].count)
                return index == 0 ? row[index] + padding : padding + row[index]
            }
            Swift.print(cells.joined(separator: "  "))
        }
    }
}
