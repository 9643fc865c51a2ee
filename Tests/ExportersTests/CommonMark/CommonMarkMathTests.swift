import Testing

@testable import Exporters

@Suite struct CommonMarkMathTests {
    private func html(_ markdown: String) -> String {
        var renderer = CommonMarkRenderer()
        renderer.options.extensions = .notebook
        return renderer.render(markdown)
    }

    @Test(arguments: [
        "$x_1 * y_2 * z$", "$a\\_b \\\\ c$", "$\\{a\\}$", "$`a$", "$[a](b)$", "\\\\(a_1 * b_2\\\\)",
        "$\\$5$",
    ])
    func `a formula in a line stays as it is`(_ formula: String) {
        #expect(
            html("a \(formula) *b*")
                == "<p>a <span class=\"math\">\(formula)</span> <em>b</em></p>\n"
        )
    }

    @Test(arguments: [
        "$$x_1 * y_2 * z$$", "$$\na\n- b\n= c\n$$", "\\\\[\na\n\\\\]", "$$\n# a\n    b\n\\$$$",
        "\\begin{align*}\na_1 & b_2 \\\\\n- c\n\\end{align*}",
        "\\begin{a}\\begin{b}\n+ x\\end{b}\n> y\n\\end{a}",
    ])
    func `a display formula is a block of its own or a part of a paragraph`(_ formula: String) {
        let escaped = formula.split(separator: "&", omittingEmptySubsequences: false)
            .joined(separator: "&amp;").split(separator: ">", omittingEmptySubsequences: false)
            .joined(separator: "&gt;")
        #expect(html(formula) == "<div class=\"math\">\(escaped)</div>\n")
        #expect(
            html("a \(formula) *b*\nc")
                == "<p>a <span class=\"math display\">\(escaped)</span> <em>b</em>\nc</p>\n"
        )
    }

    @Test func `a formula is escaped for HTML`() {
        #expect(
            html("$a<b>c&d\"$") == "<p><span class=\"math\">$a&lt;b&gt;c&amp;d&quot;$</span></p>\n"
        )
    }

    @Test(arguments: [
        "$5 and $6", "from $5 to US$10", "$ a $", "a$ b$", "\\$a$", "$a\\$", "$$", "$$$$", "$",
        "20$ or 30$ and $", "\\begin{a} \\end{b}", "\\begin{a", "\\\\(a", "\\\\[a", "$$a",
    ])
    func `amounts and unfinished formulas are text`(_ markdown: String) {
        #expect(!html(markdown).contains("math"))
    }

    @Test func `a formula left open takes nothing with it`() {
        #expect(html("$$ a\n- b\n\n$$") == "<p>$$ a</p>\n<ul>\n<li>b</li>\n</ul>\n<p>$$</p>\n")
        #expect(
            html("`$$` a\n- b `$$`")
                == "<p><code>$$</code> a</p>\n<ul>\n<li>b <code>$$</code></li>\n</ul>\n"
        )
    }

    @Test func `a formula in a quote or a list stays there`() {
        #expect(
            html("> $$\n> - a\n> $$\nb")
                == "<blockquote>\n<p><span class=\"math display\">$$\n- a\n$$</span>\nb</p>\n</blockquote>\n"
        )
        #expect(
            html("- $$\n  + a\n  $$\n- b")
                == "<ul>\n<li><span class=\"math display\">$$\n+ a\n$$</span></li>\n<li>b</li>\n</ul>\n"
        )
    }

    @Test func `code holds no formulas`() {
        #expect(html("`$a$`") == "<p><code>$a$</code></p>\n")
        #expect(html("    $$a$$") == "<pre><code>$$a$$\n</code></pre>\n")
    }

    @Test func `a bar in a formula ends no cell`() {
        #expect(
            html("|a|b|\n|-|-|\n|$|x|$|c|").contains(
                "<td><span class=\"math\">$|x|$</span></td>\n<td>c</td>"
            )
        )
        #expect(html("|a|b|\n|-|-|\n| $5 | $6 |").contains("<td>$5</td>\n<td>$6</td>"))
    }
}
