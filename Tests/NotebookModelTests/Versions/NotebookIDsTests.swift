import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotebookIDsTests {
    /// Always the same number.
    private struct Constant: RandomNumberGenerator {
        func next() -> UInt64 { 7 }
    }

    private func ids(seed: UInt64) -> [String?] {
        var generator = SeededGenerator(seed: seed)
        var notebook = Notebook(cells: [.code("a"), .code("a"), .raw("a", id: "x")])
        notebook.addMissingIDs(using: &generator)
        return notebook.cells.map(\.id)
    }

    @Test func `random ids are those of the generator`() {
        #expect(ids(seed: 1) == ids(seed: 1))
        #expect(Set(ids(seed: 1)).intersection(ids(seed: 2)) == ["x"])
        #expect(Set(ids(seed: 1)).count == 3)
    }

    @Test func `ids are eight hexadecimal digits, random or not`() {
        var generator = SystemRandomNumberGenerator()
        var random = Notebook(cells: Array(repeating: .code("a"), count: 1000), nbformatMinor: 4)
        var made = random
        random.addMissingIDs(using: &generator)
        made.addMissingIDs()
        for notebook in [random, made] {
            #expect(notebook.nbformatMinor == 5)
            #expect(
                notebook.cells.allSatisfy { cell in
                    cell.id?.utf8.count == 8
                        && cell.id?.allSatisfy { "0123456789abcdef".contains($0) } == true
                }
            )
        }
        #expect(random.cells != made.cells)
    }

    @Test func `ids of the content are the same in every version of this library`() {
        var notebook = Notebook(cells: [.code("a"), .code("a"), .markdown("a")])
        notebook.addMissingIDs()
        #expect(notebook.cells.map(\.id) == ["392585a2", "c96c9f63", "72ea9775"])
    }

    @Test func `a generator that gives one number still makes 100,000 ids`() {
        var generator = Constant()
        var notebook = Notebook(cells: Array(repeating: .code(""), count: 100_000))
        notebook.addMissingIDs(using: &generator)
        #expect(Set(notebook.cells.map(\.id)).count == 100_000)
    }

    @Test func `100,000 equal cells get ids of their content in no time`() {
        var notebook = Notebook(cells: Array(repeating: .code("a"), count: 100_000))
        notebook.addMissingIDs()
        #expect(Set(notebook.cells.map(\.id)).count == 100_000)
    }

    @Test func `an id that is no text stays`() {
        let cell = Cell(kind: .raw(attachments: []), source: "", otherMembers: ["id": 7])
        var notebook = Notebook(cells: [cell])
        notebook.addMissingIDs()
        #expect(notebook.cells == [cell])
    }
}
