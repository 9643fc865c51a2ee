import NotebookModel
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotebookConversionTests {
    @Test func `ids go below 4.5 and are reported`() {
        var notebook = Notebook(cells: [.code("a", id: "x"), .raw("b"), .markdown("c", id: "y")])
        let losses = notebook.convert(to: .v44)
        #expect(
            notebook == Notebook(cells: [.code("a"), .raw("b"), .markdown("c")], nbformatMinor: 4)
        )
        #expect(losses == [.id("x", cell: 0), .id("y", cell: 2)])
        #expect(losses.map(\.pointer) == ["/cells/0/id", "/cells/2/id"])
    }

    @Test func `an id that is no text goes below 4.5`() {
        var notebook = Notebook(
            cells: [Cell(kind: .raw(attachments: []), source: "", otherMembers: ["id": 7])]
        )
        #expect(notebook.convert(to: .v40) == [.member(7, pointer: "/cells/0/id")])
        #expect(notebook == Notebook(cells: [.raw("")], nbformatMinor: 0))
    }

    @Test func `ids are made for 4_5, and those that are there stay`() {
        var notebook = Notebook(cells: [.code("a"), .raw("b", id: "x")], nbformatMinor: 2)
        var expected = notebook
        expected.addMissingIDs()
        #expect(notebook.convert(to: .v45).isEmpty)
        #expect(notebook == expected)
        #expect(notebook.cells.map { $0.id?.utf8.count } == [8, 1])
    }

    @Test func `a conversion to its own version changes nothing valid`() {
        let cells: [Cell] = [.code("a", id: "x"), .markdown("b", id: "y")]
        var notebook = Notebook(cells: cells, metadata: ["title": "t", "x": 1])
        #expect(notebook.convert(to: .v45).isEmpty)
        #expect(notebook == Notebook(cells: cells, metadata: ["title": "t", "x": 1]))
    }

    /// Metadata that a version demands something of, wrong and right.
    static let demands: [(version: NotebookVersion, key: String, wrong: String, right: String)] = [
        (.v42, "title", "17", #""t""#), (.v42, "authors", #""a""#, "[1]"),
        (.v43, "jupyter", "true", #"{"source_hidden":1}"#),
        (.v44, "execution", #""t""#, "{}"), (.v44, "execution", #"{"a":"b","c":1}"#, #"{"a":"b"}"#),
    ]

    private func notebook(_ key: String, _ value: String, minor: Int) throws -> Notebook {
        let value = try JSONValue(parsing: Array(value.utf8))
        let metadata = JSONObject([(key, value)])
        let isOfNotebook = key == "title" || key == "authors"
        return Notebook(
            cells: [.code("", metadata: isOfNotebook ? [:] : metadata)],
            metadata: isOfNotebook ? metadata : [:],
            nbformatMinor: minor
        )
    }

    @Test(arguments: demands)
    func `metadata go that have another type than the version demands`(
        _ version: NotebookVersion,
        _ key: String,
        _ wrong: String,
        _ right: String
    ) throws {
        for origin in NotebookVersion.allCases {
            for target in NotebookVersion.allCases {
                var notebook = try self.notebook(key, wrong, minor: origin.minor)
                let old = notebook
                let losses = notebook.convert(to: target)
                if origin < version, target >= version {
                    let path = key == "title" || key == "authors" ? "" : "/cells/0"
                    let value = try JSONValue(parsing: Array(wrong.utf8))
                    #expect(losses == [.member(value, pointer: "\(path)/metadata/\(key)")])
                    #expect(notebook.metadata.isEmpty && notebook.cells[0].metadata.isEmpty)
                } else {
                    #expect(losses.isEmpty)
                    #expect(notebook.metadata == old.metadata)
                    #expect(notebook.cells[0].metadata == old.cells[0].metadata)
                }
                var valid = try self.notebook(key, right, minor: origin.minor)
                #expect(valid.convert(to: target).isEmpty)
            }
        }
    }

    @Test func `execution is free in cells that are no code`() {
        var notebook = Notebook(cells: [.raw("", metadata: ["execution": 1])], nbformatMinor: 3)
        #expect(notebook.convert(to: .v44).isEmpty)
    }

    /// What a version after 4.5 may hold.
    private func future() throws -> Notebook {
        let text = #"""
            {"nbformat":4,"nbformat_minor":6,"metadata":{"m":1},"new/~":[1],"cells":[
             {"cell_type":"sql","id":"a b","metadata":{"jupyter":1},"source":["s\n","t"],"x":1},
             {"cell_type":"markdown","id":"b","metadata":{},"source":"m","y":2,"attachments":
              {"a/b":{"image/png":"AA==","image/x":{"c":1}}}},
             {"cell_type":"raw","id":"c","metadata":{},"source":"r","attachments":{}},
             {"cell_type":"code","id":"d","metadata":{},"source":"c","z":3,
              "execution_count":100000000000000000000,"outputs":[
               {"output_type":"new","data":{}},
               {"output_type":"stream","name":"stdout","text":"t","u":4},
               {"output_type":"error","ename":"","evalue":"","traceback":[],"v":5},
               {"output_type":"execute_result","metadata":{},"transient":{},
                "execution_count":100000000000000000000,"data":
                {"text/plain":{"d":1},"application/json":{"e":1},"text/html":["h","i"]}},
               {"output_type":"display_data","metadata":{},"data":{"text/plain":null}}]}]}
            """#
        return try Notebook(reading: Array(text.utf8))
    }

    @Test func `what only a version after 4_5 allows goes and is reported`() throws {
        let future = try future()
        var notebook = future
        let losses = notebook.convert(to: .v45)
        #expect(
            losses == [
                .member([1], pointer: "/new~1~0"),
                .cell(future.cells[0], index: 0),
                .member(2, pointer: "/cells/1/y"),
                .member(["c": 1], pointer: "/cells/1/attachments/a~1b/image~1x"),
                .member(3, pointer: "/cells/3/z"),
                .output(future.cells[3].outputs[0], index: 0, cell: 3),
                .member(4, pointer: "/cells/3/outputs/1/u"),
                .member(5, pointer: "/cells/3/outputs/2/v"),
                .member([:], pointer: "/cells/3/outputs/3/transient"),
                .member(["d": 1], pointer: "/cells/3/outputs/3/data/text~1plain"),
                .member(nil, pointer: "/cells/3/outputs/4/data/text~1plain"),
            ]
        )
        let huge = try JSONValue(parsing: Array("100000000000000000000".utf8))
        var code = Cell.code(
            "c",
            outputs: [
                .stream(.stdout, "t"), .error(name: "", value: ""),
                .executeResult(["application/json": .json(["e": 1]), "text/html": "hi"]),
                .displayData([:]),
            ],
            id: "d"
        )
        code.otherMembers = ["execution_count": huge]
        code.outputs[2].otherMembers = ["execution_count": huge]
        var raw = Cell.raw("r", id: "c")
        raw.otherMembers = ["attachments": [:]]
        var expected = Notebook(
            cells: [
                .raw("s\nt"),
                .markdown(
                    "m",
                    attachments: [
                        CellAttachment(name: "a/b", content: ["image/png": .base64("AA==")])
                    ],
                    id: "b"
                ),
                raw, code,
            ],
            metadata: ["m": 1]
        )
        expected.addMissingIDs()
        #expect(notebook == expected)
    }

    @Test func `what was against the rules before stays`() throws {
        let text = #"""
            {"nbformat":4,"nbformat_minor":4,"metadata":{},"x":1,"cells":[
             {"cell_type":"sql","metadata":{},"source":"","y":2},
             {"cell_type":"code","metadata":{"execution":3},"execution_count":null,"source":"",
              "outputs":[{"output_type":"new"},{"output_type":"stream","name":"","text":"","z":4}]}]}
            """#
        var notebook = try Notebook(reading: Array(text.utf8))
        var expected = notebook
        expected.nbformatMinor = 0
        #expect(notebook.convert(to: .v40).isEmpty)
        #expect(notebook == expected)
    }

    @Test func `the losses say what went and where`() throws {
        var notebook = try future()
        let losses = notebook.convert(to: .v44).map(\.description)
        #expect(
            losses.prefix(4) == [
                "/new~1~0: the member was removed, the version doesn't allow it",
                #"/cells/0: only the text was kept, the version has no cells of type "sql""#,
                #"/cells/1/id: the id "b" was removed, cells have ids from 4.5 on"#,
                "/cells/1/y: the member was removed, the version doesn't allow it",
            ]
        )
        #expect(
            losses.contains(
                #"/cells/3/outputs/0: the output was removed, the version has none of type "new""#
            )
        )
    }

    @Test func `100,000 equal cells are converted there and back in no time`() {
        var notebook = Notebook(cells: Array(repeating: .code("a"), count: 100_000))
        #expect(notebook.convert(to: .v45).isEmpty)
        #expect(Set(notebook.cells.map(\.id)).count == 100_000)
        #expect(notebook.convert(to: .v44).count == 100_000)
    }
}
