import NotebookModel
import Testing

/// What is wrong in notebooks of formats 1 to 3, where nbformat fails or loses it.
@Suite struct LenientUpgradeTests {
    private func upgraded(_ text: String) throws -> JSONValue {
        try Notebook(reading: Array(text.utf8)).jsonValue()
    }

    private func cell(_ cell: String) throws -> JSONValue {
        let text = #"{"nbformat":3,"worksheets":[{"cells":[\#(cell)]}]}"#
        var value = try #require(try upgraded(text)["cells"]?[0]?.objectValue)
        value["id"] = nil
        return .object(value)
    }

    private func output(_ output: String) throws -> JSONValue? {
        try cell(#"{"cell_type":"code","input":"","outputs":[\#(output)]}"#)["outputs"]?[0]
    }

    @Test func `metadata and outputs may be missing`() throws {
        #expect(
            try cell(#"{"cell_type":"code","input":"a"}"#) == [
                "cell_type": "code", "execution_count": nil, "metadata": [:], "outputs": [],
                "source": ["a"],
            ]
        )
    }

    @Test func `a worksheet without a list of cells stands as a cell`() throws {
        let text = #"{"nbformat":3,"worksheets":[17,{"cells":5}]}"#
        let cells = try #require(try upgraded(text)["cells"])
        #expect(cells[0]?["cell"] == 17)
        #expect(cells[1]?["cells"] == 5)
    }

    @Test func `lists of lines that hold something else stay`() throws {
        let cell = try cell(#"{"cell_type":"markdown","source":["a",1],"rendered":[2]}"#)
        #expect(cell["source"] == ["a", 1])
        #expect(cell["rendered"] == [2])
    }

    @Test(arguments: ["101", "9223372036854775807", "1.5", "true", #"{"a":1}"#])
    func `a level that is none stays beside a heading of level 1`(_ level: String) throws {
        let cell = try cell(#"{"cell_type":"heading","level":\#(level),"source":"a"}"#)
        #expect(cell["source"] == ["# a"])
        #expect(cell["level"]?.description == level)
    }

    @Test func `a heading that is no text keeps what it has`() throws {
        let cell = try cell(#"{"cell_type":"heading","level":2,"source":{"a":1}}"#)
        #expect(cell["cell_type"] == "markdown")
        #expect(cell["level"] == 2)
        #expect(cell["source"] == ["a": 1])
    }

    @Test(arguments: [#"{"a":"#, "", "\u{FEFF}x", #""\ud800"#])
    func `JSON that can't be parsed stays a text`(_ json: String) throws {
        let text = JSONValue.string(json)
        let output = try output(#"{"output_type":"display_data","json":\#(text)}"#)
        #expect(output?["data"]?["application/json"] == text)
    }

    @Test func `JSON with a lone surrogate stays a text`() throws {
        let output = try output(#"{"output_type":"display_data","json":"\"\ud800\""}"#)
        let expected = try JSONValue(parsing: Array(#""\"\ud800\"""#.utf8))
        #expect(output?["data"]?["application/json"] == expected)
    }

    @Test func `JSON may be nested as deep as the notebook allows, and no deeper`() throws {
        func content(depth: Int) throws -> MIMEBundle.Content? {
            let json = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            let output: JSONValue = ["output_type": "display_data", "json": .string(json)]
            let cell: JSONValue = ["cell_type": "code", "outputs": [output]]
            let notebook = try Notebook(["nbformat": 3, "worksheets": [["cells": [cell]]]])
            let written = try Notebook(reading: notebook.jsonBytes())
            return written.cells[0].outputs[0].data?["application/json"]
        }
        guard case .json(.array)? = try content(depth: 506) else {
            return #expect(Bool(false), "it wasn't parsed")
        }
        guard case .json(.string)? = try content(depth: 507) else {
            return #expect(Bool(false), "it was parsed")
        }
    }

    @Test func `JSON inside of texts is bounded together`() throws {
        let output = #"{"output_type":"display_data","json":"[1,2,3,4]"}"#
        let outputs = Array(repeating: output, count: 4).joined(separator: ",")
        let text =
            #"{"nbformat":3,"worksheets":[{"cells":[{"cell_type":"code","outputs":[\#(outputs)]}]}]}"#
        let notebook = try Notebook(
            reading: Array(text.utf8),
            parser: JSONParser(maximumValueCount: 20)
        )
        let data = notebook.cells[0].outputs.map { $0.data?["application/json"] }
        let parsed = MIMEBundle.Content.json([1, 2, 3, 4])
        #expect(data == [parsed, parsed, .json("[1,2,3,4]"), .json("[1,2,3,4]")])
    }

    @Test func `a member with its name of format 4 stays`() throws {
        let cell = try cell(
            #"""
            {"cell_type":"code","source":"a","execution_count":3,"outputs":[
             {"output_type":"stream","name":"stderr","text":""},
             {"output_type":"pyout","execution_count":4}]}
            """#
        )
        #expect(cell["source"] == ["a"])
        #expect(cell["execution_count"] == 3)
        #expect(cell["outputs"]?[0]?["name"] == "stderr")
        #expect(cell["outputs"]?[1]?["execution_count"] == 4)
    }

    @Test func `of two names the old one counts, since format 4 has no place for the other`() throws
    {
        let cell = try cell(
            #"""
            {"cell_type":"code","input":"a","source":"b","collapsed":true,
             "metadata":{"collapsed":false},
             "outputs":[{"output_type":"display_data","text":"c","text/plain":"d"}]}
            """#
        )
        #expect(cell["source"] == ["a"])
        #expect(cell["input"] == nil)
        #expect(cell["metadata"]?["collapsed"] == true)
        #expect(cell["collapsed"] == nil)
        #expect(cell["outputs"]?[0]?["data"] == ["text/plain": ["c"]])
    }

    @Test func `cells beside worksheets don't count`() throws {
        let text = #"{"nbformat":3,"worksheets":[{"cells":[]}],"cells":[1]}"#
        let notebook = try Notebook(reading: Array(text.utf8))
        #expect(notebook.cells.isEmpty)
        #expect(notebook.otherMembers.isEmpty)
    }

    @Test func `what format 1 doesn't define stays`() throws {
        let text = #"""
            {"a":1,"metadata":{"b":2},"cells":[
             {"cell_type":"code","code":["c","d"],"outputs":[{"output_type":"pyout","text":"e"}]},
             {"cell_type":"text","text":"f","g":3}]}
            """#
        let notebook = try upgraded(text)
        #expect(notebook["a"] == 1)
        #expect(notebook["metadata"] == ["b": 2])
        #expect(notebook["cells"]?[0]?["source"] == ["c\n", "d"])
        #expect(notebook["cells"]?[0]?["outputs"]?[0]?["data"] == ["text/plain": ["e"]])
        #expect(notebook["cells"]?[1]?["g"] == 3)
    }

    /// What the upgrade drops where it has the type of the format, or what isn't written at all.
    private func isDropped(_ path: [String], _ value: JSONValue) -> Bool {
        switch path.last {
        case "language", "name": value.stringValue != nil
        case "signature", "nbformat_minor": true
        default: false
        }
    }

    @Test(arguments: [
        #"""
        {"nbformat":3,"nbformat_minor":0,"metadata":{"name":"n","signature":"s","x":1},"y":2,
         "worksheets":[{"cells":[
          {"cell_type":"heading","level":2,"source":["a"],"metadata":{"m":1}},
          {"cell_type":"html","source":"h","rendered":"r"},
          {"cell_type":"raw","source":["r\n"]},
          {"cell_type":"code","language":"python","collapsed":false,"prompt_number":1,
           "input":["i\n","j"],"metadata":{},"outputs":[
            {"output_type":"pyout","prompt_number":1,"text":["t"],"json":"[1]","metadata":{"png":1}},
            {"output_type":"display_data","png":"AA==","svg":["s"],"text/x":"t"},
            {"output_type":"stream","stream":"stdout","text":["o\n"]},
            {"output_type":"pyerr","ename":"E","evalue":"v","traceback":["t"]}]}]}]}
        """#,
        #"""
        {"cells":[{"cell_type":"code","code":"c","prompt_number":1},
         {"cell_type":"text","text":"t"}],"x":{"y":[1]},"nbformat":1}
        """#,
    ])
    func `a wrong type anywhere is refused or kept`(_ text: String) throws {
        let mark = "987654321"
        let wrong = try [
            mark, "[\(mark)]", #"{"w":\#(mark)}"#, #""\#(mark)""#, #"["\#(mark)",null]"#,
        ]
        .map { try JSONValue(parsing: Array($0.utf8)) }
        let whole = try JSONValue(parsing: Array(text.utf8))
        var kept = 0
        for (path, variants) in places(in: whole, wrong) {
            for (variant, value) in zip(variants, wrong) {
                guard let notebook = try? Notebook(variant) else {
                    #expect(["", "nbformat", "worksheets", "cells"].contains(path.joined()))
                    continue
                }
                if isDropped(path, value) { continue }
                let written = String(decoding: notebook.jsonBytes(), as: UTF8.self)
                #expect(written.contains(mark), "\(path) \(value)")
                kept += 1
            }
        }
        #expect(kept > 50)
    }

    /// Every place of a value, and the whole with other values there.
    private func places(
        in value: JSONValue,
        _ others: [JSONValue],
        path: [String] = []
    ) -> [(path: [String], variants: [JSONValue])] {
        var found = [(path: path, variants: others)]
        switch value {
        case .array(let values):
            for (index, value) in values.enumerated() {
                found += places(in: value, others, path: path + [String(index)]).map { place in
                    let variants = place.variants.map { variant in
                        var values = values
                        values[index] = variant
                        return JSONValue.array(values)
                    }
                    return (place.path, variants)
                }
            }
        case .object(let object):
            for member in object {
                found += places(in: member.value, others, path: path + [member.key]).map { place in
                    let variants = place.variants.map { variant in
                        var object = object
                        object[member.key] = variant
                        return JSONValue.object(object)
                    }
                    return (place.path, variants)
                }
            }
        default:
            break
        }
        return found
    }
}
