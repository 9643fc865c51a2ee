extension CellEffects {
    /// What a cell does where the cells before it have run in order.
    ///
    /// Who uses a function uses what the function uses, and changes what it changes: all that the
    /// functions of its cell do counts, since the analysis doesn't tell them apart.
    ///
    /// - Parameters:
    ///   - cell: The cell.
    ///   - origins: What the names are when it runs.
    ///   - analyses: The cells, with those before it.
    ///   - above: What the cells before it do.
    init(
        _ cell: CellAnalysis,
        after origins: NameOrigins,
        in analyses: [CellAnalysis],
        above: [CellEffects]
    ) {
        // What it changes after it has bound it is its own.
        let defined = Set(cell.defines)
        var names = cell.uses + cell.mutates.filter { !defined.contains($0) }
        var providers: [Int] = []
        var known: Set<Int> = []
        var changed = Set(cell.mutates + cell.mutatesWhenCalled + cell.perhapsDefines)
        while true {
            if let name = names.popLast() {
                guard reads[name] == nil else { continue }
                let origin = origins[name]
                reads[name] = origin
                providers += origin.writers
            } else if let provider = providers.popLast() {
                guard known.insert(provider).inserted else { continue }
                let analysis = analyses[provider]
                names += analysis.usesWhenCalled + analysis.mutatesWhenCalled
                changed.formUnion(analysis.mutatesWhenCalled)
                // An object keeps the class that it was made of, whatever its name means later.
                for name in analysis.usesWhenCalled {
                    providers += above[provider].reads[name]?.writers ?? []
                }
            } else {
                break
            }
        }
        let certain = Set(cell.defines + cell.deletes).subtracting(cell.perhapsDefines)
        replaces = certain.sorted()
        changes = changed.subtracting(certain).sorted()
        readsEverything = cell.opacities.contains { $0.kind == .code }
        isOpaque = !cell.opacities.isEmpty
    }
}
