/// The calls that IPython's syntax stands for.
enum IPythonCall {
    /// Appends `get_ipython().method('first', 'second')`.
    static func append(_ method: String, _ arguments: [ArraySlice<UInt8>], to output: inout [UInt8])
    {
        output += "get_ipython().\(method)(".utf8
        for (index, argument) in arguments.enumerated() {
            if index > 0 { output += ", ".utf8 }
            PythonRepr.append(argument, to: &output)
        }
        output.append(UInt8(ascii: ")"))
    }

    /// The call for a cell magic and its body, with a line end.
    static func cellMagic(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
        let header = lines[0].dropFirst(2)
        let (name, rest) = split(header[..<PythonCharacter.trimmedEnd(of: header)])
        var output: [UInt8] = []
        append("run_cell_magic", [name, rest, Array(lines.dropFirst().joined())[...]], to: &output)
        output.append(0x0A)
        return output
    }

    /// Appends the call for a line that starts with an escape character.
    ///
    /// - Returns: False if the line has no meaning; nothing is appended then.
    static func appendEscaped(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) -> Bool {
        let isDouble =
            line.count > 1 && line[line.startIndex + 1] == line.first
            && (line.first == UInt8(ascii: "!") || line.first == UInt8(ascii: "?"))
        let content = line.dropFirst(isDouble ? 2 : 1)
        let (name, arguments) = split(content)
        switch line.first {
        case UInt8(ascii: "!"):
            append(isDouble ? "getoutput" : "system", [content], to: &output)
        case UInt8(ascii: "?"):
            if content.isEmpty {
                output += "get_ipython().show_usage()".utf8
            } else {
                appendHelp(content, isDetailed: isDouble, to: &output)
            }
        case UInt8(ascii: "%"):
            append("run_line_magic", [name, arguments], to: &output)
        case UInt8(ascii: ","):
            appendCall(name, words(of: arguments), separator: "\", \"", quote: "\"", to: &output)
        case UInt8(ascii: ";"):
            appendCall(name, [arguments], separator: "", quote: "\"", to: &output)
        default:
            guard !name.isEmpty else { return false }
            appendCall(name, words(of: arguments), separator: ", ", quote: "", to: &output)
        }
        return true
    }

    /// Appends the call that shows help on a name.
    static func appendHelp(
        _ target: ArraySlice<UInt8>,
        isDetailed: Bool,
        to output: inout [UInt8]
    ) {
        let isPattern = target.contains(UInt8(ascii: "*"))
        let method = isDetailed ? "pinfo2" : isPattern ? "psearch" : "pinfo"
        append("run_line_magic", [Array(method.utf8)[...], target], to: &output)
    }

    /// Splits a text at its first space.
    static func split(
        _ text: ArraySlice<UInt8>
    ) -> (name: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
        guard let space = text.firstIndex(of: 0x20) else { return (text, text[text.endIndex...]) }
        return (text[..<space], text[(space + 1)...])
    }

    /// The words of a text between white space (`str.split`).
    private static func words(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var words: [ArraySlice<UInt8>] = []
        var index = PythonCharacter.spaceEnd(in: text, from: text.startIndex)
        while index < text.endIndex {
            var end = index
            while end < text.endIndex {
                let scalar = PythonLexis.scalar(in: text, at: end)
                if PythonCharacter.isSpace(scalar.0) { break }
                end = scalar.end
            }
            words.append(text[index..<end])
            index = PythonCharacter.spaceEnd(in: text, from: end)
        }
        return words
    }

    private static func appendCall(
        _ name: ArraySlice<UInt8>,
        _ arguments: [ArraySlice<UInt8>],
        separator: String,
        quote: String,
        to output: inout [UInt8]
    ) {
        output += name
        output += "(\(quote)".utf8
        output += arguments.joined(separator: separator.utf8)
        output += "\(quote))".utf8
    }
}
