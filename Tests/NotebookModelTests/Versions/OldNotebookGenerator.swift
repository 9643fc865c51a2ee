import NotebookModel
import NotebookTestSupport

/// Makes notebooks of formats 1 to 3 that nbformat can read, and of which it loses nothing.
struct OldNotebookGenerator {
    /// The types of cells that there are, by format.
    static let cellTypes = [
        1: ["code", "text"],
        2: ["code", "markdown", "html"],
        3: ["code", "markdown", "html", "heading", "raw", "other"],
    ]
    static let outputTypes = [
        "pyout", "display_data", "stream", "pyerr", "execute_result", "other",
    ]

    private let format: Int
    private var random: SeededGenerator

    init(format: Int, seed: UInt64) {
        self.format = format
        random = SeededGenerator(seed: seed)
    }

    mutating func notebook() -> JSONObject {
        var notebook: JSONObject = [:]
        if format > 1 || chance(2) { notebook["nbformat"] = .number(format) }
        guard format > 1 else {
            notebook["cells"] = list(upTo: 5) { $0.cell() }
            return notebook
        }
        notebook["metadata"] = metadata(["name": "n", "signature": "sha256:0", "language": "R"])
        if format == 3 {
            notebook["nbformat_minor"] = 0
            if chance(4) { notebook["orig_nbformat"] = [2, 0, nil].randomElement(using: &random) }
        }
        if chance(4) { notebook["orig_nbformat_minor"] = 1 }
        if chance(4) { notebook["unknown"] = [1] }
        notebook["worksheets"] = list(upTo: 3) { generator in
            var sheet: JSONObject = ["cells": generator.list(upTo: 5) { $0.cell() }]
            if generator.chance(2) { sheet["metadata"] = ["a": 1] }
            return .object(sheet)
        }
        return notebook
    }

    private mutating func cell() -> JSONValue {
        let type = Self.cellTypes[format]?.randomElement(using: &random) ?? ""
        var cell: JSONObject = ["cell_type": .string(type)]
        switch (format, type) {
        case (1, "code"):
            if chance(4, of: 5) { cell["code"] = .string(text()) }
            if chance(2) { cell["prompt_number"] = .number(Int.random(in: 0...9, using: &random)) }
            return .object(cell)
        case (1, _):
            if chance(4, of: 5) { cell["text"] = .string(text()) }
            return .object(cell)
        case (_, "code"):
            cell["outputs"] = list(upTo: 3) { $0.output() }
            if chance(4, of: 5) { cell["input"] = lines() }
            if chance(4, of: 5) { cell["language"] = "python" }
            if chance(2) { cell["collapsed"] = .bool(chance(2)) }
            addNumber(to: &cell)
        default:
            if chance(4, of: 5) { cell["source"] = lines() }
            if chance(3) { cell["rendered"] = lines() }
            if type == "heading", chance(2) {
                cell["level"] = .number(Int.random(in: -1...8, using: &random))
            }
        }
        if chance(2) { cell["metadata"] = metadata(["trusted": true, "scrolled": 1, "m": [nil]]) }
        if chance(8) { cell["trusted"] = true }
        return .object(cell)
    }

    private mutating func output() -> JSONValue {
        let type = Self.outputTypes.randomElement(using: &random) ?? ""
        var output: JSONObject = ["output_type": .string(type)]
        switch type {
        case "stream":
            if chance(2) { output["stream"] = chance(2) ? "stdout" : "stderr" }
            output["text"] = lines()
        case "pyerr":
            output[format == 2 && chance(2) ? "etype" : "ename"] = .string(text())
            output["evalue"] = .string(text())
            output["traceback"] = list(upTo: 3) { .string($0.text()) }
        default:
            addData(to: &output)
            addNumber(to: &output)
            if chance(2) {
                output["metadata"] = metadata(["png": ["width": 1], "text": 2, "text/html": 3])
            }
        }
        return .object(output)
    }

    private mutating func addData(to output: inout JSONObject) {
        for key in ["text", "html", "svg", "latex", "javascript"] where chance(4) {
            output[key] = lines()
        }
        for key in ["png", "jpeg"] where chance(4) { output[key] = .string("iVBO\nRw==") }
        if chance(4) { output["json"] = json() }
        if format == 3, chance(6) { output["png"] = ["a\n", "b"] }
        if chance(8) { output["pdf"] = lines() }
        if output["text"] == nil, chance(4) { output["text/plain"] = lines() }
        if chance(8) { output["application/x+json"] = ["a": [1.50]] }
    }

    private mutating func addNumber(to object: inout JSONObject) {
        guard chance(2) else { return }
        object["prompt_number"] =
            chance(4) ? .null : .number(Int.random(in: 0...99, using: &random))
    }

    /// JSON as a text, or as the lines of it.
    private mutating func json() -> JSONValue {
        let values: [JSONValue] = [
            #"{"a": [1, 2.50, -0, 1e3], "é": "\u00e9"}"#, "[]", "null", "  3 ", #""x""#, "NaN",
            ["{", "\"a\": 1", "}"], ["[1,\n", "2]"],
        ]
        return values.randomElement(using: &random) ?? nil
    }

    private mutating func metadata(_ members: JSONObject) -> JSONValue {
        .object(JSONObject(members: members.filter { _ in chance(2) }))
    }

    /// A text, or a list of lines with or without ends.
    private mutating func lines() -> JSONValue {
        chance(3) ? .string(text()) : list(upTo: 4) { .string($0.text()) }
    }

    private mutating func text() -> String {
        let parts = [
            "", "a", "# b", "é", "\n", "\r", "\r\n", "\u{2028}", "\u{85}", "\u{1C}", "\u{B}", " ",
            "日本", "\\", "<b>", "c\n", "d\n",
        ]
        return (0..<Int.random(in: 0...4, using: &random))
            .compactMap { _ in parts.randomElement(using: &random) }.joined()
    }

    private mutating func list(
        upTo count: Int,
        _ element: (inout OldNotebookGenerator) -> JSONValue
    ) -> JSONValue {
        .array((0..<Int.random(in: 0...count, using: &random)).map { _ in element(&self) })
    }

    /// Tells yes once, or some times, of so many.
    private mutating func chance(_ times: Int = 1, of count: Int) -> Bool {
        Int.random(in: 0..<count, using: &random) < times
    }

    private mutating func chance(_ count: Int) -> Bool {
        chance(1, of: count)
    }
}
