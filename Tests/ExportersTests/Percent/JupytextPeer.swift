import Exporters
import NotebookModel
import NotebookTestSupport

/// What jupytext writes and reads, asked for many notebooks at once.
enum JupytextPeer {
    /// The text of each notebook without the line of jupytext's version, or `nil` if it raises.
    static func writes(_ notebooks: [Notebook]) async throws -> [String?] {
        let program = """
            import json, re, sys, warnings
            warnings.simplefilter("ignore")
            import jupytext, nbformat
            answers = []
            for text in json.load(sys.stdin):
                try:
                    notebook = nbformat.reads(text, as_version=4)
                    text = jupytext.writes(notebook, fmt="py:percent")
                    lines = [line for line in text.split("\\n")
                        if not line.startswith("#     jupytext_version: ")
                        and not line.startswith("#       jupytext_version: ")]
                    # A lone surrogate can't be written to a file.
                    answers.append(re.sub("[\\ud800-\\udfff]", "\\ufffd", "\\n".join(lines)))
                except Exception as error:
                    answers.append(None)
            print(json.dumps(answers))
            """
        return try await ask(program, notebooks.map { json($0).description }).map(\.stringValue)
    }

    /// A notebook as JSON with the members of metadata in their order.
    static func json(_ notebook: Notebook) -> JSONValue {
        let cells = notebook.cells.map { cell in
            var object: JSONObject = [
                "cell_type": .string(cell.type), "source": .string(cell.source),
                "metadata": .object(cell.metadata),
            ]
            if cell.isCode {
                object["outputs"] = []
                object["execution_count"] = .null
            }
            return JSONValue.object(object)
        }
        return [
            "cells": .array(cells), "metadata": .object(notebook.metadata), "nbformat": 4,
            "nbformat_minor": 4,
        ]
    }

    /// The first line in which two texts differ, in both of them.
    static func difference(_ own: String, _ other: String) -> String {
        let left = own.split(separator: "\n", omittingEmptySubsequences: false)
        let right = other.split(separator: "\n", omittingEmptySubsequences: false)
        for index in 0..<max(left.count, right.count) {
            let ownLine = index < left.count ? String(left[index]) : "(end)"
            let otherLine = index < right.count ? String(right[index]) : "(end)"
            if !ownLine.utf8.elementsEqual(otherLine.utf8) {
                return "line \(index + 1): \(ownLine.debugDescription), "
                    + "not \(otherLine.debugDescription)"
            }
        }
        return ""
    }

    static func ask(_ program: String, _ inputs: [String]) async throws -> [JSONValue] {
        let input = JSONValue.array(inputs.map(JSONValue.string)).compactBytes()
        return try await Peer.json(program, input: input).arrayValue ?? []
    }
}

extension JupytextPeer {
    /// A cell, as far as scripts hold it, for comparison: members of metadata in any order.
    struct PlainCell: Hashable, CustomStringConvertible {
        var type: String
        var source: [UInt8]
        var metadata: [UInt8]

        init(type: String, source: String, metadata: JSONObject) {
            self.type = type
            self.source = Array(source.utf8)
            let writer = JSONWriter(sortsKeys: true, respellsNumbers: true)
            // Python knows such a number as infinite only.
            let text = String(decoding: writer.bytes(for: .object(metadata)), as: UTF8.self)
            self.metadata = Array(
                text.replacing("1E400", with: "Infinity").replacing("1e400", with: "Infinity").utf8
            )
        }

        init(_ cell: Cell) {
            self.init(type: cell.type, source: cell.source, metadata: cell.metadata)
        }

        var description: String {
            let text = String(decoding: source, as: UTF8.self).debugDescription
            return "\(type) \(text) \(String(decoding: metadata, as: UTF8.self))"
        }
    }

    /// The cells of each text, or `nil` if jupytext raises.
    static func reads(_ texts: [String]) async throws -> [[PlainCell]?] {
        let program = """
            import json, sys, warnings
            warnings.simplefilter("ignore")
            import jupytext
            answers = []
            for text in json.load(sys.stdin):
                try:
                    notebook = jupytext.reads(text, fmt="py:percent")
                    answer = [[cell.cell_type, cell.source, cell.metadata] for cell in notebook.cells]
                    json.dumps(answer)
                    answers.append(answer)
                except Exception:
                    answers.append(None)
            print(json.dumps(answers))
            """
        return try await ask(program, texts).map { answer in
            answer.arrayValue?.map { cell in
                PlainCell(
                    type: cell[0]?.stringValue ?? "",
                    source: cell[1]?.stringValue ?? "",
                    metadata: cell[2]?.objectValue ?? [:]
                )
            }
        }
    }
}
