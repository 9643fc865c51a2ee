import NotebookModel
import NotebookTestSupport
import Testing

/// What nbformat says of the validity of notebooks.
struct Nbformat {
    /// Whether `nbformat.validate` takes the notebook, and whether `isvalid` does too, which
    /// refuses what `validate` mends on the way.
    enum Verdict: String {
        case valid, tolerated, invalid
    }

    let verdict: Verdict
    /// The parts (cells, top-level members) that `iter_validate` names; `nil` where it names none
    /// since the version is none or has no schema.
    let invalidParts: Set<JSONPointer>?

    /// Asks about many notebooks at once.
    ///
    /// `validate` raises or it doesn't: that is the question. It changes what it is given (it adds
    /// ids), so it gets a copy.
    static func judge(_ notebooks: [JSONValue], namingParts: Bool = true) async throws -> [Nbformat]
    {
        let lines = notebooks.map { $0.compactBytes() }.joined(separator: [0x0A])
        let program = "naming_parts = \(namingParts ? "True" : "False")\n" + program
        let answers = try await Peer.json(program, input: Array(lines))
        return try #require(answers.arrayValue).map { answer in
            let verdict = answer["verdict"]?.stringValue.flatMap(Verdict.init)
            return Nbformat(
                verdict: try #require(verdict),
                invalidParts: answer["paths"]?.arrayValue.map { paths in
                    Set(paths.map { part(of: $0.arrayValue?.compactMap(\.stringValue) ?? []) })
                }
            )
        }
    }

    /// The part of a notebook that a place is in.
    static func part(of tokens: [String]) -> JSONPointer {
        let depth = ["cells": 2, "worksheets": 4]
        return JSONPointer(Array(tokens.prefix(tokens.first.flatMap { depth[$0] } ?? 1)))
    }

    private static let program = """
        import copy, json, sys, warnings
        import nbformat
        from nbformat.reader import get_version
        from nbformat.validator import NotebookValidationError, isvalid, iter_validate
        warnings.simplefilter("ignore")

        def takes(judge, notebook):
            try:
                return judge(copy.deepcopy(notebook)) is not False
            except Exception:
                return False

        def paths(notebook):
            try:
                if any(type(number) is not int for number in get_version(notebook)):
                    return None
                errors = list(iter_validate(notebook))
            except Exception:
                return None
            if not all(isinstance(error, NotebookValidationError) for error in errors):
                return None  # there is no schema
            return [[str(token) for token in error.relative_path] for error in errors]

        answers = []
        for line in sys.stdin.buffer:
            notebook = json.loads(line)
            if not takes(nbformat.validate, notebook):
                found = paths(notebook) if naming_parts else None
                answers.append({"verdict": "invalid", "paths": found})
            elif not takes(isvalid, notebook):
                answers.append({"verdict": "tolerated"})
            else:
                answers.append({"verdict": "valid"})
        json.dump(answers, sys.stdout)
        """
}
