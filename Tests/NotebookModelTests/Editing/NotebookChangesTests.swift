import NotebookModel
import Testing

@Suite struct NotebookChangesTests {
    private func changes(_ old: [Cell], _ new: [Cell]) -> [CellChange] {
        Notebook(cells: new).changes(from: Notebook(cells: old))
    }

    /// Cells whose text is a letter, with the letter as id or without one.
    private func cells(_ letters: String, ids: Bool = false) -> [Cell] {
        letters.map { .code(String($0), id: ids ? String($0) : nil) }
    }

    @Test(arguments: [true, false])
    func `cells are kept, moved, inserted and removed`(_ ids: Bool) {
        #expect(
            changes(cells("abcdef", ids: ids), cells("aecdxb", ids: ids)) == [
                .kept(old: 0, new: 0), .moved(old: 4, new: 1, isChanged: false),
                .kept(old: 2, new: 2), .kept(old: 3, new: 3), .inserted(new: 4),
                .moved(old: 1, new: 5, isChanged: false), .removed(old: 5),
            ]
        )
    }

    @Test func `what is the same is the same by id, whatever the text`() {
        var new = cells("cab", ids: true)
        new[0].source = "a"
        new[1].source = "b"
        #expect(
            changes(cells("abc", ids: true), new) == [
                .moved(old: 2, new: 0, isChanged: true), .changed(old: 0, new: 1),
                .kept(old: 1, new: 2),
            ]
        )
    }

    @Test func `any content counts, but not the id`() {
        let old: [Cell] = [.code("a"), .code("b"), .code("c"), .code("d\u{E9}")]
        var new = old
        for index in new.indices { new[index].id = "id\(index)" }
        new[1].outputs = [.stream(.stdout, "")]
        new[2].metadata = ["m": 1]
        #expect(
            changes(old, new) == [
                .kept(old: 0, new: 0), .changed(old: 1, new: 1), .changed(old: 2, new: 2),
                .kept(old: 3, new: 3),
            ]
        )
        // Equal as texts, of other characters.
        #expect(changes([.raw("\u{E9}")], [.raw("e\u{301}")]) == [.changed(old: 0, new: 0)])
    }

    @Test func `of cells alike those are the same that have the same neighbours`() {
        #expect(
            changes(cells("-a-b-"), cells("--a-b-")) == [
                .kept(old: 0, new: 0), .inserted(new: 1), .kept(old: 1, new: 2),
                .kept(old: 2, new: 3), .kept(old: 3, new: 4), .kept(old: 4, new: 5),
            ]
        )
        #expect(
            changes(cells("a-b-c"), cells("ab-c")) == [
                .kept(old: 0, new: 0), .removed(old: 1), .kept(old: 2, new: 1),
                .kept(old: 3, new: 2), .kept(old: 4, new: 3),
            ]
        )
    }

    @Test func `ids that were all made anew don't hide that cells are the same`() {
        let old = ["a", "b"].map { Cell.code($0, id: "old-" + $0) }
        let new = ["a", "b"].map { Cell.code($0, id: "new-" + $0) }
        #expect(changes(old, new) == [.kept(old: 0, new: 0), .kept(old: 1, new: 1)])
    }

    @Test func `an id that cells share settles nothing`() {
        let old: [Cell] = [.code("a", id: "x"), .code("b", id: "x")]
        let new: [Cell] = [.code("b", id: "x"), .code("a", id: "y")]
        #expect(
            changes(old, new) == [
                .moved(old: 1, new: 0, isChanged: false), .kept(old: 0, new: 1),
            ]
        )
    }

    private let function = "def f(x):\n    y = x + 1\n    return y\n"

    @Test func `a cell without id of which half is the same is the same cell`() {
        let old: [Cell] = [.raw("r"), .code(function), .code("z"), .code("w")]
        let new: [Cell] = [
            .code("q"), .code("z"), .raw("r"), .code(function + "print(f(2))", id: "i"),
        ]
        #expect(
            changes(old, new) == [
                .inserted(new: 0), .moved(old: 2, new: 1, isChanged: false), .kept(old: 0, new: 2),
                .changed(old: 1, new: 3), .removed(old: 3),
            ]
        )
    }

    @Test func `less than half, another type, or ids on both sides make another cell`() {
        func isInserted(_ old: Cell, _ new: Cell) -> Bool {
            changes([old, .raw("o")], [.raw("n"), new]).contains(.inserted(new: 1))
        }
        #expect(!isInserted(.code(function), .code(function + "1")))
        #expect(isInserted(.code(function), .code("def f(x):\n    completely = different\n")))
        #expect(isInserted(.code(function), .markdown(function + "1")))
        #expect(isInserted(.code(function, id: "a"), .code(function + "1", id: "b")))
    }

    @Test func `a cell without id that changed all over is known by its place`() {
        #expect(
            changes(cells("abc"), cells("axc")) == [
                .kept(old: 0, new: 0), .changed(old: 1, new: 1), .kept(old: 2, new: 2),
            ]
        )
        #expect(
            changes(cells("abc"), cells("axyc")) == [
                .kept(old: 0, new: 0), .inserted(new: 1), .inserted(new: 2), .removed(old: 1),
                .kept(old: 2, new: 3),
            ]
        )
    }

    @Test func `nothing and everything`() {
        #expect(changes([], []).isEmpty)
        #expect(changes([], cells("ab")) == [.inserted(new: 0), .inserted(new: 1)])
        #expect(changes(cells("ab"), []) == [.removed(old: 0), .removed(old: 1)])
    }

    @Test(arguments: 0..<200)
    func `the changes account for every cell of both`(_ seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        func notebook() -> [Cell] {
            (0..<next(12)).map { _ in
                let text = ["", "a", "b", "c\nd", "c\ne"][next(5)]
                return .code(text, id: [nil, "1", "2", "3", "4", "5"][next(6)])
            }
        }
        let old = notebook()
        let new = notebook()
        var olds: [Int] = []
        var news: [Int] = []
        for change in changes(old, new) {
            switch change {
            case .kept(let from, let to), .changed(let from, let to), .moved(let from, let to, _):
                olds.append(from)
                news.append(to)
            case .inserted(let index): news.append(index)
            case .removed(let index): olds.append(index)
            }
        }
        #expect(olds.sorted() == Array(old.indices))
        #expect(news == Array(new.indices))
        #expect(
            changes(old, old).allSatisfy { if case .kept = $0 { true } else { false } }
        )
    }

    @Test(.timeLimit(.minutes(1)))
    func `large notebooks of hostile cells take nearly linear time`() {
        let alike = [Cell](repeating: .code("import numpy\nsame"), count: 20_000)
        let different = (0..<20_000).map { Cell.code("import numpy\nsame\n\($0)") }
        #expect(changes(alike, different).count >= 20_000)
        #expect(changes(different, different.reversed()).count == 20_000)
        #expect(changes(alike, alike + [.raw("")]).count == 20_001)
    }
}
