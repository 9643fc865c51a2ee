import NotebookModel
import NotebookTestSupport
import Testing

/// A notebook that is read and written again keeps its bytes, but for what was changed.
@Suite struct LosslessTests {
    @Test(arguments: Corpus.names)
    func `an untouched notebook is its file again`(name: String) throws {
        let bytes = try Corpus.bytes(name)
        let notebook = try Notebook(reading: bytes)
        #expect(notebook.jsonBytes() == bytes)
    }

    @Test(arguments: Corpus.names)
    func `looking at everything changes nothing`(name: String) throws {
        let bytes = try Corpus.bytes(name)
        let notebook = try Notebook(reading: bytes)
        _ = notebook.hashValue
        #expect(notebook.jsonBytes() == bytes)
    }

    @Test(arguments: Corpus.names)
    func `setting everything to what it is changes nothing`(name: String) throws {
        let bytes = try Corpus.bytes(name)
        var notebook = try Notebook(reading: bytes)
        notebook.metadata = notebook.metadata
        for index in notebook.cells.indices {
            notebook.cells[index].source += ""
            notebook.cells[index].kind = notebook.cells[index].kind
        }
        #expect(notebook.jsonBytes() == bytes)
    }

    /// Cells here and there, the fewer the larger the notebook.
    @Test(arguments: Corpus.names)
    func `the edit of a cell changes only the bytes of its source`(name: String) throws {
        let bytes = try Corpus.bytes(name)
        let original = try Notebook(reading: bytes)
        let edits = min(24, max(2, 400_000 / bytes.count))
        let step = max(1, original.cells.count / edits)
        for index in stride(from: 0, to: original.cells.count, by: step) {
            var notebook = original
            notebook.cells[index].source = "print('é')\n# changed"
            let written = notebook.jsonBytes()
            #expect(try Notebook(reading: written) == notebook)
            let (old, new) = differing(bytes, written)
            let text = String(decoding: new, as: UTF8.self)
            let source = original.cells[index].source
            #expect(text.utf8.count < 120, "\(name), cell \(index): \(text)")
            #expect(old.count <= source.utf8.count * 7 + 200, "\(name), cell \(index)")
        }
    }

    @Test(arguments: Corpus.names)
    func `cells that are removed, moved and inserted leave the others as they stand`(
        name: String
    ) throws {
        let bytes = try Corpus.bytes(name)
        var notebook = try Notebook(reading: bytes)
        guard notebook.cells.count > 2 else { return }
        let first = notebook.cells.removeFirst()
        notebook.cells.append(first)
        notebook.cells.insert(.code("1 + 1", id: "new"), at: 1)
        let written = notebook.jsonBytes()
        #expect(try Notebook(reading: written) == notebook)
        notebook.cells.remove(at: 1)
        notebook.cells.insert(notebook.cells.removeLast(), at: 0)
        #expect(notebook.jsonBytes() == bytes)
    }

    @Test(
        arguments: [
            // Python's, JavaScript's and other people's styles.
            #"{"cells":[{"cell_type":"raw","metadata":{},"source":"@"}],"metadata":{},"nbformat":4}"#,
            #"{"cells": [{"cell_type": "raw", "source": ["@"]}], "nbformat": 4, "metadata": {}}"#,
            "{\n \"cells\": [\n  {\n   \"source\": [\n    \"@\"\n   ]\n  }\n ],\n \"nbformat\": 4\n}\n",
            "{\r\n  \"nbformat\": 4,\r\n  \"cells\": [\r\n    {\r\n      \"source\": \"@\"\r\n    }\r\n  ]\r\n}",
            "\u{FEFF}{\n\t\"nbformat\": 4,\n\t\"cells\": [\n\t\t{\n\t\t\t\"source\": [\n\t\t\t\t\"@\"\n\t\t\t]\n\t\t}\n\t]\n}",
            "{ \"nbformat\" : 4.0 ,\n\"cells\":[ { \"source\":\"@\" , \"x\" : 1E5 } ]   }\n\n",
        ]
    )
    func `a source is written in the style of its file`(text: String) throws {
        let bytes = Array(text.replacing("@", with: "a\\n\\u00e9").utf8)
        var notebook = try Notebook(reading: bytes)
        notebook.cells[0].source = "b"
        #expect(
            String(decoding: notebook.jsonBytes(), as: UTF8.self) == text.replacing("@", with: "b")
        )
    }

    @Test func `new members stand in the style of the file`() throws {
        let text =
            "{\n  \"cells\": [\n    {\n      \"cell_type\": \"raw\"\n    }\n  ],\n  \"nbformat\": 4\n}"
        var notebook = try Notebook(reading: Array(text.utf8))
        notebook.cells[0].id = "a"
        notebook.metadata["x"] = [1]
        #expect(
            String(decoding: notebook.jsonBytes(), as: UTF8.self) == """
                {
                  "cells": [
                    {
                      "cell_type": "raw",
                      "id": "a"
                    }
                  ],
                  "nbformat": 4,
                  "metadata": {
                    "x": [
                      1
                    ]
                  }
                }
                """
        )
    }

    @Test func `members that are removed leave no trace`() throws {
        let text = #"{"cells": [{"id": "a", "source": "", "x": 1}, {"y": 2}], "nbformat": 4}"#
        var notebook = try Notebook(reading: Array(text.utf8))
        notebook.cells[0].id = nil
        notebook.cells[0].otherMembers["x"] = nil
        notebook.cells[1].otherMembers["y"] = nil
        notebook.cells[1].source = "b"
        let written = String(decoding: notebook.jsonBytes(), as: UTF8.self)
        #expect(written == #"{"cells": [{"source": ""}, {"source": "b"}], "nbformat": 4}"#)
    }

    @Test func `duplicate keys, numbers and escapes stay where nothing is changed`() throws {
        let text = #"""
            {"nbformat":4,"x":1E400,"x":-0,"cells":[{"source":"\u003c","source":"\/","n":1.0},{"source":"b"}],"y":"\ud800"}
            """#
        var notebook = try Notebook(reading: Array(text.utf8))
        notebook.cells[1].source = "c"
        let written = String(decoding: notebook.jsonBytes(), as: UTF8.self)
        #expect(written == text.replacing(#""b""#, with: #""c""#))
    }

    /// Swift takes both for equal.
    @Test func `a letter with an accent in place of an accented letter is a change`() throws {
        let text = "{\"nbformat\":4,\"cells\":[{\"source\":\"\u{E9}\"}]}"
        var notebook = try Notebook(reading: Array(text.utf8))
        notebook.cells[0].source = "e\u{301}"
        let written = notebook.jsonBytes()
        #expect(written == Array("{\"nbformat\":4,\"cells\":[{\"source\":\"e\u{301}\"}]}".utf8))
    }

    private static let outputs = #"""
        {"nbformat":4,"cells":[{"outputs":[ {"output_type":"stream","name":"stdout","text":"A\u003c"},
         {"data":{"text/plain":["1"],"image/png":""},"output_type":"display_data"} ],"cell_type":"code","source":"x"}]}
        """#

    private func changingOutputs(_ change: (inout [Output]) -> Void) throws -> String {
        var notebook = try Notebook(reading: Array(Self.outputs.utf8))
        guard case .code(var outputs, let count) = notebook.cells[0].kind else { return "no code" }
        change(&outputs)
        notebook.cells[0].kind = .code(outputs: outputs, executionCount: count)
        return String(decoding: notebook.jsonBytes(), as: UTF8.self)
    }

    @Test func `an output that is added leaves the others as they stand`() throws {
        let appended = try changingOutputs { $0.append(.stream(.stderr, "b")) }
        let expected = #"""
            {"nbformat":4,"cells":[{"outputs":[ {"output_type":"stream","name":"stdout","text":"A\u003c"},
             {"data":{"text/plain":["1"],"image/png":""},"output_type":"display_data"},
             {"name":"stderr","output_type":"stream","text":"b"} ],"cell_type":"code","source":"x"}]}
            """#
        #expect(appended == expected)
        let inserted = try changingOutputs { $0.insert(.stream(.stdout, "b"), at: 0) }
        #expect(
            inserted
                == Self.outputs.replacing(
                    "[ {",
                    with: "[ {\"name\":\"stdout\",\"output_type\":\"stream\",\"text\":\"b\"},\n {"
                )
        )
    }

    @Test func `an output that is changed or removed leaves the others as they stand`() throws {
        let changed = try changingOutputs { $0[1] = .stream(.stdout, "b") }
        let expected = #"""
            {"nbformat":4,"cells":[{"outputs":[ {"output_type":"stream","name":"stdout","text":"A\u003c"},
             {"name":"stdout","output_type":"stream","text":"b"} ],"cell_type":"code","source":"x"}]}
            """#
        #expect(changed == expected)
        let removed = try changingOutputs { $0.removeFirst() }
        let rest = #"""
            {"nbformat":4,"cells":[{"outputs":[ {"data":{"text/plain":["1"],"image/png":""},"output_type":"display_data"} ],"cell_type":"code","source":"x"}]}
            """#
        #expect(removed == rest)
    }

    @Test func `cells count, whatever other members are called`() throws {
        let text = #"{"nbformat":4,"cells":[{"source":"a"}]}"#
        var notebook = try Notebook(reading: Array(text.utf8))
        notebook.otherMembers["cells"] = []
        notebook.metadata["x"] = 1
        let written = String(decoding: notebook.jsonBytes(), as: UTF8.self)
        #expect(written == #"{"nbformat":4,"cells":[{"source":"a"}],"metadata":{"x":1}}"#)
    }

    @Test func `an empty list of cells keeps its blanks`() throws {
        var notebook = try Notebook(
            reading: Array(#"{"cells": [ ], "nbformat": 4, "metadata": 1}"#.utf8)
        )
        notebook.metadata = ["x": 1]
        let written = String(decoding: notebook.jsonBytes(), as: UTF8.self)
        #expect(written == #"{"cells": [ ], "nbformat": 4, "metadata": {"x": 1}}"#)
    }

    @Test func `cells of another file are written in the style of this one`() throws {
        let other = "{\n \"nbformat\": 4,\n \"cells\": [\n  {\n   \"source\": \"b\"\n  }\n ]\n}"
        var notebook = try Notebook(
            reading: Array(#"{"nbformat":4,"cells":[{"source":"a"}]}"#.utf8)
        )
        notebook.cells.append(try Notebook(reading: Array(other.utf8)).cells[0])
        let written = String(decoding: notebook.jsonBytes(), as: UTF8.self)
        #expect(written == #"{"nbformat":4,"cells":[{"source":"a"},{"metadata":{},"source":"b"}]}"#)
    }

    /// What of two texts is left without their common beginning and end.
    private func differing(
        _ left: [UInt8],
        _ right: [UInt8]
    ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
        let start = zip(left, right).prefix { $0 == $1 }.count
        let limit = min(left.count, right.count) - start
        let end = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.prefix(limit).count
        return (left[start..<left.count - end], right[start..<right.count - end])
    }
}
