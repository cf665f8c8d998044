/// Takes apart the texts of variables and flags that hold several values.
enum TextSplitter {
    /// At commas; `\,` is a comma and `\\` a backslash within a value, any other backslash is itself. White space around values
    /// goes, and so do empty ones.
    static func list(_ text: String) -> [String] {
        var values: [String] = []
        var value = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                if character != ",", character != "\\" { value.append("\\") }
                value.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "," {
                values.append(value)
                value = ""
            } else {
                value.append(character)
            }
        }
        if isEscaped { value.append("\\") }
        values.append(value)
        return values.map(trimmed).filter { !$0.isEmpty }
    }

    /// Lines of a properties file; empty ones and those that begin with # or ! are left out.
    static func lines(_ text: String) -> [String] {
        text.split { $0.isNewline }.map { trimmed(String($0)) }.filter {
            !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("!")
        }
    }

    /// `name=value`; nil without a name or an equals sign.
    static func pair(_ text: String, atLast: Bool = false) -> (name: String, value: String)? {
        guard let equals = atLast ? text.lastIndex(of: "=") : text.firstIndex(of: "=") else { return nil }
        let name = trimmed(String(text[..<equals]))
        return name.isEmpty ? nil : (name, trimmed(String(text[text.index(after: equals)...])))
    }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        while text.first?.isWhitespace == true { text.removeFirst() }
        return String(text)
    }
}
