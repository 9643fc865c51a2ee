import Testing

@testable import Exporters

@Suite struct TerminalHTMLTests {
    private func html(_ text: String) -> String {
        var output: [UInt8] = []
        TerminalHTML.append(Array(text.utf8), to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test(arguments: [
        ("plain <b>\n", "plain &lt;b&gt;\n"),
        ("\u{1b}[31mred\u{1b}[0m!", "<span class=\"ansi-1\">red</span>!"),
        ("\u{1b}[94mx\u{1b}[39my", "<span class=\"ansi-12\">x</span>y"),
        ("\u{1b}[41;97mx", "<span class=\"ansi-15 ansi-on-1\">x</span>"),
        (
            "\u{1b}[1;2;3;4;9mx",
            "<span class=\"ansi-bold ansi-dim ansi-italic ansi-underline ansi-strike\">x</span>"
        ),
        ("\u{1b}[1mx\u{1b}[22my", "<span class=\"ansi-bold\">x</span>y"),
        ("\u{1b}[38;5;3mx", "<span class=\"ansi-3\">x</span>"),
        ("\u{1b}[38;5;208mx", "<span style=\"color:rgb(255,135,0)\">x</span>"),
        ("\u{1b}[48;5;255mx", "<span style=\"background:rgb(238,238,238)\">x</span>"),
        ("\u{1b}[38;2;1;2;3mx", "<span style=\"color:rgb(1,2,3)\">x</span>"),
        ("\u{1b}[38:2::1:2:3;1mx", "<span class=\"ansi-bold\" style=\"color:rgb(1,2,3)\">x</span>"),
        ("\u{1b}[7mx", "<span class=\"ansi-ground ansi-on-text\">x</span>"),
        ("\u{1b}[7;31mx", "<span class=\"ansi-ground ansi-on-1\">x</span>"),
        ("\u{1b}[mx\u{1b}[;31my", "x<span class=\"ansi-1\">y</span>"),
        ("\u{1b}[>4;2mx\u{1b}[38;2;999;0;0my\u{1b}[38;5mz\u{1b}[99999999999mw", "xyzw"),
    ])
    func `styles become elements`(_ text: String, _ expected: String) {
        #expect(html(text) == expected)
    }

    @Test func `a style lasts over lines`() {
        #expect(
            html("\u{1b}[32ma\nb\n\u{1b}[0mc")
                == "<span class=\"ansi-2\">a</span><span class=\"ansi-2\">\nb\n</span>c"
        )
    }

    @Test func `what is overwritten takes its style with it`() {
        #expect(
            html("\u{1b}[31m10%\u{1b}[0m\r\u{1b}[32m99\u{1b}[0m")
                == "<span class=\"ansi-2\">99</span><span class=\"ansi-1\">%</span>"
        )
        #expect(html("\u{1b}[31mabc\u{1b}[2K\rx\u{08}y") == "<span class=\"ansi-1\">y</span>")
    }

    @Test(arguments: [
        "a\u{1b}[31mb\rc\n\u{1b}]0;t\u{07}d\u{1b}[K\u{08}e\tf\n", "\r\u{1b}[2K1\r\n\u{9b}1mx\u{c2}",
    ])
    func `the text is the settled text`(_ text: String) {
        var plain: [UInt8] = []
        TerminalText.forEachRun(of: Array(text.utf8)) { run, _ in plain += run }
        #expect(String(decoding: plain, as: UTF8.self) == TerminalText.settled(text))
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["\u{1b}[31m", "\u{1b}[K", "\u{1b}[38;5;1mx", "\r\u{1b}[1mx\n"]
    )
    func `a long hostile text takes no long time`(_ piece: String) {
        let text = String(repeating: "x", count: 20_000) + String(repeating: piece, count: 20_000)
        #expect(html(text).utf8.count <= text.utf8.count * 12)
    }
}
