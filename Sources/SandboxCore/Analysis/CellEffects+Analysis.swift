extension CellEffects {
    /// What a cell does where the cells before it have run in order.
    ///
    /// Who uses a function uses what the function uses, and changes what it changes: all that the
    /// cell's functions do counts, since the analysis doesn't tell them apart.
    init(_ cell: CellAnalysis, after origins: NameOrigins, in analyses: [CellAnalysis]) {
        var waiting = cell.uses + cell.mutates
        var changed = Set(cell.mutates + cell.mutatesWhenCalled + cell.perhapsDefines)
        var providers: Set<Int> = []
        while let name = waiting.popLast() {
            guard reads[name] == nil else { continue }
            let origin = origins[name]
            reads[name] = origin
            for provider in origin.writers where providers.insert(provider).inserted {
                waiting += analyses[provider].usesWhenCalled
                waiting += analyses[provider].mutatesWhenCalled
                changed.formUnion(analyses[provider].mutatesWhenCalled)
            }
        }
        let certain = Set(cell.defines + cell.deletes).subtracting(cell.perhapsDefines)
        replaces = certain.sorted()
        changes = changed.subtracting(certain).sorted()
        readsEverything = cell.opacities.contains { $0.kind == .code }
        isOpaque = !cell.opacities.isEmpty
    }
}
