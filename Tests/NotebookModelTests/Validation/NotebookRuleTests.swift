import NotebookModel
import Testing

@Suite struct NotebookRuleTests {
    /// A change of a valid notebook, and the one problem that it makes.
    struct Rule: Sendable, CustomTestStringConvertible {
        var minor = 5
        var pointer: String
        var value: JSONValue?
        var reason: NotebookProblem.Reason
        /// The place of the problem, that of the change by default.
        var place: String?

        var testDescription: String {
            "4.\(minor) \(pointer) = \(value?.description ?? "nothing")"
        }
    }

    private static func wrongType(
        _ expected: JSONType...,
        found: JSONType
    ) -> NotebookProblem.Reason {
        .wrongType(expected: expected, found: found)
    }

    @Test(arguments: [
        Rule(pointer: "/metadata", reason: .missingMember("metadata"), place: ""),
        Rule(pointer: "/cells", value: [:], reason: wrongType(.array, found: .object)),
        Rule(
            pointer: "/extra",
            value: 1,
            reason: .unexpectedMember(
                "extra",
                allowed: ["cells", "metadata", "nbformat", "nbformat_minor"]
            )
        ),
        Rule(pointer: "/cells/2", value: 1, reason: wrongType(.object, found: .integer)),
        Rule(
            pointer: "/cells/2/cell_type",
            value: "chart",
            reason: .notOneOf(["code", "markdown", "raw"])
        ),
        Rule(pointer: "/cells/2/cell_type", reason: .missingMember("cell_type"), place: "/cells/2"),
        Rule(pointer: "/cells/2/source", reason: .missingMember("source"), place: "/cells/2"),
        Rule(pointer: "/cells/0/outputs", reason: .missingMember("outputs"), place: "/cells/0"),
        Rule(
            pointer: "/cells/1/outputs",
            value: [],
            reason: .unexpectedMember(
                "outputs",
                allowed: ["attachments", "cell_type", "id", "metadata", "source"]
            )
        ),
        Rule(
            minor: 4,
            pointer: "/cells/1/id",
            value: "a",
            reason: .unexpectedMember(
                "id",
                allowed: ["attachments", "cell_type", "metadata", "source"]
            )
        ),
    ])
    func `the members of notebooks and cells have rules`(_ rule: Rule) {
        expect(rule)
    }

    @Test(arguments: [
        Rule(
            pointer: "/cells/0/source",
            value: 1,
            reason: wrongType(.string, .array, found: .integer)
        ),
        Rule(
            pointer: "/cells/0/source/1",
            value: .null,
            reason: wrongType(.string, found: .null)
        ),
        Rule(
            pointer: "/cells/0/execution_count",
            value: 1.5,
            reason: wrongType(.integer, .null, found: .number)
        ),
        Rule(
            pointer: "/cells/0/execution_count",
            value: 1.0,
            reason: .misspelledInteger(1)
        ),
        Rule(pointer: "/cells/0/execution_count", value: -1, reason: .belowMinimum(0)),
        Rule(pointer: "/cells/0/id", value: "a b", reason: .invalidID),
        Rule(pointer: "/cells/0/id", value: "", reason: .invalidID),
        Rule(
            pointer: "/cells/0/id",
            value: .string(String(repeating: "i", count: 65)),
            reason: .invalidID
        ),
        Rule(pointer: "/cells/0/id", value: 1, reason: wrongType(.string, found: .integer)),
        Rule(
            pointer: "/cells/1/attachments/p.png",
            value: "AQID",
            reason: wrongType(.object, found: .string)
        ),
        Rule(
            pointer: "/cells/1/attachments/p.png/image~1png",
            value: [:],
            reason: wrongType(.string, .array, found: .object)
        ),
    ])
    func `the values of cells have rules`(_ rule: Rule) {
        expect(rule)
    }

    @Test(arguments: [
        Rule(pointer: "/cells/0/metadata/name", value: "", reason: .invalidName),
        Rule(pointer: "/cells/0/metadata/name", value: "a\nb", reason: .invalidName),
        Rule(pointer: "/cells/0/metadata/tags/0", value: "a,b", reason: .invalidTag),
        Rule(pointer: "/cells/0/metadata/tags/0", value: "", reason: .invalidTag),
        Rule(
            pointer: "/cells/0/metadata/tags/1",
            value: 1,
            reason: wrongType(.string, found: .integer)
        ),
        Rule(pointer: "/cells/0/metadata/tags/1", value: "a", reason: .repeatedTag),
        Rule(
            pointer: "/cells/0/metadata/collapsed",
            value: 0,
            reason: wrongType(.boolean, found: .integer)
        ),
        Rule(
            pointer: "/cells/0/metadata/scrolled",
            value: "no",
            reason: .notOneOf([true, false, "auto"])
        ),
        Rule(
            pointer: "/cells/2/metadata/format",
            value: 1,
            reason: wrongType(.string, found: .integer)
        ),
        Rule(
            minor: 3,
            pointer: "/cells/0/metadata/jupyter",
            value: true,
            reason: wrongType(.object, found: .boolean)
        ),
        Rule(
            minor: 4,
            pointer: "/cells/0/metadata/execution/x",
            value: 1,
            reason: wrongType(.string, found: .integer)
        ),
        Rule(
            pointer: "/metadata/kernelspec/display_name",
            reason: .missingMember("display_name"),
            place: "/metadata/kernelspec"
        ),
        Rule(
            pointer: "/metadata/language_info/codemirror_mode",
            value: [],
            reason: wrongType(.string, .object, found: .array)
        ),
        Rule(
            minor: 2,
            pointer: "/metadata/title",
            value: 1,
            reason: wrongType(.string, found: .integer)
        ),
    ])
    func `the metadata that are known have rules`(_ rule: Rule) {
        expect(rule)
    }

    @Test(arguments: [
        Rule(
            pointer: "/cells/0/outputs/0/output_type",
            value: "update_display_data",
            reason: .notOneOf(["display_data", "error", "execute_result", "stream"])
        ),
        Rule(
            pointer: "/cells/0/outputs/0/name",
            reason: .missingMember("name"),
            place: "/cells/0/outputs/0"
        ),
        Rule(
            pointer: "/cells/0/outputs/1/transient",
            value: [:],
            reason: .unexpectedMember(
                "transient",
                allowed: ["data", "metadata", "output_type"]
            )
        ),
        Rule(
            pointer: "/cells/0/outputs/1/data/application~1vnd.x",
            value: [:],
            reason: wrongType(.string, .array, found: .object)
        ),
        Rule(
            pointer: "/cells/0/outputs/2/execution_count",
            reason: .missingMember("execution_count"),
            place: "/cells/0/outputs/2"
        ),
        Rule(
            pointer: "/cells/0/outputs/3/traceback",
            value: "a",
            reason: wrongType(.array, found: .string)
        ),
    ])
    func `outputs have rules`(_ rule: Rule) {
        expect(rule)
    }

    private func expect(_ rule: Rule) {
        let value = CraftedNotebook.version4(minor: rule.minor)
            .setting(rule.pointer, to: rule.value)
        let place = JSONPointer(rule.place ?? rule.pointer)
        #expect(
            NotebookValidator().problems(in: value) == [NotebookProblem(rule.reason, at: place)]
        )
        #expect(NotebookValidator().isValid(value) == (rule.reason.severity == .warning))
    }

    @Test(
        arguments: [
            (1, "/metadata/title", 1), (2, "/cells/0/metadata/jupyter", true),
            (3, "/cells/0/metadata/execution", 1), (5, "/metadata/authors", [1]),
            (5, "/cells/0/metadata/execution/a\nb", 1), (5, "/cells/1/metadata/scrolled", 1),
            (5, "/cells/0/metadata/jupyter", ["source_hidden": 1]),
            (5, "/cells/0/outputs/1/data/application~1x+json", nil),
            (5, "/cells/0/id", .string(String(repeating: "i", count: 64))),
            (6, "/cells/0/extra", 1), (6, "/cells/3/id", "not an id"),
            (6, "/cells/0/outputs/0", ["output_type": "update_display_data"]),
            (6, "/cells/0/outputs/1/data/text~1plain", 1),
        ] as [(Int, String, JSONValue)]
    )
    func `what a minor version has no rule for passes`(
        _ minor: Int,
        _ pointer: String,
        _ value: JSONValue
    ) {
        let notebook = CraftedNotebook.version4(minor: minor).setting(pointer, to: value)
        #expect(NotebookValidator().isValid(notebook))
    }

    @Test(
        arguments: [
            ("/worksheets/0/cells/1/level", 0, .belowMinimum(1)),
            (
                "/worksheets/0/cells/0/outputs/1/image", "x",
                .unexpectedMember(
                    "image",
                    allowed: [
                        "html", "javascript", "jpeg", "json", "latex", "metadata", "output_type",
                        "pdf",
                        "png", "prompt_number", "svg", "text",
                    ]
                )
            ),
            (
                "/worksheets/0/cells/0/prompt_number", "a",
                .wrongType(expected: [.integer, .null], found: .string)
            ),
            (
                "/metadata/kernel_info", ["name": "a", "language": 1],
                .wrongType(expected: [.string], found: .integer)
            ),
        ] as [(String, JSONValue, NotebookProblem.Reason)]
    )
    func `format 3 has rules`(
        _ pointer: String,
        _ value: JSONValue,
        _ reason: NotebookProblem.Reason
    ) {
        let notebook = CraftedNotebook.named("3.0")
        #expect(
            NotebookValidator().problems(in: notebook.setting(pointer, to: value)).map(\.reason)
                == [reason]
        )
    }

    @Test(
        arguments: [
            ("/cells/0/id", "a\n", true), ("/cells/0/id", "a\n\n", false),
            ("/cells/0/id", "\n", false), ("/cells/0/id", "\u{212A}", false),
            ("/cells/0/metadata/name", "a\n", true), ("/cells/0/metadata/name", "\n", false),
            ("/cells/0/metadata/name", "\na", false), ("/cells/0/metadata/name", "a\r\n", true),
            ("/cells/0/metadata/tags", ["\n", "\u{E9}", "e\u{301}", "a", "A"], true),
            ("/cells/0/metadata/execution", ["a\n": 1], false),
            ("/cells/0/metadata/execution", ["a\n\n": 1], true),
            ("/cells/0/outputs/1/data", ["application/json\n": 1], true),
            ("/cells/0/outputs/1/data", ["application/+json": 1], true),
            ("/cells/0/outputs/1/data", ["application/xjson": 1], false),
            ("/cells/0/outputs/1/data", ["application/a\nb+json": 1], false),
            ("/cells/0/outputs/1/data", ["Application/json": 1], false),
        ] as [(String, JSONValue, Bool)]
    )
    func `texts are compared with patterns as Python does it`(
        _ pointer: String,
        _ value: JSONValue,
        _ passes: Bool
    ) {
        let notebook = CraftedNotebook.version4(minor: 5).setting(pointer, to: value)
        #expect(NotebookValidator().isValid(notebook) == passes)
    }

    @Test(
        arguments: [
            ("1/text~1x", true), ("1/x text~1x", false), ("1/text~1x y", false),
            ("1/application~1x-y.z+json\n", true), ("1/text~1", false), ("1/~1plain", false),
            ("2/x text~1x", true), ("2/a~1b~1c", true), ("2/text~1x y", false), ("2/x~1", false),
        ]
    )
    func `data of format 3 have MIME types as names`(_ pointer: String, _ passes: Bool) {
        let notebook = CraftedNotebook.named("3.0")
            .setting("/worksheets/0/cells/0/outputs/" + pointer, to: "x")
        #expect(NotebookValidator().isValid(notebook) == passes)
    }

    @Test func `a cell of an unknown type in a newer version has few rules`() {
        let notebook = CraftedNotebook.version4(minor: 6)
        for (pointer, value) in [
            ("/cells/3/metadata", nil), ("/cells/3/metadata/name", ""), ("/cells/3/id", ["a"]),
            ("/cells/3/cell_type", nil), ("/cells/3/cell_type", "raw"),
        ] as [(String, JSONValue?)] {
            #expect(!NotebookValidator().isValid(notebook.setting(pointer, to: value)))
        }
    }
}
