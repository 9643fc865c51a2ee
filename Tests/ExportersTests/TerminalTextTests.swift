import Testing

@testable import Exporters

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("plain\ttext\n", "plain\ttext\n"),
        ("\u{1b}[31mred\u{1b}[0m \u{1b}[1;38;5;208mbold\u{1b}[0m\u{1b}[K\n", "red bold\n"),
        ("\u{1b}[38:2::1:2:3mx\u{1b}[?25l", "x"),
        ("\u{1b}]0;title\u{07}a\u{1b}]8;;http://x\u{1b}\\b\u{1b}]8;;\u{1b}\\c", "abc"),
        ("\u{9b}31ma\u{9d}title\u{9c}b", "ab"),
        ("\u{1b}(Ba\u{1b}=b\u{1b}Pq#0\u{1b}\\c", "abc"),
        ("\u{1b}]0;never ended\nnext", "\nnext"),
        ("\u{07}\u{00}a\u{7f}", "a"),
        ("é\u{a0}\u{c2}", "é\u{a0}\u{c2}"),
        ("\u{1b}", ""), ("\u{1b}[", ""), ("a\u{1b}[31", "a"),
    ])
    func `escape sequences and controls go`(_ text: String, _ expected: String) {
        #expect(TerminalText.settled(text) == expected)
    }

    @Test(arguments: [
        ("\r 10%\r 50%\r100%\ndone\n", "100%\ndone\n"),
        ("a\r\nb\r\r\nc\r", "a\nb\nc"),
        ("abcdef\rxy", "xycdef"),
        ("abcdef\r\u{1b}[Kxy", "xy"),
        ("abcdef\u{1b}[2K\rxy", "xy"),
        ("abc\u{08}\u{08}\u{08}xyz\n", "xyz\n"),
        ("ab\u{08}", "a"),
        ("\u{08}\u{08}a", "a"),
        ("äöü\räx", "äxü"),
    ])
    func `returns and backspaces are applied`(_ text: String, _ expected: String) {
        #expect(TerminalText.settled(text) == expected)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["\r", "\u{08}", "\u{1b}[K", "\u{1b}[2K", "\u{1b}]", "x\r"]
    )
    func `a long hostile line takes no long time`(_ piece: String) {
        let text = String(repeating: "x", count: 100_000) + String(repeating: piece, count: 200_000)
        #expect(TerminalText.settled(text + "x").utf8.count <= text.utf8.count)
    }
}
