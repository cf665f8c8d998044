/// A Swift file without its comments and the text of its string literals, so that only code is looked at.
struct SwiftSource {
    /// Words and single punctuation marks with the number of their line, from 1.
    struct Token: Equatable {
        let text: String
        let line: Int
    }

    let lineCount: Int
    let tokens: [Token]

    init(_ text: String) {
        var scanner = Scanner(text)
        tokens = scanner.scan()
        lineCount = text.split(separator: "\n", omittingEmptySubsequences: false).count - (text.hasSuffix("\n") ? 1 : 0)
    }

    /// The modules that the file imports, `import struct Foundation.Date` included.
    var imports: Set<String> {
        let kinds: Set<String> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]
        var modules: Set<String> = []
        for index in tokens.indices where tokens[index].text == "import" {
            let name = tokens[(index + 1)...].first { !kinds.contains($0.text) }
            if let name { modules.insert(name.text) }
        }
        return modules
    }

    /// Uses of unsafe memory, or of what turns a check off.
    var unsafeUses: [Token] {
        zip(tokens, [nil] + tokens.map(Optional.some)).compactMap { token, previous in
            let isNamed =
                token.text.contains("Unsafe") || ["unsafe", "OpaquePointer", "Unmanaged"].contains(token.text)
            let isUnchecked = token.text == "unchecked" && previous?.text == "@"
            return isNamed || isUnchecked ? token : nil
        }
    }

    /// What ends the process because of something that could have been reported.
    var traps: [Token] {
        zip(tokens, tokens.dropFirst()).compactMap { token, next in
            let isForced = (token.text == "try" || token.text == "as") && next.text == "!"
            return token.text == "fatalError" || isForced ? token : nil
        }
    }
}

private struct Scanner {
    private let text: [Unicode.Scalar]
    private var at = 0
    private var line = 1
    private var tokens: [SwiftSource.Token] = []

    init(_ text: String) { self.text = Array(text.unicodeScalars) }

    /// Scans to the end, or to the parenthesis that closes an interpolation.
    mutating func scan() -> [SwiftSource.Token] {
        code(isInterpolation: false)
        return tokens
    }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? { at + offset < text.count ? text[at + offset] : nil }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where at < text.count {
            if text[at] == "\n" { line += 1 }
            at += 1
        }
    }

    private mutating func code(isInterpolation: Bool) {
        var depth = 0
        while let scalar = peek() {
            if scalar == "/", peek(1) == "/" {
                while let next = peek(), next != "\n" { advance() }
            } else if scalar == "/", peek(1) == "*" {
                blockComment()
            } else if scalar == "\"" || scalar == "#" && isRawString {
                string()
            } else if isWord(scalar) {
                let start = at
                while let next = peek(), isWord(next) { advance() }
                var word = ""
                word.unicodeScalars.append(contentsOf: text[start..<at])
                tokens.append(SwiftSource.Token(text: word, line: line))
            } else {
                if scalar == "(" { depth += 1 }
                if scalar == ")" {
                    if isInterpolation, depth == 0 { return }
                    depth -= 1
                }
                if !scalar.properties.isWhitespace {
                    tokens.append(SwiftSource.Token(text: String(scalar), line: line))
                }
                advance()
            }
        }
    }

    private func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private var isRawString: Bool {
        var offset = 0
        while peek(offset) == "#" { offset += 1 }
        return peek(offset) == "\""
    }

    private mutating func blockComment() {
        var depth = 0
        while at < text.count {
            if peek() == "/", peek(1) == "*" {
                depth += 1
                advance(2)
            } else if peek() == "*", peek(1) == "/" {
                depth -= 1
                advance(2)
                if depth == 0 { return }
            } else {
                advance()
            }
        }
    }

    private mutating func string() {
        var hashes = 0
        while peek() == "#" {
            hashes += 1
            advance()
        }
        // `#"""#` is a quotation mark in a raw string of one line.
        let isMultiline = peek(1) == "\"" && peek(2) == "\"" && peek(3) == "\n"
        let quotes = isMultiline ? 3 : 1
        advance(quotes)
        while let scalar = peek() {
            if scalar == "\\", (0..<hashes).allSatisfy({ peek(1 + $0) == "#" }) {
                advance(1 + hashes)
                if peek() == "(" {
                    advance()
                    code(isInterpolation: true)
                }
                advance()
            } else if (0..<quotes).allSatisfy({ peek($0) == "\"" }),
                (0..<hashes).allSatisfy({ peek(quotes + $0) == "#" })
            {
                advance(quotes + hashes)
                return
            } else if scalar == "\n", !isMultiline {
                return
            } else {
                advance()
            }
        }
    }
}
