import NotebookModel
import NotebookTestSupport
import Testing

@Suite struct NotebookReadingTests {
    private func read(_ cells: String) throws -> Notebook {
        let text = #"{"cells":[\#(cells)],"metadata":{},"nbformat":4,"nbformat_minor":5}"#
        return try Notebook(reading: Array(text.utf8))
    }

    @Test func `the parts of a notebook are read`() throws {
        let notebook = try read(
            #"""
            {"cell_type":"markdown","id":"a","metadata":{"tags":["t"]},"source":["x\n","y"],
             "attachments":{"p.png":{"image/png":["AQ","ID"]}}},
            {"cell_type":"raw","metadata":{},"source":"r"},
            {"cell_type":"code","execution_count":2,"metadata":{},"source":[],"outputs":[
             {"output_type":"stream","name":"stderr","text":["a","b\n"]},
             {"output_type":"display_data","metadata":{},"data":
              {"text/plain":["1\n","2"],"application/json":["1\n"],"image/svg+xml":"<svg/>"}},
             {"output_type":"execute_result","execution_count":2,"metadata":{"m":1},"data":{}},
             {"output_type":"error","ename":"E","evalue":"v","traceback":["1","2"]}]}
            """#
        )
        #expect(
            notebook.cells == [
                .markdown(
                    "x\ny",
                    attachments: [
                        CellAttachment(name: "p.png", content: ["image/png": .base64("AQID")])
                    ],
                    id: "a",
                    metadata: ["tags": ["t"]]
                ),
                .raw("r"),
                .code(
                    "",
                    outputs: [
                        .stream(.stderr, "ab\n"),
                        .displayData([
                            "text/plain": "1\n2", "application/json": .json(["1\n"]),
                            "image/svg+xml": "<svg/>",
                        ]),
                        .executeResult([:], metadata: ["m": 1], executionCount: 2),
                        .error(name: "E", value: "v", traceback: ["1", "2"]),
                    ],
                    executionCount: 2
                ),
            ]
        )
    }

    @Test func `what has the wrong type is read as far as it goes`() throws {
        let notebook = try read(
            #"""
            {"cell_type":"code","execution_count":"7","source":null},
            {"cell_type":"code","execution_count":null,"outputs":null,"metadata":[],"source":["a",1]},
            {"cell_type":"wonder","source":"s","x":1},
            {"source":"s"},
            17,
            {"cell_type":"code","execution_count":[7],"metadata":{},"source":[],"outputs":[
             {"output_type":"stream","name":8,"text":[]}]}
            """#
        )
        #expect(notebook.cells[0] == .code("", executionCount: 7))
        #expect(
            notebook.cells[1].otherMembers == ["outputs": nil, "metadata": [], "source": ["a", 1]]
        )
        #expect(notebook.cells[2].kind == .unknown(type: "wonder"))
        #expect(notebook.cells[2].otherMembers == ["x": 1])
        #expect(notebook.cells[3].kind == .unknown(type: ""))
        #expect(notebook.cells[3].source == "s")
        #expect(notebook.cells[4].kind == .unknown(type: ""))
        let written = notebook.normalizedBytes()
        #expect(try Notebook(reading: written).normalizedBytes() == written)
        let cells = try #require(try JSONValue(parsing: written)["cells"])
        #expect(cells[1]?["source"] == ["a", 1])
        #expect(cells[5]?["execution_count"] == [7])
        #expect(cells[5]?["outputs"]?[0]?["name"] == 8)
    }

    @Test func `versions may be strings and fractions, and the minor one may be missing`() throws {
        let text = #"{"nbformat":"4","nbformat_minor":2.0,"cells":[]}"#
        #expect(try Notebook(reading: Array(text.utf8)) == Notebook(nbformatMinor: 2))
        let short = #"{"nbformat":4.0,"cells":[]}"#
        #expect(try Notebook(reading: Array(short.utf8)) == Notebook(nbformatMinor: 0))
    }

    @Test(arguments: [
        ("", NotebookError.empty),
        (" \n", .empty),
        ("[]", .notNotebook("the outermost value has to be an object")),
        ("{}", .notNotebook("'nbformat' is missing")),
        (#"{"nbformat":true}"#, .notNotebook("'nbformat' has to be a number")),
        (#"{"nbformat":4}"#, .notNotebook("'cells' is missing")),
        (#"{"nbformat":4,"cells":{}}"#, .notNotebook("'cells' has to be a list")),
        (#"{"nbformat":0,"worksheets":[]}"#, .unsupportedFormat(major: 0)),
        (#"{"nbformat":5}"#, .unsupportedFormat(major: 5)),
        (
            "{",
            .notJSON(
                JSONError(
                    .unexpectedEnd(expected: "a key or '}'"),
                    line: 1,
                    column: 2,
                    offset: 1
                )
            )
        ),
    ])
    func `bytes that are no notebook give an error that says why`(
        _ text: String,
        _ expected: NotebookError
    ) {
        let error = #expect(throws: NotebookError.self) {
            try Notebook(reading: Array(text.utf8))
        }
        #expect(error == expected)
    }

    @Test func `the error of an unknown format says what can be read`() {
        #expect(
            NotebookError.unsupportedFormat(major: 0).description
                == "there is no format 0; formats 1 to 4 can be read"
        )
        #expect(
            NotebookError.unsupportedFormat(major: 5).description
                == "format 5 is newer than 4, the newest that can be read"
        )
    }

    @Test(arguments: Corpus.names)
    func `a file and its JSON give the same notebook`(name: String) throws {
        let bytes = try Corpus.bytes(name)
        #expect(try Notebook(JSONValue(parsing: bytes)) == Notebook(reading: bytes))
    }

    @Test func `every value of a file counts`() throws {
        let bytes = Array(#"{"nbformat": 4, "cells": [], "metadata": {}}"#.utf8)
        #expect(throws: NotebookError.self) {
            try Notebook(reading: bytes, parser: JSONParser(maximumValueCount: 3))
        }
        _ = try Notebook(reading: bytes, parser: JSONParser(maximumValueCount: 4))
    }
}
