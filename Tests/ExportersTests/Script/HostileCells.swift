import NotebookTestSupport

/// Cells put together from pieces that are awkward for whatever reads code.
struct HostileCells {
    static let pieces = [
        "%", "%%", "!", "!!", "?", "??", "%time ", "%%bash\n", "!ls ", "!echo 'it''s'\n", "x = ",
        "y=",
        "%matplotlib inline\n", "= !ls", "= %who", "foo?", "foo.bar??", "*int*?", "?foo", "??foo",
        "%foo?", "%%foo?", "a[0].b?", "/f a b\n", ",f a b\n", ";f a b\n", "/ ", ",", ";", "/",
        "\\\n", "\\\r\n", "\\", "\n", "\n", "\n", "\r\n", "\r", "\u{0B}", "\u{0C}", "\u{2028}",
        "\u{85}",
        "\u{1C}", " ", "  ", "    ", "\t", ">>> ", ">>>", "... ", "...", "In [1]: ", "   ...: ",
        "[ins] In [2]: ",
        "(", ")", "[", "]", "{", "}", "'", "\"", "'''", "\"\"\"", "f'", "rb\"", "#", "# %x\n", "#!",
        "if a:\n", "    ", "def f():\n    ", "return ", "1", "0x", "1.5e3", ".", "é", "名前", "²",
        "\u{A0}",
        "\u{1F600}", "\u{AD}", "\u{301}", "a", "b", "=", "==", "!=", ":", "lambda: ", "print(x)\n",
        "x", "$", "`",
        "for i in range(3):\n    %time f(i)\n", "\u{7F}", "\u{0}", "get_ipython()", "pass\n", "@",
        "->",
    ]

    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// A cell of up to that many pieces.
    mutating func next(pieces count: Int = 14) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...count, using: &generator) {
            text +=
                HostileCells.pieces[
                    Int.random(in: 0..<HostileCells.pieces.count, using: &generator)
                ]
        }
        return text
    }
}
