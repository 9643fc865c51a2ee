internal import NotebookModel

/// The reading of one script.
struct ScriptReader {
    private typealias Lines = ArraySlice<ArraySlice<UInt8>>

    private let lines: [ArraySlice<UInt8>]
    /// The line behind the header.
    private var start = 0
    /// Tells whether the header is nbconvert's, whose scripts hold calls for magics.
    private var holdsCalls = false
    /// Tells whether one of the header's lines is there.
    private(set) var hasHeader = false
    private var marks: [(line: Int, mark: ScriptMark)] = []

    /// Tells whether there is a mark with two blank lines behind it.
    var hasMarks: Bool { !marks.isEmpty }

    /// Tells whether every line behind the header is blank or a comment.
    var holdsOnlyComments: Bool {
        lines[start...].allSatisfy { $0.isEmpty || $0.first == UInt8(ascii: "#") }
    }

    init(_ bytes: [UInt8]) {
        var text = bytes[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        var lines = CommentBlock.lines(of: text)
        // A whole file with CRLF was converted; in one with LF a CR belongs to a cell.
        if lines.count > 1, lines.dropLast().allSatisfy({ $0.last == 0x0D }) {
            lines = lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        self.lines = lines
        readHeader()
        for index in lines.indices.dropFirst(start).dropLast(2)
        where lines[index + 1].isEmpty && lines[index + 2].isEmpty {
            guard let mark = ScriptMark.of(lines[index]), mark != .end else { continue }
            marks.append((index, mark))
        }
    }

    private mutating func readHeader() {
        if lines.first?.starts(with: "#!".utf8) == true {
            start = 1
            hasHeader = lines[0].starts(with: "#!/usr/bin/env python".utf8)
        }
        guard start < lines.count else { return }
        holdsCalls = lines[start].elementsEqual("# coding: utf-8".utf8)
        if holdsCalls || lines[start].elementsEqual("# -*- coding: utf-8 -*-".utf8) {
            start += 1
        } else {
            hasHeader = false
        }
    }

    /// The cells in order.
    func cells() -> [Cell] {
        var cells: [Cell] = []
        addTexts(lines[start..<(marks.first?.line ?? lines.count)], to: &cells)
        for (index, entry) in marks.enumerated() {
            let isLast = index + 1 == marks.count
            let end = isLast ? lines.count : marks[index + 1].line
            add(entry.mark, lines[(entry.line + 3)..<max(entry.line + 3, end)], isLast, to: &cells)
        }
        return cells
    }

    /// Adds the cell behind a mark, and the texts behind that.
    private func add(_ mark: ScriptMark, _ content: Lines, _ isLast: Bool, to cells: inout [Cell]) {
        var body = content
        var texts = content[content.endIndex...]
        let end = holdsCalls ? nil : content.lastIndex { ScriptMark.of($0) == .end }
        if let end {
            body = content[..<max(content.startIndex, end - 2)]
            texts = content[(end + 1)...]
        } else if let start = ScriptLayout.textStart(in: content) {
            body = content[..<(start - 2)]
            texts = content[start...]
        } else {
            for _ in 0..<(isLast ? 1 : 2) where body.count > 1 && body.last?.isEmpty == true {
                body.removeLast()
            }
        }
        cells.append(cell(mark, body))
        addTexts(texts, to: &cells)
    }

    private func cell(_ mark: ScriptMark, _ body: Lines) -> Cell {
        switch mark {
        case .raw(let type):
            let isComment = !body.isEmpty && body.allSatisfy { $0.first == UInt8(ascii: "#") }
            let source =
                isComment ? CommentBlock.text(of: body) : Array(body.joined(separator: [0x0A]))
            return .raw(
                String(decoding: source, as: UTF8.self),
                metadata: type.isEmpty ? [:] : ["raw_mimetype": .string(type)]
            )
        case .code(let count):
            let source = holdsCalls ? IPythonCallReader.source(of: body) : ScriptCode.decode(body)
            return .code(String(decoding: source, as: UTF8.self), executionCount: count)
        case .end:
            return .code("")
        }
    }

    /// Adds a cell for each row of lines that are not empty: Markdown if all are comments.
    private func addTexts(_ lines: Lines, to cells: inout [Cell]) {
        for row in lines.split(whereSeparator: \.isEmpty) {
            if row.allSatisfy({ $0.first == UInt8(ascii: "#") }) {
                let text = CommentBlock.text(of: row)
                cells.append(.markdown(String(decoding: text, as: UTF8.self)))
            } else {
                let text = Array(row.joined(separator: [0x0A]))
                cells.append(.raw(String(decoding: text, as: UTF8.self)))
            }
        }
    }
}
