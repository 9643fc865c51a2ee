import NotebookModel
import NotebookTestSupport
import Testing

@Suite struct NotebookRepairTests {
    /// A change of a valid notebook, and what repairs it.
    struct Damage: Sendable, CustomTestStringConvertible {
        var minor = 5
        var pointer: String
        var value: JSONValue?
        var repairs: [String]

        var testDescription: String { "\(pointer) = \(value?.description ?? "nothing")" }
    }

    @Test(arguments: [
        Damage(pointer: "/cells/0/metadata", repairs: ["/cells/0/metadata: added {}"]),
        Damage(pointer: "/cells/0/outputs", repairs: ["/cells/0/outputs: added []"]),
        Damage(
            pointer: "/cells/0/execution_count",
            repairs: ["/cells/0/execution_count: added null"]
        ),
        Damage(
            pointer: "/cells/0/outputs/1/data",
            value: .null,
            repairs: ["/cells/0/outputs/1/data: replaced null by {}"]
        ),
        Damage(
            pointer: "/cells/1/source",
            value: .null,
            repairs: [#"/cells/1/source: replaced null by """#]
        ),
        Damage(
            pointer: "/cells/1/outputs",
            value: [],
            repairs: ["/cells/1/outputs: removed []"]
        ),
        Damage(
            minor: 4,
            pointer: "/cells/1/id",
            value: "a",
            repairs: [#"/cells/1/id: removed "a""#]
        ),
        Damage(pointer: "/nbformat", value: "4", repairs: [#"/nbformat: replaced "4" by 4"#]),
        Damage(
            pointer: "/cells/0/execution_count",
            value: 2.0,
            repairs: ["/cells/0/execution_count: replaced 2.0 by 2"]
        ),
        Damage(
            pointer: "/cells/0/id",
            value: "a b",
            repairs: [#"/cells/0/id: replaced "a b" by "9056a68b""#]
        ),
        Damage(
            pointer: "/metadata/orig_nbformat",
            value: 3,
            repairs: ["/metadata/orig_nbformat: removed 3"]
        ),
        Damage(
            pointer: "/cells/0/metadata/trusted",
            value: true,
            repairs: ["/cells/0/metadata/trusted: removed true"]
        ),
        Damage(
            pointer: "/metadata/kernelspec",
            value: ["name": "a"],
            repairs: [#"/metadata/kernelspec: removed {"name":"a"}"#]
        ),
        Damage(
            pointer: "/cells/0/metadata/execution",
            value: ["a": 1, "b": 2],
            repairs: [#"/cells/0/metadata/execution: removed {"a":1,"b":2}"#]
        ),
    ])
    func `what Jupyter mends is mended`(_ damage: Damage) {
        let value = CraftedNotebook.version4(minor: damage.minor)
            .setting(damage.pointer, to: damage.value)
        let repaired = RepairedNotebook(repairing: value)
        #expect(repaired.repairs.map(\.description) == damage.repairs)
        #expect(NotebookValidator().problems(in: repaired.value) == [])
    }

    @Test func `the wrong tags of a cell are removed and the others stay`() {
        let value = CraftedNotebook.version4(minor: 5)
            .setting("/cells/0/metadata/tags", to: ["a", "b,c", "a", "d", 1, ""])
        let repaired = RepairedNotebook(repairing: value)
        #expect(repaired.value["cells"]?[0]?["metadata"]?["tags"] == ["a", "d"])
        #expect(
            repaired.repairs.map(\.change) == ["b,c", "a", 1, ""].map { .removed($0) }
        )
    }

    @Test func `ids are those that adding missing ones makes`() throws {
        let cells: [Cell] = [.code("a", id: "x"), .code("a"), .markdown("a"), .code("a"), .raw("")]
        var notebook = Notebook(cells: cells)
        let repaired = RepairedNotebook(repairing: notebook.jsonValue())
        notebook.addMissingIDs()
        #expect(try Notebook(repaired.value) == notebook)
        #expect(repaired.repairs.count == 4)
    }

    @Test func `of repeated ids the first stays`() {
        let value = CraftedNotebook.version4(minor: 5)
            .setting("/cells/1/id", to: "code-1").setting("/cells/2/id", to: "code-1")
        let repaired = RepairedNotebook(repairing: value)
        let ids = repaired.value["cells"]?.arrayValue?.map { $0["id"] } ?? []
        #expect(ids.first == "code-1")
        #expect(Set(ids).count == 3)
        #expect(repaired.repairs.map(\.pointer.description) == ["/cells/1/id", "/cells/2/id"])
    }

    @Test func `what can't be mended stays`() {
        let value = CraftedNotebook.version4(minor: 5)
            .setting("/cells/0/execution_count", to: -1).setting("/cells/1/source", to: 7)
            .setting("/cells/2/cell_type", to: "chart").setting("/nbformat", to: 9)
            .setting("/cells/1/metadata/name", to: "first")
        #expect(RepairedNotebook(repairing: value).value == value)
        let text = value.setting("/nbformat", to: 4)
        #expect(RepairedNotebook(repairing: text).value == text)
        #expect(RepairedNotebook(repairing: text).repairs == [])
    }

    @Test func `members of other names stay where they are`() throws {
        let text =
            #"{"cells":[{"z":1,"id":"a","z":2,"cell_type":"raw","\#u{E9}":1,"e\#u{301}":2}],"#
            + #""nbformat":4,"metadata":{"a":1,"a":2},"nbformat_minor":5}"#
        let repaired = RepairedNotebook(repairing: try JSONValue(parsing: Array(text.utf8)))
        #expect(
            repaired.value.description
                == #"{"cells":[{"id":"a","cell_type":"raw","metadata":{},"source":""}],"#
                + #""nbformat":4,"metadata":{"a":1,"a":2},"nbformat_minor":5}"#
        )
        #expect(repaired.repairs.count == 5)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a large notebook is repaired in time in proportion`() {
        let many = (0..<20_000).map { "k\($0)" }
        let wide = JSONObject(many.map { ($0, 1) })
        let value = CraftedNotebook.version4(minor: 5)
            .setting("/cells/0", to: .object(wide)).setting("/cells/0/cell_type", to: "code")
            .setting("/cells/1/metadata/tags", to: .array(many.map { .string($0 + ",") }))
            .changing(JSONPointer("/cells")) { cells in
                .array(
                    (cells.arrayValue ?? []) + Array(repeating: ["cell_type": "raw"], count: 20_000)
                )
            }
        let repaired = RepairedNotebook(repairing: value ?? .null)
        #expect(repaired.repairs.count == 100_005)
        #expect(NotebookValidator().problems(in: repaired.value) == [])
    }

    @Test(arguments: 0..<CraftedNotebook.all.count)
    func `a repair is done once, and nothing else changes`(_ index: Int) {
        var mutator = NotebookMutator(seed: UInt64(index) + 100)
        for _ in 0..<150 {
            let mutant = mutator.mutate(CraftedNotebook.all[index].value)
            let repaired = RepairedNotebook(repairing: mutant.value)
            let again = RepairedNotebook(repairing: repaired.value)
            #expect(again.repairs == [], "\(mutant.changes), \(repaired.repairs)")
            #expect(again.value == repaired.value)
            let places = Set(repaired.repairs.map(\.pointer))
            #expect(places.count == repaired.repairs.count)
            let changed = mutant.value.differences(from: repaired.value, at: JSONPointer())
            #expect(changed.isSubset(of: places), "\(mutant.changes), \(repaired.repairs)")
        }
    }

    @Test(.enabled(if: Peer.isThere))
    func `what nbformat's normalize makes valid is made valid`() async throws {
        var mutants: [(value: JSONValue, changes: [String])] = []
        for (index, notebook) in CraftedNotebook.all.enumerated() {
            var mutator = NotebookMutator(seed: UInt64(index) + 200)
            for _ in 0..<30 { mutants.append(mutator.mutate(notebook.value)) }
        }
        let program = """
            import json, sys, warnings
            import nbformat
            from nbformat.validator import normalize
            warnings.simplefilter("ignore")

            def mended(notebook):
                try:
                    nbformat.validate(normalize(notebook, strip_invalid_metadata=True)[1])
                    return True
                except Exception:
                    return False

            json.dump([mended(json.loads(line)) for line in sys.stdin.buffer], sys.stdout)
            """
        let input = mutants.map { $0.value.compactBytes() }.joined(separator: [0x0A])
        let mended = try #require(try await Peer.json(program, input: Array(input)).arrayValue)
        try #require(mended.count == mutants.count)
        for (mutant, isMended) in zip(mutants, mended) where isMended == true {
            let repaired = RepairedNotebook(repairing: mutant.value).value
            #expect(NotebookValidator().isValid(repaired), "\(mutant.changes)")
        }
    }
}

extension JSONValue {
    /// The places at which two values differ; of arrays of different lengths the elements that are
    /// in the way.
    fileprivate func differences(from other: JSONValue, at place: JSONPointer) -> Set<JSONPointer> {
        func inside(_ token: String) -> JSONPointer { JSONPointer(place.tokens + [token]) }
        switch (self, other) {
        case (.object(let left), .object(let right)):
            let keys = Set(left.keys).union(right.keys)
            return keys.reduce(into: []) { places, key in
                switch (left[key], right[key]) {
                case (let old?, let new?):
                    places.formUnion(old.differences(from: new, at: inside(key)))
                default:
                    places.insert(inside(key))
                }
            }
        case (.array(let left), .array(let right)) where left.count == right.count:
            return zip(left, right).enumerated().reduce(into: []) { places, pair in
                let (index, (old, new)) = pair
                places.formUnion(old.differences(from: new, at: inside(String(index))))
            }
        case (.array(let left), .array(let right)):
            var rest = right[...]
            return left.enumerated().reduce(into: []) { places, pair in
                if rest.first == pair.element {
                    rest.removeFirst()
                } else {
                    places.insert(inside(String(pair.offset)))
                }
            }
        default:
            return self == other ? [] : [place]
        }
    }
}
