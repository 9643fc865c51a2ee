/// The going through code by logical lines, in which commands become comments or the other way
/// round.
///
/// Lines within strings and brackets are left alone. What stands in a comment makes no difference
/// to where the next logical line starts, so that both ways see the same lines.
struct ScriptLines {
    private let source: ArraySlice<UInt8>
    private var position: Int
    private(set) var output: [UInt8] = []
    /// Tells whether a `from __future__ import` was found that is no comment.
    private(set) var hasFuture = false

    init(_ source: ArraySlice<UInt8>) {
        self.source = source
        position = source.startIndex
        output.reserveCapacity(source.count + 64)
    }

    /// Tells whether no line could be one that is changed, wherever it stands.
    static func areUnchanged(_ source: ArraySlice<UInt8>) -> Bool {
        var start = source.startIndex
        while start < source.endIndex {
            let end = source[start...].firstIndex(of: 0x0A) ?? source.endIndex
            if MagicLine(source[start..<end]) != nil { return false }
            start = end + 1
        }
        return true
    }

    /// Makes comments of the commands.
    ///
    /// - Parameters:
    ///   - future: Tells whether `from __future__ import` becomes a comment too.
    ///   - escapes: Tells whether comments that look like commands get another `# `.
    mutating func comment(future: Bool, escapes: Bool = true) {
        while position < source.endIndex {
            let line = line()
            guard let magic = MagicLine(line), escapes || magic.levels == 0 else {
                copyLogicalLine()
                continue
            }
            if magic.kind == .future, magic.levels == 0 {
                hasFuture = true
                if !future || !magic.indentation.isEmpty {
                    copyLogicalLine()
                    continue
                }
            }
            magic.appendCommented(to: &output)
            endLine(line)
            var last = line
            while MagicLine.isContinued(last), position < source.endIndex {
                last = self.line()
                guard magic.levels == 0 || last.starts(with: "# ".utf8) else { break }
                output += "# ".utf8
                output += last
                endLine(last)
            }
        }
    }

    /// Makes commands of the comments that stand for them.
    mutating func uncomment() {
        while position < source.endIndex {
            let line = line()
            guard let magic = MagicLine(line), magic.levels > (magic.kind == .mark ? 1 : 0) else {
                copyLogicalLine()
                continue
            }
            magic.appendUncommented(to: &output)
            endLine(line)
            var last = line
            while MagicLine.isContinued(last), position < source.endIndex {
                last = self.line()
                guard last.starts(with: "# ".utf8) else { break }
                output += last.dropFirst(2)
                endLine(last)
            }
        }
    }

    /// The line at the position, without its line feed.
    private func line() -> ArraySlice<UInt8> {
        source[position..<(source[position...].firstIndex(of: 0x0A) ?? source.endIndex)]
    }

    /// Goes behind a line.
    private mutating func endLine(_ line: ArraySlice<UInt8>) {
        position = line.endIndex
        guard position < source.endIndex else { return }
        output.append(0x0A)
        position += 1
    }

    private mutating func copyLogicalLine() {
        var tokenizer = PythonTokenizer(source[position...])
        var end = source.endIndex
        while let token = tokenizer.next() {
            let endsLine =
                token.kind == .newline
                || (token.kind == .nonlogicalNewline && !tokenizer.hasOpenContexts)
            if endsLine, token.range.upperBound > position,
                source[token.range.upperBound - 1] == 0x0A
            {
                end = token.range.upperBound
                break
            }
        }
        output += source[position..<end]
        position = end
    }
}
