/// Decides what mends each problem of a notebook.
struct ProblemMender {
    /// The members that are empty where they are missing, and what they are then.
    private static let empty: [String: JSONValue] = [
        "metadata": [:], "source": "", "outputs": [], "execution_count": nil,
        "data": [:], "text": "", "traceback": [], "input": "",
    ]

    private let notebook: JSONValue
    private let cells: [JSONValue]
    private var ids: CellIDMaker
    private var edits = JSONEdits()
    private var changes: [(problem: NotebookProblem, pointer: JSONPointer, value: JSONValue?)] = []

    init(_ notebook: JSONValue) {
        self.notebook = notebook
        cells = notebook["cells"]?.arrayValue ?? []
        ids = CellIDMaker(taken: cells.compactMap { $0["id"]?.stringValue })
    }

    /// Makes the changes that were decided on.
    ///
    /// - Returns: The new notebook, and what was done.
    func mended() -> (value: JSONValue, repairs: [NotebookRepair]) {
        let (value, old) = edits.applied(to: notebook)
        let repairs = zip(changes, old).compactMap { change, old -> NotebookRepair? in
            let made: NotebookRepair.Change
            switch (old, change.value) {
            case (let old?, let new?): made = .replaced(old, by: new)
            case (let old?, nil): made = .removed(old)
            case (nil, let new?): made = .added(new)
            case (nil, nil): return nil
            }
            return NotebookRepair(problem: change.problem, pointer: change.pointer, change: made)
        }
        return (value, repairs)
    }

    /// Mends a problem, if it can be.
    mutating func mend(_ problem: NotebookProblem) {
        let pointer = problem.pointer
        if problem.severity == .error, let entry = pointer.metadataEntry {
            return put(nil, at: entry, because: problem)
        }
        switch problem.reason {
        case .missingMember(let name):
            guard let value = ProblemMender.empty[name] else { return }
            put(value, at: JSONPointer(pointer.tokens + [name]), because: problem)
        case .wrongType, .invalidID, .repeatedID:
            guard let value = replacement(for: problem) else { return }
            put(value, at: pointer, because: problem)
        case .missingID:
            guard let id = makeID(for: pointer) else { return }
            put(id, at: JSONPointer(pointer.tokens + ["id"]), because: problem)
        case .misspelledInteger(let value):
            put(.number(value), at: pointer, because: problem)
        case .unexpectedMember, .sessionMember:
            put(nil, at: pointer, because: problem)
        case .notOneOf, .belowMinimum, .invalidName, .invalidTag, .repeatedTag,
            .unsupportedFormat, .repeatedName, .repeatedKey, .nonFiniteNumber, .missingAttachment,
            .newerFormat:
            break
        }
    }

    /// What a value that is there has to be instead.
    private mutating func replacement(for problem: NotebookProblem) -> JSONValue? {
        let tokens = problem.pointer.tokens
        if tokens.count == 3, tokens[0] == "cells", tokens[2] == "id" {
            return makeID(for: JSONPointer(tokens.dropLast()))
        }
        guard case .wrongType(let expected, let found) = problem.reason else { return nil }
        guard found == .null, let value = tokens.last.flatMap({ ProblemMender.empty[$0] }),
            expected.contains(value.type)
        else { return nil }
        return value
    }

    private mutating func makeID(for pointer: JSONPointer) -> JSONValue? {
        guard let index = pointer.tokens.last.flatMap({ Int($0) }), cells.indices.contains(index)
        else { return nil }
        let cell = Cell(lenient: cells[index])
        return .string(ids.makeID(type: cell.type, source: cell.source))
    }

    private mutating func put(
        _ value: JSONValue?,
        at pointer: JSONPointer,
        because problem: NotebookProblem
    ) {
        if edits.put(value, at: pointer) { changes.append((problem, pointer, value)) }
    }
}

extension JSONPointer {
    /// The entry of the metadata of a notebook or a cell that a place is in, or the tag of a cell.
    fileprivate var metadataEntry: JSONPointer? {
        let start: Int
        switch tokens.first {
        case "metadata": start = 0
        case "cells": start = 2
        case "worksheets": start = 4
        default: return nil
        }
        guard tokens.count > start + 1, tokens[start] == "metadata" else { return nil }
        let isTag = tokens.count == start + 3 && tokens[start + 1] == "tags"
        return isTag ? self : JSONPointer(Array(tokens.prefix(start + 2)))
    }
}
