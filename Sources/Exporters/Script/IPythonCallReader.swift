/// The IPython syntax that calls of `get_ipython()` in a script stand for.
///
/// A call is put back only if IPython would make the same line of what is put there.
enum IPythonCallReader {
    private static let receiver = Array("get_ipython().".utf8)

    /// The code of a cell.
    static func source(of lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
        if let source = ScriptCode.decodeRefused(lines) { return source }
        let body = Array(lines.joined(separator: [0x0A]))
        guard body.count >= receiver.count, mayHoldCall(body) else { return body }
        if let cell = cellMagic(body) { return cell }
        var output: [UInt8] = []
        output.reserveCapacity(body.count)
        var position = 0
        while position < body.count {
            var tokenizer = PythonTokenizer(body[position...])
            var end = body.count
            while let token = tokenizer.next() {
                let endsLine =
                    token.kind == .newline
                    || (token.kind == .nonlogicalNewline && !tokenizer.hasOpenContexts)
                if endsLine {
                    end = token.range.upperBound
                    break
                }
            }
            let line = body[position..<end]
            output += restored(line) ?? Array(line)
            position = end
        }
        return output
    }

    private static func mayHoldCall(_ body: [UInt8]) -> Bool {
        var index = 0
        while let found = body[index...].firstIndex(of: receiver[0]) {
            if body[found...].starts(with: receiver) { return true }
            index = found + 1
        }
        return false
    }

    /// The cell magic that a body consists of.
    private static func cellMagic(_ body: [UInt8]) -> [UInt8]? {
        guard let call = Call(body[...]), call.method == "run_cell_magic", call.arguments.count == 3
        else { return nil }
        let (name, arguments, text) = (call.arguments[0], call.arguments[1], call.arguments[2])
        var output = "%%".utf8 + name
        if !arguments.isEmpty { output += [0x20] + arguments }
        if !text.isEmpty { output += [0x0A] + (text.last == 0x0A ? text.dropLast() : text[...]) }
        var again = IPythonTransformer.transform(output)
        if body.last != 0x0A { again.removeLast() }
        return again == body ? output : nil
    }

    /// The line with IPython's syntax, if it holds a call that stands for such.
    private static func restored(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        var code = line[..<PythonCharacter.trimmedEnd(of: line)]
        let ending = line[code.endIndex...]
        let start = code.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? code.endIndex
        let indentation = code[..<start]
        code = code[start...]
        var place = code.startIndex
        while !code[place...].starts(with: receiver) {
            guard let sign = code[place...].firstIndex(of: UInt8(ascii: "=")) else { return nil }
            place = code[(sign + 1)...].firstIndex { $0 != 0x20 } ?? code.endIndex
        }
        let isAssigned = place > code.startIndex
        guard let call = Call(code[place...]) else { return nil }
        for command in call.commands(isAssigned: isAssigned) {
            let candidate = code[..<place] + command
            var again = IPythonTransformer.transform(Array(candidate))
            if again.last == 0x0A { again.removeLast() }
            if again.elementsEqual(code) { return Array(indentation) + candidate + ending }
        }
        return nil
    }
}

extension IPythonCallReader {
    /// A call with literal arguments and nothing behind it.
    struct Call {
        var method: String
        var arguments: [[UInt8]] = []

        init?(_ code: ArraySlice<UInt8>) {
            guard code.starts(with: receiver) else { return nil }
            let rest = code.dropFirst(receiver.count)
            let nameEnd = PythonLexis.nameEnd(in: rest, from: rest.startIndex)
            method = String(decoding: rest[..<nameEnd], as: UTF8.self)
            var tokens = PythonTokenizer(rest[nameEnd...])
            guard let open = tokens.next(), rest[open.range].elementsEqual("(".utf8)
            else { return nil }
            while let token = tokens.next() {
                switch token.kind {
                case .string where !token.isUnterminated:
                    guard let text = PythonRepr.text(of: rest[token.range]) else { return nil }
                    arguments.append(text)
                case .operator where rest[token.range].elementsEqual(",".utf8):
                    continue
                case .operator where rest[token.range].elementsEqual(")".utf8):
                    while let last = tokens.next() {
                        guard last.kind == .newline else { return nil }
                    }
                    return
                default:
                    return nil
                }
            }
            return nil
        }

        /// The commands that may have become this call.
        func commands(isAssigned: Bool) -> [[UInt8]] {
            switch (method, arguments.count) {
            case ("system", 1): [[UInt8(ascii: "!")] + arguments[0]]
            case ("getoutput", 1): [Array((isAssigned ? "!" : "!!").utf8) + arguments[0]]
            case ("show_usage", 0): [[UInt8(ascii: "?")]]
            case ("run_line_magic", 2):
                switch String(decoding: arguments[0], as: UTF8.self) {
                case "pinfo", "psearch": [arguments[1] + "?".utf8, "?".utf8 + arguments[1], magic]
                case "pinfo2": [arguments[1] + "??".utf8, "??".utf8 + arguments[1], magic]
                default: [magic, magic + [0x20]]
                }
            default: []
            }
        }

        private var magic: [UInt8] {
            let rest = arguments[1].isEmpty ? [] : [0x20] + arguments[1]
            return [UInt8(ascii: "%")] + arguments[0] + rest
        }
    }
}
