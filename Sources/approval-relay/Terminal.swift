import Foundation
import Synchronization

/// Standard output and error, a whole line at a time from any thread.
enum Terminal {
    private static let lock = Mutex(())

    /// Whether a person reads the output and wants colour (https://no-color.org).
    static let hasColour: Bool = {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }()

    static func print(_ line: String) {
        write(line, to: .standardOutput)
    }

    static func complain(_ line: String) {
        write(line, to: .standardError)
    }

    /// The text in a colour, when there are colours.
    static func colour(_ text: String, _ colour: Colour) -> String {
        hasColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    enum Colour: Int {
        case red = 31
        case green = 32
        case yellow = 33
        case blue = 34
        case magenta = 35
        case cyan = 36
        case bold = 1
        case dim = 2
    }

    private static func write(_ line: String, to handle: FileHandle) {
        lock.withLock { _ in
            // A reader that has gone away is no reason to fail.
            try? handle.write(contentsOf: Data((line + "\n").utf8))
        }
    }
}
