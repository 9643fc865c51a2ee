import Testing

@testable import Exporters

@Suite struct CommonMarkHookTests {
    @Test func `raw HTML is given to the caller piece by piece`() {
        var renderer = CommonMarkRenderer()
        renderer.options.writeRawHTML = { html, output in
            output += Array("{".utf8) + html.map { $0 == 0x3C ? 0x28 : $0 } + Array("}".utf8)
        }
        #expect(renderer.render("a <b>*c*</b>") == "<p>a {(b>}<em>c</em>{(/b>}</p>\n")
        #expect(renderer.render("<div>\n*a*\n\nb") == "{(div>\n*a*\n}\n<p>b</p>\n")
    }

    @Test func `addresses can be mapped and refused`() {
        var renderer = CommonMarkRenderer()
        renderer.options.extensions = .autolinks
        renderer.options.mapAddress = { address, use in
            guard CommonMarkAddress.isSafe(address, use: use) else { return nil }
            return use == .image ? Array("files/".utf8) + address : address
        }
        #expect(
            renderer.render("[a](b&amp;c \"t\")")
                == "<p><a href=\"b&amp;c\" title=\"t\">a</a></p>\n"
        )
        #expect(renderer.render("![a](b)") == "<p><img src=\"files/b\" alt=\"a\" /></p>\n")
        #expect(renderer.render("[a](JavaScript&#58;b)") == "<p><a>a</a></p>\n")
        #expect(renderer.render("<javascript:a>") == "<p><a>javascript:a</a></p>\n")
        #expect(renderer.render("![a](<java\tscript:b>)") == "<p><img alt=\"a\" /></p>\n")
    }

    @Test(arguments: [
        ("javascript:a", false), (" \u{1}javascript:a", false), ("JAVA\nSCRIPT:a", false),
        ("vbscript:a", false), ("file:///a", false), ("data:text/html,a", false),
        ("http://a", true), ("a:b", true), ("a/javascript:b", true), ("", true), ("#a", true),
    ])
    func `addresses that do harm are known`(_ address: String, _ isSafe: Bool) {
        #expect(CommonMarkAddress.isSafe(Array(address.utf8), use: .link) == isSafe)
        #expect(CommonMarkAddress.isSafe(Array(address.utf8), use: .image) == isSafe)
    }

    @Test func `an image may be data and a link may not`() {
        let address = Array("DATA:image/PNG;base64,AQID".utf8)
        #expect(CommonMarkAddress.isSafe(address, use: .image))
        #expect(!CommonMarkAddress.isSafe(address, use: .link))
    }

    @Test func `the caller can write code`() {
        var renderer = CommonMarkRenderer()
        renderer.options.writeCode = { code, language, output in
            guard language == Array("py".utf8) else { return false }
            output += Array("<i>".utf8) + code
            return true
        }
        #expect(
            renderer.render("```py x\n1\n```")
                == "<pre><code class=\"language-py\"><i>1\n</code></pre>\n"
        )
        #expect(renderer.render("```\n<\n```") == "<pre><code>&lt;\n</code></pre>\n")
    }

    @Test func `headings get their text as an anchor`() {
        var renderer = CommonMarkRenderer()
        renderer.options.headingAnchors = true
        #expect(
            renderer.render("# A *b* `c`\n")
                == "<h1 id=\"A-b-c\">A <em>b</em> <code>c</code></h1>\n"
        )
        #expect(
            renderer.render("![x](y) \"&amp;\n---\n")
                == "<h2 id=\"x-&quot;&amp;\"><img src=\"y\" alt=\"x\" /> &quot;&amp;</h2>\n"
        )
    }

    @Test func `HTML is appended to what is there`() {
        var output = Array("a".utf8)
        CommonMarkRenderer().render("b\u{0}\r\nc", into: &output)
        #expect(String(decoding: output, as: UTF8.self) == "a\n<p>b\u{FFFD}\nc</p>\n")
    }
}
