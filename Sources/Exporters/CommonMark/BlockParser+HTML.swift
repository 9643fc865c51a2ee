extension BlockParser {
    /// Starts an HTML block, if the line starts with what starts one.
    mutating func startHTML(interruptsText: Bool) {
        let source = line.source
        guard let kind = HTMLBlockKind.starting(source, line.nonspace, line.end),
            kind != .tag || !interruptsText
        else { return }
        let block = push(.html)
        tree.blocks[block].level = kind.rawValue
    }

    /// Closes an HTML block behind a line that has its end.
    mutating func closeHTMLIfEnded() {
        guard let kind = HTMLBlockKind(rawValue: tree.blocks[container].level),
            kind.ends(line.source, line.offset, line.end)
        else { return }
        closeTip()
    }
}
