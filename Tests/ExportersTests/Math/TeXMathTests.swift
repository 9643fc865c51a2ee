import Foundation
import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

@Suite(.timeLimit(.minutes(2))) struct TeXMathTests {
    /// The content of the formula's element, without the row around it and the annotation.
    private func markup(_ source: String) -> String? {
        guard let bytes = TeXMath.mathML(source, isDisplayed: false) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let start = "<math><semantics><mrow>"
        guard text.hasPrefix(start), let end = text.range(of: "</mrow><annotation") else {
            return text
        }
        return String(text[text.index(text.startIndex, offsetBy: start.count)..<end.lowerBound])
    }

    @Test(
        arguments: [
            ("x", "<mi>x</mi>"),
            ("12.5x", "<mn>12.5</mn><mi>x</mi>"),
            ("a-b", "<mi>a</mi><mo>−</mo><mi>b</mi>"),
            ("a=-b", "<mi>a</mi><mo>=</mo><mo form=\"prefix\">−</mo><mi>b</mi>"),
            ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
            ("x^23", "<msup><mi>x</mi><mn>2</mn></msup><mn>3</mn>"),
            ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
            ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
            ("f''", "<msup><mi>f</mi><mrow><mo>′′</mo></mrow></msup>"),
            ("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
            (
                "\\frac{a+1}{b}",
                "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mrow><mi>b</mi></mrow></mfrac>"
            ),
            ("\\sqrt[3]x", "<mroot><mi>x</mi><mrow><mn>3</mn></mrow></mroot>"),
            ("\\alpha\\le\\Omega", "<mi>α</mi><mo>≤</mo><mi mathvariant=\"normal\">Ω</mi>"),
            ("\\sum_i", "<munder><mo>∑</mo><mi>i</mi></munder>"),
            ("\\int_0", "<msub><mo>∫</mo><mn>0</mn></msub>"),
            ("\\mathbb{R}\\mathbf x", "<mrow><mi>ℝ</mi></mrow><mi>𝐱</mi>"),
            ("\\mathrm{ab}", "<mrow><mi mathvariant=\"normal\">ab</mi></mrow>"),
            ("{\\bf x}y", "<mrow><mi>𝐱</mi></mrow><mi>y</mi>"),
            ("\\text{a <b $c$}", "<mrow><mtext>a\u{A0}&lt;b\u{A0}</mtext><mi>c</mi></mrow>"),
            (
                "{a \\over b}",
                "<mrow><mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac></mrow>"
            ),
            ("a\\not=b", "<mi>a</mi><mo>=\u{338}</mo><mi>b</mi>"),
            ("\\color{red}{x}", "<mstyle mathcolor=\"red\"><mrow><mi>x</mi></mrow></mstyle>"),
            ("\\color{r\"><b}{x}", "<mrow><mi>x</mi></mrow>"),
            ("a % comment", "<mi>a</mi>"),
            (
                "\\hat{x}",
                "<mover><mrow><mi>x</mi></mrow><mo stretchy=\"false\">^</mo></mover>"
            ),
            ("\\label{eq:1}x", "<mi>x</mi>"),
            ("", ""),
        ]
    )
    func `a formula is written as MathML`(source: String, expected: String) {
        #expect(markup(source) == expected)
    }

    @Test func `fences grow and environments are tables`() {
        #expect(
            markup("\\begin{pmatrix}a&b\\\\c&d\\\\\\end{pmatrix}")
                == "<mrow><mo fence=\"true\" stretchy=\"true\">(</mo><mtable>"
                + "<mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>"
                + "<mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr>"
                + "</mtable><mo fence=\"true\" stretchy=\"true\">)</mo></mrow>"
        )
        #expect(
            markup("\\left. x \\right|")
                == "<mrow><mrow><mi>x</mi></mrow><mo fence=\"true\" stretchy=\"true\">|</mo></mrow>"
        )
    }

    @Test(
        arguments: [
            "\\unknown", "\\newcommand{\\a}{b}", "{", "}", "x^", "\\frac{a}", "\\left(", "\\right)",
            "\\begin{matrix}", "\\begin{matrix}\\end{pmatrix}", "a^b^c", "\\begin{html}\\end{html}",
            String(repeating: "{", count: 5_000), String(repeating: "\\frac", count: 5_000),
            String(repeating: "\\sqrt", count: 5_000) + "x", String(repeating: "x", count: 20_001),
        ]
    )
    func `what is not understood as a whole is left alone`(source: String) {
        #expect(TeXMath.mathML(source, isDisplayed: true) == nil)
    }

    @Test func `the source goes with the formula, escaped`() throws {
        let bytes = try #require(TeXMath.mathML("a<b\\&c", isDisplayed: true))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("<math display=\"block\">"))
        #expect(
            text.hasSuffix(
                "<annotation encoding=\"application/x-tex\">a&lt;b\\&amp;c</annotation></semantics></math>"
            )
        )
    }

    @Test(arguments: [
        ("$x$", false), ("$$x$$", true), ("\\(x\\)", false), ("\\\\[x\\\\]", true),
        ("\\begin{align}x\\end{align}", true), ("$\\begin{equation}x\\end{equation}$", true),
    ])
    func `the delimiters tell whether it has lines of its own`(source: String, isDisplayed: Bool) {
        var output: [UInt8] = []
        #expect(TeXMath.append(Array(source.utf8)[...], to: &output))
        #expect(output.starts(with: (isDisplayed ? "<math display=" : "<math>").utf8))
    }

    @Test(
        arguments: [
            "{", "\\frac", "x^", "\\left(", "\\begin{matrix}", "'", "\\sqrt[", "%", "\\over", "x",
            "\\\\",
        ]
    )
    func `a hostile formula takes no long time`(_ piece: String) {
        let text = String(repeating: piece, count: 19_000 / piece.utf8.count)
        let markup = TeXMath.mathML(text, isDisplayed: true)
        #expect(markup.map { $0.count < 10_000_000 } ?? true)
    }

    /// Random formulas of known and unknown pieces.
    private static let random: [String] = {
        var generator = SeededGenerator(seed: 7)
        let pieces =
            [
                "x", "1", "+", "<", "&", "{", "}", "^", "_", "'", "[", "]", "(", "$", "%\n", "\\\\",
                "\\left(", "\\right)", "\\frac", "\\sqrt", "\\text", "\\begin{cases}",
                "\\end{cases}", "\\mathbf", "\\over", "\\sum", "\\not", "\\hat", "\\color{red}",
                "\\displaystyle", "\\big", "\\limits", " ", "é", "\u{0}", "\\", "\"",
            ]
        return (0..<4_000).map { _ in
            (0..<Int.random(in: 1...12, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        }
    }()

    @Test(.enabled(if: Peer.isThere)) func `what is written is well-formed XML`() async throws {
        let markup = Self.random.compactMap { TeXMath.mathML($0, isDisplayed: true) }
        #expect(markup.count > 400)
        let program = """
            import json, sys, xml.etree.ElementTree as tree
            bad = []
            for text in json.load(sys.stdin):
                try: tree.fromstring(text)
                except Exception as error: bad.append([text, str(error)])
            print(json.dumps(bad))
            """
        let input = JSONValue.array(markup.map { .string(String(decoding: $0, as: UTF8.self)) })
        let answer = try await Peer.json(program, input: JSONWriter().bytes(for: input))
        #expect(answer == .array([]))
    }

    @Test(arguments: Corpus.names) func `the formulas of real notebooks are understood`(
        _ name: String
    ) throws {
        for cell in try Notebook(reading: Corpus.bytes(name)).cells where cell.isMarkdown {
            for formula in cell.source.matches(of: /\$\$(.+?)\$\$/.dotMatchesNewlines()) {
                let source = String(formula.1)
                #expect(TeXMath.mathML(source, isDisplayed: true) != nil, "\(source)")
            }
        }
    }
}
