import NotebookModel
import Testing

@Suite struct NotebookValidatorTests {
    private func problems(_ value: JSONValue) -> [NotebookProblem] {
        NotebookValidator().problems(in: value)
    }

    @Test(arguments: CraftedNotebook.all.filter { $0.name != "4.6" }.map(\.name))
    func `a notebook that keeps the rules has no problems`(_ name: String) {
        let value = CraftedNotebook.named(name)
        #expect(problems(value) == [])
    }

    @Test func `all problems are found, in the order of their places`() {
        let value: JSONValue = [
            "nbformat_minor": "4", "nbformat": 4,
            "cells": [
                1,
                ["cell_type": "raw", "metadata": ["tags": ["a", "a", ","]], "x": .number(.nan)],
            ],
        ]
        #expect(
            problems(value).map { "\($0.pointer) \($0.severity)" } == [
                " error", "/cells/0 error", "/cells/1 error", "/cells/1/metadata/tags/1 error",
                "/cells/1/metadata/tags/2 error", "/cells/1/x error", "/cells/1/x warning",
                "/nbformat_minor error",
            ]
        )
    }

    @Test func `places are ordered by index and by name`() {
        let names = ["9", "10", "09", "1a", "a", "B"]
        let odd = JSONObject(names.map { ($0, .number(.nan)) })
        let value = CraftedNotebook.version4(minor: 5).setting("/metadata/odd", to: .object(odd))
        #expect(
            problems(value).map(\.pointer.tokens.last) == ["09", "9", "10", "1a", "B", "a"]
        )
    }

    @Test func `errors come before warnings where not all problems are kept`() {
        let value = CraftedNotebook.version4(minor: 5)
            .setting("/cells/0/x", to: 1).setting("/cells/0/metadata/trusted", to: true)
        for count in [1, 0, -1] {
            let validator = NotebookValidator(maximumProblemCount: count)
            #expect(validator.problems(in: value).map(\.severity) == (count == 1 ? [.error] : []))
            #expect(!validator.isValid(value))
        }
    }

    @Test(
        arguments: [
            ([:], "", .missingMember("cells")),
            ([], "", .wrongType(expected: [.object], found: .array)),
            (["nbformat": 2], "/nbformat", .unsupportedFormat(major: 2, minor: 0)),
            (
                ["nbformat": 3, "nbformat_minor": 1], "/nbformat_minor",
                .unsupportedFormat(major: 3, minor: 1)
            ),
            (
                ["nbformat": 5, "nbformat_minor": 2], "/nbformat",
                .unsupportedFormat(major: 5, minor: 2)
            ),
            (
                ["nbformat": 4.0, "nbformat_minor": 5, "metadata": [:], "cells": []], "/nbformat",
                .misspelledInteger(4)
            ),
            (
                ["nbformat": 4, "nbformat_minor": -1, "metadata": [:], "cells": []],
                "/nbformat_minor", .belowMinimum(0)
            ),
        ] as [(JSONValue, String, NotebookProblem.Reason)]
    )
    func `a version has to be there and known`(
        _ value: JSONValue,
        _ pointer: String,
        _ reason: NotebookProblem.Reason
    ) {
        #expect(problems(value).first == NotebookProblem(reason, at: JSONPointer(pointer)))
    }

    @Test func `of several members with one name the last counts`() throws {
        let text =
            #"{"nbformat":1,"nbformat":4,"nbformat_minor":4,"cells":1,"cells":[],"metadata":{}}"#
        let problems = try NotebookValidator().problems(in: Array(text.utf8))
        #expect(problems.map(\.reason) == [.repeatedKey("cells"), .repeatedKey("nbformat")])
    }

    @Test func `a file that is no JSON is an error`() {
        #expect(throws: JSONError.self) { try NotebookValidator().problems(in: Array("{".utf8)) }
    }

    @Test func `a problem is told in a sentence with its place`() {
        let value = CraftedNotebook.version4(minor: 4)
            .setting("/cells/0/outputs/1/data/a~1b", to: 1).setting("/cells/1/id", to: "a")
        #expect(
            problems(value).map(\.description) == [
                "/cells/0/outputs/1/data/a~1b: this is an integer; make it a string or an array",
                "/cells/1/id: 'id' may not stand here; remove it (cells have ids from format 4.5 on)",
            ]
        )
    }

    @Test(.timeLimit(.minutes(1)))
    func `a large notebook takes time in proportion`() {
        let cell: JSONValue = ["cell_type": "raw", "metadata": ["name": "n"], "source": "", "x": 1]
        let wide = JSONObject((0..<30_000).map { ("é\($0)", .number($0)) })
        let value: JSONValue = [
            "nbformat": 4, "nbformat_minor": 5, "metadata": .object(wide), "y": .object(wide),
            "cells": .array(Array(repeating: cell, count: 30_000)),
        ]
        let validator = NotebookValidator(maximumProblemCount: .max)
        #expect(validator.problems(in: value).count == 90_000)
    }
}
