import NotebookModel
import Testing

@Suite struct NotebookDoubtTests {
    private let notebook = CraftedNotebook.version4(minor: 5)

    /// The warnings of a notebook, which has nothing else.
    private func warnings(_ value: JSONValue) -> [String: NotebookProblem.Reason] {
        let problems = NotebookValidator().problems(in: value)
        #expect(problems.allSatisfy { $0.severity == .warning })
        return Dictionary(uniqueKeysWithValues: problems.map { ("\($0.pointer)", $0.reason) })
    }

    @Test func `ids that are missing or repeated are doubtful`() {
        let value = notebook.setting("/cells/1/id", to: nil).setting("/cells/2/id", to: "code-1")
        #expect(
            warnings(value) == [
                "/cells/1": .missingID,
                "/cells/2/id": .repeatedID(first: JSONPointer("/cells/0")),
            ]
        )
    }

    @Test func `an invalid id is an error where it stands first`() {
        let value = notebook.setting("/cells/1/id", to: "a b").setting("/cells/2/id", to: "a b")
        let problems = NotebookValidator().problems(in: value)
        #expect(
            problems.map(\.reason) == [.invalidID, .repeatedID(first: JSONPointer("/cells/1"))]
        )
    }

    @Test func `names of cells that are repeated are doubtful`() {
        let value = notebook.setting("/cells/1/metadata/name", to: "first")
        #expect(
            warnings(value) == [
                "/cells/1/metadata/name": .repeatedName(first: JSONPointer("/cells/0"))
            ]
        )
    }

    @Test func `what belongs to a session is doubtful in a file`() {
        let value = notebook.setting("/metadata/orig_nbformat", to: 3)
            .setting("/metadata/signature", to: "s")
            .setting("/cells/0/metadata/trusted", to: true)
        #expect(
            warnings(value) == [
                "/metadata/orig_nbformat": .sessionMember("orig_nbformat"),
                "/metadata/signature": .sessionMember("signature"),
                "/cells/0/metadata/trusted": .sessionMember("trusted"),
            ]
        )
    }

    @Test func `an original format below 1 is an error, too`() {
        let value = notebook.setting("/metadata/orig_nbformat", to: 0)
        let problems = NotebookValidator().problems(in: value)
        #expect(problems.map(\.reason) == [.belowMinimum(1), .sessionMember("orig_nbformat")])
    }

    @Test func `what is no JSON or ambiguous is doubtful wherever it is`() {
        let odd: JSONValue = ["a": .number(.nan), "b": [.number(-.infinity)], "a": 1, "a": 1]
        #expect(
            warnings(notebook.setting("/metadata/odd", to: [odd])) == [
                "/metadata/odd/0/a": .repeatedKey("a"),
                "/metadata/odd/0/b/0": .nonFiniteNumber(JSONNumber(-.infinity)),
            ]
        )
    }

    @Test func `nesting is followed as deep as the parser goes`() throws {
        let text = String(repeating: "[", count: 510) + "NaN" + String(repeating: "]", count: 510)
        let nested = try JSONValue(parsing: Array(text.utf8))
        let problems = NotebookValidator().problems(
            in: notebook.setting("/metadata/odd", to: nested)
        )
        #expect(problems.map(\.pointer.tokens.count) == [512])
    }

    @Test func `keys are repeated if they have the same bytes`() {
        let keys = (0..<50).map { "k\($0)" } + ["\u{E9}", "e\u{301}", "k7"]
        for count in [3, 53] {
            let members = JSONObject(keys.suffix(count).map { ($0, nil) })
            let expected: [String: NotebookProblem.Reason] =
                count == 3 ? [:] : ["/metadata/odd/k7": .repeatedKey("k7")]
            #expect(warnings(notebook.setting("/metadata/odd", to: .object(members))) == expected)
        }
    }

    @Test func `a newer minor version is told of`() {
        let value = CraftedNotebook.version4(minor: 6).setting("/cells/3/id", to: "c")
        #expect(warnings(value) == ["/nbformat_minor": .newerFormat(minor: 6)])
    }

    @Test(arguments: [
        ("![a](attachment:q.png)", "q.png"), ("<img src='attachment:q.png'>", "q.png"),
        ("[a]: attachment:q.png\n", "q.png"), ("![a](<attachment:q%20r.png>)", "q r.png"),
        ("![a](attachment:q%2)", "q%2"), ("![a](attachment:p.png)", nil),
        ("![a](attachment:%70.png)", nil), ("![a](attachment:i j.png)", nil),
        ("an attachment: q.png", nil), ("`attachment:q.png`", nil), ("(attachment:)", nil),
        ("![a](attachment:q.png) ![b](attachment:%71.png)", "q.png"),
    ])
    func `a reference to an attachment that is not there is doubtful`(
        _ text: String,
        _ missing: String?
    ) {
        let bundle: JSONValue = ["image/png": "AQID"]
        let value = notebook.setting(
            "/cells/1/attachments",
            to: ["p.png": bundle, "i j.png": bundle]
        )
        .setting("/cells/1/source", to: .array([.string(text)]))
        #expect(
            warnings(value)
                == (missing.map { ["/cells/1/source": .missingAttachment($0)] } ?? [:])
        )
    }

    @Test(arguments: CraftedNotebook.all.map(\.name))
    func `every reason says what to do`(_ name: String) {
        let value = CraftedNotebook.named(name)
        var mutator = NotebookMutator(seed: 1)
        for _ in 0..<100 {
            for problem in NotebookValidator().problems(in: mutator.mutate(value).value) {
                #expect(problem.description.contains(";"))
            }
        }
    }
}
