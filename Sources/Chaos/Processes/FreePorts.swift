import Foundation

/// Ports of 127.0.0.1 that nobody listens on, below those that the kernel gives to clients.
enum FreePorts {
    static func take(_ count: Int) -> [Int] {
        var used: Set<Int> = []
        for path in ["/proc/net/tcp", "/proc/net/tcp6"] {
            let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            for line in text.split(separator: "\n").dropFirst() {
                let fields = line.split(separator: " ")
                guard fields.count > 1, let port = fields[1].split(separator: ":").last else { continue }
                if let number = Int(port, radix: 16) { used.insert(number) }
            }
        }
        return Array((15_000..<30_000).filter { !used.contains($0) }.shuffled().prefix(count))
    }
}
