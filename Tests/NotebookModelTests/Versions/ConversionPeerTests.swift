import NotebookModel
import NotebookTestSupport
import Testing

/// Conversions judged by the schemas of nbformat.
@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(5)), .serialized)
struct ConversionPeerTests {
    /// Reads pairs of notebooks, before and after, and tells which are valid.
    ///
    /// The first may lack ids, as `nbformat.validate` has it, and is taken as valid in format 2, of
    /// which there is no schema; the second is held to the schema.
    private static let validate = """
        import json, logging, sys, warnings, nbformat
        from nbformat.validator import iter_validate
        logging.disable(logging.CRITICAL)
        warnings.simplefilter("ignore")
        def isvalid(notebook):
            if notebook["nbformat"] == 2:
                return True
            try:
                nbformat.validate(notebook)
            except nbformat.ValidationError:
                return False
            return True
        def errors(notebook):
            ids = [cell["id"] for cell in notebook["cells"] if "id" in cell]
            doubles = ["an id is there twice"] if len(set(ids)) < len(ids) else []
            return doubles + [error.message for error in iter_validate(notebook)]
        json.dump([[isvalid(old), errors(new)] for old, new in json.load(sys.stdin)], sys.stdout)
        """

    /// Converts notebooks, and expects the valid ones to be valid still; gives how many there are.
    private func convert(
        _ notebooks: [(name: String, bytes: [UInt8])],
        to version: NotebookVersion
    ) async throws -> Int {
        var pairs: [UInt8] = []
        for (_, bytes) in notebooks {
            var notebook = try Notebook(reading: bytes)
            _ = notebook.convert(to: version)
            #expect(notebook.nbformatMinor == version.minor)
            pairs += (pairs.isEmpty ? "[" : "],").utf8
            pairs += "[".utf8 + bytes + ",".utf8 + notebook.jsonBytes()
        }
        let answer = try await Peer.json(Self.validate, input: pairs + "]]".utf8)
        let verdicts = try #require(answer.arrayValue)
        try #require(verdicts.count == notebooks.count)
        var valid = 0
        for ((name, _), verdict) in zip(notebooks, verdicts) where verdict[0] == true {
            valid += 1
            #expect(verdict[1] == [], "\(name)")
        }
        return valid
    }

    @Test(.enabled(if: !Corpus.names.isEmpty), arguments: NotebookVersion.allCases)
    func `a valid notebook of the corpus is valid in every version`(
        _ version: NotebookVersion
    ) async throws {
        let notebooks = try (Corpus.names + Corpus.older).map { ($0, try Corpus.bytes($0)) }
        let valid = try await convert(notebooks, to: version)
        #expect(valid == 34)
    }

    @Test(arguments: NotebookVersion.allCases)
    func `a notebook with what only its version allows is valid in every version`(
        _ version: NotebookVersion
    ) async throws {
        let notebooks = Self.extremes.enumerated().map { ("\($0.offset)", Array($0.element.utf8)) }
        #expect(try await convert(notebooks, to: version) == Self.extremes.count)
    }

    /// Notebooks that a later or an earlier version forbids.
    private static let extremes: [String] =
        (0...5).map { minor in
            let id = minor == 5 ? #","id":"a""# : ""
            let free = minor < 2 ? #""title":1,"authors":2"# : #""title":"t","authors":[]"#
            let hidden = minor < 3 ? #""jupyter":3"# : #""jupyter":{}"#
            let execution = minor < 4 ? #""execution":{"a":4}"# : #""execution":{"a":"b"}"#
            return #"""
                {"nbformat":4,"nbformat_minor":\#(minor),"metadata":{\#(free)},"cells":[
                 {"cell_type":"code","metadata":{\#(hidden),\#(execution)},"source":"",
                  "outputs":[],"execution_count":null\#(id)}]}
                """#
        } + [
            #"""
            {"nbformat":4,"nbformat_minor":6,"metadata":{"title":"t"},"x":1,"cells":[
             {"cell_type":17,"id":"a b","metadata":{"jupyter":1,"format":2},"source":{"s":1}},
             {"cell_type":"sql","id":5,"metadata":{},"attachments":6},
             {"cell_type":"sql","metadata":{}},
             {"cell_type":"markdown","id":"b","metadata":{},"source":"m","y":2,"attachments":
              {"a/b":{"image/png":"AA==","image/x":{"c":1}}}},
             {"cell_type":"raw","id":"c","metadata":{},"source":[],"attachments":{}},
             {"cell_type":"code","id":"d","metadata":{},"source":"c","attachments":7,
              "execution_count":100000000000000000000,"outputs":[
               {"output_type":"new"},{"output_type":8},
               {"output_type":"stream","name":"stdout","text":"t","u":4},
               {"output_type":"error","ename":"","evalue":"","traceback":[],"v":5},
               {"output_type":"execute_result","metadata":{},"transient":{},
                "execution_count":100000000000000000000,"data":
                {"text/plain":{"d":1},"application/json":{"e":1},"text/html":["h","i"],"n":[1]}},
               {"output_type":"display_data","metadata":{},"data":{"text/plain":null}}]}]}
            """#
        ]
}
