/// Which cells' definitions each cell of a notebook uses, as the syntax of the cells tells.
///
/// Cells are named by their index. A use means the latest definition above it, with every cell in
/// between that may have changed the object or bound the name under a condition; so dependencies
/// always lead upwards. Who uses a function also depends on what the function's cell uses when its
/// functions are called. A cell that hides what it defines (`import *`, `exec`) may define
/// everything that is used below.
///
/// It is a doubt in one direction only as far as names go: another name for the same object is
/// seen where a statement gives it (`b = a`, `for row in rows`), but what is reached through a
/// call, a file or the state of a generator of random numbers is not.
public struct NotebookDependencies: Hashable, Sendable {
    /// What is known of each cell.
    public let analyses: [CellAnalysis]
    let effects: [CellEffects]
    private let above: [[Int]]

    /// Finds out the dependencies.
    ///
    /// - Parameter analyses: An analysis for each cell, in order.
    public init(_ analyses: [CellAnalysis]) {
        var effects: [CellEffects] = []
        var above: [[Int]] = []
        var origins = NameOrigins()
        var writers: [Int] = []
        for (index, cell) in analyses.enumerated() {
            let effect = CellEffects(cell, after: origins, in: analyses, above: effects)
            var cells = Set(effect.reads.values.flatMap(\.makers))
            if effect.readsEverything { cells.formUnion(writers) }
            above.append(cells.sorted())
            effects.append(effect)
            origins.run(index, effect)
            if effect.isOpaque || !effect.replaces.isEmpty || !effect.changes.isEmpty {
                writers.append(index)
            }
        }
        self.analyses = analyses
        self.effects = effects
        self.above = above
    }

    /// The cells whose definitions a cell uses itself, in order; none for an index out of range.
    public func dependencies(of cell: Int) -> [Int] {
        above.indices.contains(cell) ? above[cell] : []
    }

    /// The cells that use a cell's definitions themselves, in order.
    public func dependents(of cell: Int) -> [Int] {
        above.indices.filter { above[$0].contains(cell) }
    }

    /// The names that a cell uses and other cells define, each with those cells in order.
    public func sources(of cell: Int) -> [String: [Int]] {
        guard effects.indices.contains(cell) else { return [:] }
        return effects[cell].reads.compactMapValues { origin in
            let cells = Set(origin.makers).sorted()
            return cells.isEmpty ? nil : cells
        }
    }
}

extension NotebookDependencies: Codable {
    private enum CodingKeys: String, CodingKey {
        case analyses
    }

    /// Reads the analyses, and finds out the dependencies anew.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try container.decode([CellAnalysis].self, forKey: .analyses))
    }

    /// Writes the analyses.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(analyses, forKey: .analyses)
    }
}
