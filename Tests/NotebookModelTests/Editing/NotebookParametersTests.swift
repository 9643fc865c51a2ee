import NotebookModel
import Testing

@Suite struct NotebookParametersTests {
    /// What papermill 2.7.0 writes for a value.
    @Test(
        arguments: [
            (#"null"#, #"None"#),
            (#"true"#, #"True"#),
            (#"false"#, #"False"#),
            (#"0"#, #"0"#),
            (#"-7"#, #"-7"#),
            (#"12345678901234567890123"#, #"12345678901234567890123"#),
            (#"1.0"#, #"1.0"#),
            (#"-0.0"#, #"-0.0"#),
            (#"2.5"#, #"2.5"#),
            (#"1e+16"#, #"1e+16"#),
            (#"1000000000000000.0"#, #"1000000000000000.0"#),
            (#"1e-05"#, #"1e-05"#),
            (#"0.1"#, #"0.1"#),
            (#"1e+300"#, #"1e+300"#),
            (#"1.7976931348623157e+308"#, #"1.7976931348623157e+308"#),
            (#"NaN"#, #"float('nan')"#),
            (#"Infinity"#, #"float('inf')"#),
            (#"-Infinity"#, #"float('-inf')"#),
            ("\"\"", "\"\""),
            (#""plain""#, #""plain""#),
            (#""it's""#, #""it's""#),
            (#""say \"hi\"""#, #""say \"hi\"""#),
            (#""back\\slash""#, #""back\\slash""#),
            (#""end\\""#, #""end\\""#),
            (#""\\\"""#, #""\\\"""#),
            (#""tab\tnl\ncr\r""#, #""tab\tnl\ncr\r""#),
            (#""\u0000\u001b\u007f""#, #""\x00\x1b\x7f""#),
            (#""\u00e9""#, #""\xe9""#),
            (#""\u65e5\u672c""#, #""\u65e5\u672c""#),
            (#""\ud83d\ude00""#, #""\U0001f600""#),
            (#""\ud800""#, #""\ud800""#),
            (#""a\udfffb""#, #""a\udfffb""#),
            (#""\udc00\ud800""#, #""\udc00\ud800""#),
            (#""\udbfe\udc00""#, #""\U0010f800""#),
            (#""{braces} %s""#, #""{braces} %s""#),
            (#"[]"#, #"[]"#),
            (#"[1, [null, "x"]]"#, #"[1, [None, "x"]]"#),
            (#"{}"#, #"{}"#),
            (
                #"{"a": 1, "b c": [true], "q\"": {"n": null}}"#,
                #"{"a": 1, "b c": [True], "q\"": {"n": None}}"#
            ),
            (#""\u0085\u00a0""#, #""\x85\xa0""#),
            (#""\u2028""#, #""\u2028""#),
        ] as [(String, String)]
    )
    func `a value becomes the Python that papermill makes of it`(
        json: String,
        python: String
    ) throws {
        let value = try JSONValue(parsing: Array(json.utf8))
        let notebook = try Notebook().injecting(parameters: ["x": value])
        #expect(notebook.cells[0].source == "# Parameters\nx = \(python)\n")
    }

    @Test func `a number beyond the range of floating point is infinite, as Python reads it`()
        throws
    {
        let number = try #require(JSONNumber(lexeme: "-1e999"))
        let notebook = try Notebook().injecting(parameters: ["x": .number(number)])
        #expect(notebook.cells[0].source == "# Parameters\nx = float('-inf')\n")
    }

    @Test func `values are assigned in their order`() throws {
        let notebook = try Notebook().injecting(parameters: ["b": 1, "a": "x", "größe": nil])
        #expect(notebook.cells[0].source == "# Parameters\nb = 1\na = \"x\"\ngröße = None\n")
    }

    @Test func `the cell stands behind the defaults`() throws {
        let notebook = Notebook(
            cells: [
                .markdown("text", id: "m"),
                .code("x = 0", id: "p", metadata: ["tags": ["a", "parameters"]]),
                .code("x", id: "c"),
            ]
        )
        let result = try notebook.injecting(parameters: ["x": 1])
        #expect(result.cells.map(\.source) == ["text", "x = 0", "# Parameters\nx = 1\n", "x"])
        #expect(result.cells[2].tags == ["injected-parameters"])
        #expect(result.cells[2].id != nil)
    }

    @Test func `without defaults it stands at the top`() throws {
        let result = try Notebook(cells: [.code("x", id: "c")]).injecting(parameters: ["x": 1])
        #expect(result.cells.map(\.source) == ["# Parameters\nx = 1\n", "x"])
    }

    @Test func `an earlier one is replaced where it stands`() throws {
        let defaults = Cell.code("x = 0", id: "p", metadata: ["tags": ["parameters"]])
        var notebook = try Notebook(cells: [defaults]).injecting(parameters: ["x": 1])
        let id = notebook.cells[1].id
        notebook.cells.swapAt(0, 1)
        let result = try notebook.injecting(parameters: ["y": 2])
        #expect(result.cells.map(\.source) == ["# Parameters\ny = 2\n", "x = 0"])
        #expect(result.cells[0].id == id)
    }

    @Test func `the notebook's metadata note the values`() throws {
        let notebook = Notebook(metadata: ["papermill": ["version": "1", "parameters": ["a": 1]]])
        let nan = JSONValue.number(.nan)
        let result = try notebook.injecting(parameters: ["x": [nan], "y": -2])
        #expect(
            result.metadata == [
                "papermill": ["version": "1", "parameters": ["x": ["NaN"], "y": -2]]
            ]
        )
    }

    @Test func `a notebook of a format without ids gets a cell without`() throws {
        let notebook = try Notebook(nbformatMinor: 4).injecting(parameters: ["x": 1])
        #expect(notebook.cells[0].id == nil)
    }

    @Test(arguments: ["", "1a", "a b", "a-b", "a=1\nb", "a.b", "\u{1B}"])
    func `what names no variable is refused by its name`(_ name: String) {
        #expect(throws: NotebookParameterError.notIdentifier(name)) {
            try Notebook().injecting(
                parameters: JSONObject([("ok", .number(1)), (name, .number(1))])
            )
        }
    }

    @Test(arguments: ["class", "None", "await", "__debug__"])
    func `a word that Python keeps for itself is refused by its name`(_ name: String) {
        #expect(throws: NotebookParameterError.reserved(name)) {
            try Notebook().injecting(parameters: JSONObject([(name, .number(1))]))
        }
    }

    @Test(arguments: ["_", "match", "print", "x1", "naïve", "變數"])
    func `names that Python allows are allowed`(_ name: String) throws {
        _ = try Notebook().injecting(parameters: JSONObject([(name, .number(1))]))
    }
}
