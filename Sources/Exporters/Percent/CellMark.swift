/// The comment that starts a cell.
enum CellMark {
    /// `# %%` with text behind it, which starts at an index.
    case options(Int)
    /// `# %%`, `# In[3]:` or `# <codecell>` alone.
    case bare

    /// Reads a line; `nil` if it starts no cell.
    init?(_ line: ArraySlice<UInt8>) {
        var index = PythonLines.skipSpace(line, from: line.startIndex)
        guard index < line.endIndex, line[index] == 0x23 else { return nil }
        index = PythonLines.skipSpace(line, from: index + 1)
        guard index < line.endIndex else { return nil }
        let rest = line[index...]
        var end: Int
        switch rest[index] {
        case 0x25:
            guard rest.hasPrefix("%%") else { return nil }
            let percents = rest.prefix { $0 == 0x25 }
            if percents.endIndex < line.endIndex,
                PythonLines.spaceLength(line, at: percents.endIndex) > 0
            {
                self = .options(index + 2)
                return
            }
            end = index + 2
        case 0x3C:
            guard rest.hasPrefix("<codecell>") else { return nil }
            end = index + 10
        case 0x49:
            guard rest.hasPrefix("In[") else { return nil }
            end = rest.dropFirst(3).prefix { $0 == 0x20 || (0x30...0x39).contains($0) }.endIndex
            guard end < line.endIndex, line[end] == 0x5D else { return nil }
            end += 1
            if end < line.endIndex, line[end] == 0x3A { end += 1 }
        default:
            return nil
        }
        guard PythonLines.isBlank(line[end...]) else { return nil }
        self = .bare
    }
}
