/// What a Markdown renderer understands beyond CommonMark.
struct CommonMarkExtensions: OptionSet, Sendable {
    let rawValue: UInt8

    /// GFM's tables.
    static let tables = CommonMarkExtensions(rawValue: 1)

    /// GFM's text struck through by one or two tildes.
    static let strikethrough = CommonMarkExtensions(rawValue: 2)

    /// GFM's list items that start with `[ ]` or `[x]`.
    static let taskLists = CommonMarkExtensions(rawValue: 4)

    /// GFM's links that are written as bare addresses.
    static let autolinks = CommonMarkExtensions(rawValue: 8)

    /// TeX as notebooks have it: `$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]` and `\begin{…}…\end{…}`.
    static let math = CommonMarkExtensions(rawValue: 16)

    /// All that notebooks use.
    static let notebook: CommonMarkExtensions = [
        .tables, .strikethrough, .taskLists, .autolinks, .math,
    ]
}
