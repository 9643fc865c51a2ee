import SandboxCore
import Testing

@Suite struct TracebackColourTests {
    /// How the sequences of colours are written here.
    private static let colours = [
        ("‹p ", "\u{1B}[35m"), ("‹n ", "\u{1B}[1;35m"), ("‹b ", "\u{1B}[31m"),
        ("‹m ", "\u{1B}[1;31m"), ("›", "\u{1B}[0m"),
    ]

    private func coloured(_ lines: String...) -> [String] {
        PythonException(name: "E", value: "", traceback: lines).ansiTraceback
    }

    /// What CPython 3.13.0 prints to a terminal.
    @Test(
        arguments: [
            #"""
            Traceback (most recent call last):
              File ‹p "<cell 1>"›, line ‹p 3›, in ‹p <module>›
                ‹b f›‹m (0)›
                ‹b ~›‹m ^^^›
              File ‹p "<cell 1>"›, line ‹p 2›, in ‹p f›
                return ‹b 1 ›‹m /›‹b  x›
                       ‹b ~~›‹m ^›‹b ~~›
            ‹n ZeroDivisionError›: ‹p division by zero›
            """#,
            #"""
              File ‹p "<cell 1>"›, line ‹p 1›
                y = ‹m =› 2
                    ‹m ^›
            ‹n SyntaxError›: ‹p invalid syntax›
            """#,
            #"""
              File ‹p "<cell 1>"›, line ‹p 2›
                ‹m print›(1)
                ‹m ^^^^^›
            ‹n IndentationError›: ‹p expected an indented block after function definition on line 1›
            """#,
            #"""
            Traceback (most recent call last):
              File ‹p "<cell 1>"›, line ‹p 1›, in ‹p <module>›
                raise ValueError
            ‹n ValueError›
            """#,
            #"""
            Traceback (most recent call last):
              File ‹p "<cell 1>"›, line ‹p 2›, in ‹p <module>›
                ‹b 1›‹m /›‹b 0›
                ‹b ~›‹m ^›‹b ~›
            ‹n ZeroDivisionError›: ‹p division by zero›

            The above exception was the direct cause of the following exception:

            Traceback (most recent call last):
              File ‹p "<cell 1>"›, line ‹p 4›, in ‹p <module>›
                raise ValueError('a') from e
            ‹n ValueError›: ‹p a›
            """#,
            #"""
            Traceback (most recent call last):
              File ‹p "<cell 1>"›, line ‹p 2›, in ‹p <module>›
                ‹b 1›‹m /›‹b 0›
                ‹b ~›‹m ^›‹b ~›
            ‹n ZeroDivisionError›: ‹p division by zero›

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File ‹p "<cell 1>"›, line ‹p 4›, in ‹p <module>›
                ‹m x›.y
                ‹m ^›
            ‹n NameError›: ‹p name 'x' is not defined›
            """#,
            #"""
            Traceback (most recent call last):
              File ‹p "<cell 1>"›, line ‹p 3›, in ‹p <module>›
                ‹b f›‹m ()›
                ‹b ~›‹m ^^›
              File ‹p "<cell 1>"›, line ‹p 2›, in ‹p f›
                ‹b f›‹m ()›
                ‹b ~›‹m ^^›
              File ‹p "<cell 1>"›, line ‹p 2›, in ‹p f›
                ‹b f›‹m ()›
                ‹b ~›‹m ^^›
              File ‹p "<cell 1>"›, line ‹p 2›, in ‹p f›
                ‹b f›‹m ()›
                ‹b ~›‹m ^^›
              [Previous line repeated 994 more times]
            ‹n RecursionError›: ‹p maximum recursion depth exceeded›
            """#,
            #"""
            Traceback (most recent call last):
              File ‹p "<cell 1>"›, line ‹p 1›, in ‹p <module>›
                e = ValueError('x'); e.add_note('n'); ‹m raise e›
                                                      ‹m ^^^^^^^›
            ‹n ValueError›: ‹p x›
            n
            """#,
            #"""
            Traceback (most recent call last):
              File ‹p "<cell 1>"›, line ‹p 3›, in ‹p <module>›
                raise A.B('x: y')
            ‹n A.B›: ‹p x: y›
            """#,
        ]
    )
    func `colours are those of CPython`(_ expected: String) {
        var (plain, ansi) = (expected, expected)
        for (mark, sequence) in Self.colours {
            plain = plain.split(separator: mark, omittingEmptySubsequences: false).joined()
            ansi = ansi.split(separator: mark, omittingEmptySubsequences: false)
                .joined(separator: sequence)
        }
        func lines(_ text: String) -> [String] {
            text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        let exception = PythonException(name: "E", value: "", traceback: lines(plain))
        #expect(exception.ansiTraceback == lines(ansi))
    }

    @Test func `the members of a group are coloured within their margins`() {
        #expect(
            coloured(
                "  + Exception Group Traceback (most recent call last):",
                #"  |   File "<cell 1>", line 1, in f"#,
                "  |     raise x",
                "  |           ^",
                "  | ExceptionGroup: eg (1 sub-exception)",
                "  +-+---------------- 1 ----------------",
                "    | ValueError: 1",
                "    +------------------------------------"
            ) == [
                "  + Exception Group Traceback (most recent call last):",
                "  |   File \u{1B}[35m\"<cell 1>\"\u{1B}[0m, line \u{1B}[35m1\u{1B}[0m, "
                    + "in \u{1B}[35mf\u{1B}[0m",
                "  |     raise \u{1B}[1;31mx\u{1B}[0m",
                "  |           \u{1B}[1;31m^\u{1B}[0m",
                "  | \u{1B}[1;35mExceptionGroup\u{1B}[0m: "
                    + "\u{1B}[35meg (1 sub-exception)\u{1B}[0m",
                "  +-+---------------- 1 ----------------",
                "    | \u{1B}[1;35mValueError\u{1B}[0m: \u{1B}[35m1\u{1B}[0m",
                "    +------------------------------------",
            ]
        )
    }

    @Test(
        arguments: [
            "E: \u{1B}[2J", "E: \u{9B}31m", "\u{1B}]0;title\u{7}: x", "    x = '\u{1B}[31m'",
            "  File \"\u{1B}]0;t\u{7}.py\", line 1, in \u{1B}[1mf", "more \r\u{8}\u{202E}text",
        ]
    )
    func `what the code wrote steers no terminal`(_ line: String) {
        let lines = coloured("Traceback (most recent call last):", line, "    ^")
        var text = lines.joined()
        for (_, sequence) in Self.colours {
            text = text.split(separator: sequence, omittingEmptySubsequences: false).joined()
        }
        #expect(
            text.unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .control
                    && $0.properties.generalCategory != .format
            }
        )
    }

    @Test func `a line with wide characters keeps its own colour`() {
        let lines = coloured("    日本 = x / 0", "         ~~^~~")
        #expect(lines[0] == "    日本 = x / 0")
        #expect(lines[1].contains("\u{1B}[1;31m^"))
    }

    @Test func `only the first line of a message is coloured`() {
        #expect(coloured("E: a", "b: c")[1] == "b: c")
    }

    @Test func `without lines there is nothing`() {
        #expect(coloured() == [])
    }
}
