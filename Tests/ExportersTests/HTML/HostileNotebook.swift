import NotebookModel
import NotebookTestSupport

/// Notebooks that try to run or load something when their page is opened.
enum HostileNotebook {
    /// Says that a script ran, with the number of the payload in place of `N`.
    private static let call = "top.document.title='pwned N'"
    /// A host that nothing may ask for.
    static let hostName = "canary.invalid"
    private static let host = "http://\(hostName)/N"

    /// Ways to run or load something by HTML; `CALL` runs and `URL` loads.
    static let payloads = [
        "<script>CALL</script>", "<SCRIPT SRC=URL></SCRIPT>", "<script/x>CALL</script>",
        "<scr<script>ipt>CALL</scr</script>ipt>", "<script\n>CALL</script\n>", "<script>CALL",
        "<img src=x onerror=\"CALL\">", "<img src=x:x onerror=CALL//", "<img/src=x/onerror=CALL>",
        "<img src=\"x` `<script>CALL</script>\"` `>", "<IMG \"\"\"><SCRIPT>CALL</SCRIPT>\"\\>",
        "<img src='URL'>", "<img srcset='URL 1x'>", "<img src=data:, srcset=URL>",
        "<image src=URL onerror=CALL>",
        "<svg onload=\"CALL\">", "<svg><script>CALL</script></svg>", "<svg><g/onload=CALL></svg>",
        "<svg><style><img src=x onerror=\"CALL\"></style></svg>", "<svg><image href=URL></svg>",
        "<svg><foreignObject><iframe srcdoc='<script>CALL</script>'></foreignObject></svg>",
        "<svg><a xlink:href='javascript:CALL'><text>x</text></a></svg>",
        "<svg><animate onbegin=CALL attributeName=x>",
        "<svg></p><style><a title=\"</style><img src=x onerror=CALL>\">",
        "<math><mtext></p><style><img src=x onerror=CALL></style>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=CALL&gt;\">",
        "<math href=\"javascript:CALL\">x</math>", "<body onload=CALL>", "<html onmouseover=CALL>",
        "<iframe src=\"javascript:CALL\"></iframe>",
        "<iframe srcdoc=\"<script>CALL</script>\"></iframe>",
        "<iframe src=URL></iframe>", "<frameset onload=CALL><frame src=URL></frameset>",
        "<embed src=URL>",
        "<object data=\"javascript:CALL\"></object>", "<object data=URL></object>",
        "<applet code=URL>",
        "<embed src=\"data:text/html,<script>CALL</script>\">", "<link rel=stylesheet href=URL>",
        "<link rel=prefetch href=URL><link rel=dns-prefetch href=URL><link rel=preconnect href=URL>",
        "<meta http-equiv=refresh content=\"0;url=URL\">",
        "<meta http-equiv=refresh content='0;javascript:CALL'>",
        "<base href=\"URL/\">", "<base href=\"javascript:CALL//\">",
        "<style>@import 'URL';</style>",
        "<style>*{background:url(URL)}</style>", "<style>@import url(URL);</style><b class=x>x</b>",
        "<style>li{list-style-image:url(\"javascript:CALL\")}</style><ul><li>x</ul>",
        "<style>@font-face{font-family:x;src:url(URL)}*{font-family:x}</style>x",
        "<style>*{background:\\75\\72\\6c(URL)}</style>x",
        "<style>*{background-image:image-set('URL' 1x)}</style>x",
        "<style></style ><img src=x onerror=CALL>",
        "<style><!--</style><img src=x onerror=CALL>--></style>",
        "<div style=\"background:url(URL)\">x</div>",
        "<div style='background:url(\"URL\")'>x</div>",
        "<div style=\"background:\\75rl(URL)\">x</div>",
        "<div style=\"list-style:url(URL)\">x</div>",
        "<div style=\"width:expression(CALL)\">x</div>", "<p style=\"content:url(URL)\">x</p>",
        "<table background=URL><td background=URL>x</table>", "<td><body background=URL>",
        "<input autofocus onfocus=CALL>", "<input type=image src=URL>",
        "<select autofocus onfocus=CALL></select>",
        "<textarea autofocus onfocus=CALL></textarea>", "<keygen autofocus onfocus=CALL>",
        "<button autofocus onfocus=CALL>x</button>", "<a href=# autofocus onfocus=CALL>x</a>",
        "<b tabindex=1 autofocus onfocus=CALL>x</b>",
        "<b contenteditable autofocus onfocus=CALL>x</b>",
        "<details open ontoggle=CALL><summary>x</summary></details>",
        "<marquee onstart=CALL>x</marquee>",
        "<video src=URL onerror=CALL></video>", "<video><source src=URL onerror=CALL></video>",
        "<audio src=x onerror=CALL></audio>", "<video poster=URL></video>", "<track src=URL>",
        "<video src='data:video/mp4;base64,AAAA' onerror=CALL></video>", "<bgsound src=URL>",
        "<form action=URL id=f><input name=x></form><button form=f formaction=URL>x</button>",
        "<a href=\"javascript:CALL\">x</a>", "<a href=\"java\nscript:CALL\">x</a>",
        "<a href=\"&#106&#97;vascript:CALL\">x</a>", "<a href=\"javascript&colon;CALL\">x</a>",
        "<a href=\"\u{1}javascript:CALL\">x</a>",
        "<a href='data:text/html,<script>CALL</script>'>x</a>",
        "<a href=x ping=URL>x</a>", "<a href=x style='x' onclick=CALL>x</a>",
        "<area href=javascript:CALL>",
        "<template><script>CALL</script></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=CALL>\">",
        "<xmp><img src=x onerror=CALL></xmp>", "<plaintext><img src=x onerror=CALL>",
        "<title><img src=x onerror=CALL></title>", "<noembed><img src=x onerror=CALL></noembed>",
        "<listing>&lt;img onerror=CALL src=x&gt;</listing>", "<!--><img src=x onerror=CALL>-->",
        "<!--[if gte IE 4]><script>CALL</script><![endif]-->",
        "<![CDATA[<img src=x onerror=CALL>]]>",
        "<?xml version=1?><img src=x onerror=CALL>", "<!--!><img src=x onerror=CALL>-->",
        "<%<script>CALL</script>%>", "<\u{0}script>CALL</script>", "<img src=x\u{0}onerror=CALL>",
        "</title><script>CALL</script>", "</style><script>CALL</script>",
        "</textarea><script>CALL</script>",
        "</template><script>CALL</script>",
        "</pre></code></section></main></body></html><script>CALL</script>",
        "\"><script>CALL</script>", "'><script>CALL</script>", "--><script>CALL</script>",
        "]]><script>CALL</script>",
        "\" onload=\"CALL", "<p title=\"</p><script>CALL</script>\">x</p>",
        "<p id=\"x\" / onclick=CALL>x</p>",
        "<b title='<img src=x onerror=CALL>'>x</b>", "<b title=`<img src=x onerror=CALL>`>x</b>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=CALL>",
        "<div data-x=\"<script>CALL</script>\" class=\"cell\">x</div>",
        "<slot onslotchange=CALL>x</slot>",
        "<div><template shadowrootmode=open><script>CALL</script></template></div>",
        "<x-y onfocus=CALL tabindex=1 autofocus>x</x-y>", "<p is=x-y onanimationstart=CALL>x</p>",
        "<style>@keyframes x{}</style><b style=\"animation-name:x\" onanimationstart=\"CALL\">x</b>",
        "&lt;script&gt;CALL&lt;/script&gt;", "&#60;script&#62;CALL&#60;/script&#62;",
        "<picture><source srcset=URL><img src=x></picture>", "<portal src=URL></portal>",
        "<fencedframe src=URL>",
    ].enumerated().map { index, payload in
        payload.replacing("CALL", with: call).replacing("URL", with: host)
            .replacing("ned N", with: "ned \(index)").replacing("/N", with: "/\(index)")
    }

    /// Markdown that tries the same without HTML.
    private static let markdown = [
        "[x](javascript:CALL)", "[x](<javascript:CALL>)", "[x](JaVaScRiPt:CALL)",
        "[x](&#106;avascript:CALL)",
        "[x]: javascript:CALL\n\n[x]", "<javascript:CALL>", "![x](URL)", "![x](javascript:CALL)",
        "![\"onerror=\"CALL](x)", "![x](x \"\\\" onerror=CALL\")",
        "[x](x \"\\\"><script>CALL</script>\")",
        "[a](data:text/html,<script>CALL</script>)", "![x](data:image/svg+xml,<svg onload=CALL>)",
        "```\"><script>CALL</script>\nx\n```", "$<script>CALL</script>$",
        "$$<img src=x onerror=CALL>$$",
        "| a |\n|---|\n| <img src=x onerror=CALL> |", "# <script>CALL</script>",
        "- [x] <script>CALL</script>",
        "<a href=\"x\n\nonclick=CALL\">", "<URL\"onclick=CALL>", "[x](vbscript:CALL)",
        "`<script>CALL</script>`",
        "![x](attachment:evil)", "![x](attachment:\"><script>CALL</script>)",
        "\\begin{a}<script>CALL</script>\\end{a}",
    ].map { $0.replacing("CALL", with: call).replacing("URL", with: host) }

    /// Every payload at every place of a notebook.
    static let notebook: Notebook = {
        var cells: [Cell] = []
        for payload in payloads + markdown {
            let name = payload + ".png"
            let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">\(payload)</svg>"
            cells.append(
                .markdown(
                    "![\(payload)](attachment:evil) \(payload)",
                    attachments: [
                        CellAttachment(name: "evil", content: [payload: .text(payload)]),
                        CellAttachment(name: name, content: ["image/png": .base64(payload)]),
                    ],
                    id: payload
                )
            )
            cells.append(.markdown("\(payload)\n", metadata: ["tags": [.string(payload)]]))
            cells.append(.raw(payload, metadata: ["raw_mimetype": "text/html"]))
            cells.append(.raw(payload, metadata: ["raw_mimetype": .string(payload)]))
            cells.append(.raw(payload))
            let outputs: [Output] = [
                .displayData(["text/html": .text(payload)]),
                .displayData(["text/html": .text("<style>b{color:red}</style>\(payload)<b>x</b>")]),
                .displayData(["text/html": .text("<table><tr><td>\(payload)</table>")]),
                .displayData(["image/svg+xml": .text(svg), "text/plain": .text(payload)]),
                .displayData(["image/png": .base64(payload), "text/plain": .text(payload)]),
                .displayData(
                    ["image/png": .base64("iVBORw0KGgo="), "text/plain": .text(payload)],
                    metadata: ["image/png": ["width": .string(payload), "alt": .string(payload)]]
                ),
                .displayData([payload: .text(payload), "application/javascript": .text(payload)]),
                .displayData(["text/markdown": .text(payload)]),
                .displayData(["text/latex": .text(payload)]),
                .displayData(["application/json": .json([payload: .string(payload)])]),
                .stream(
                    StreamName(rawValue: payload),
                    "\u{1b}[31m\(payload)\u{1b}[38;5;\"\(payload)m"
                ),
                .stream(
                    .stderr,
                    "\(payload)\rab\u{1b}]8;;javascript:x\u{07}\(payload)\u{1b}[1m\(payload)"
                ),
                .error(name: payload, value: payload, traceback: [payload, "\u{1b}[1m\(payload)"]),
                .error(name: payload, value: payload), Output(.unknown(type: payload)),
            ]
            cells.append(
                .code("%%html\n\(payload)\n'\(payload)'", outputs: outputs, executionCount: 1)
            )
            cells.append(
                .code("# \(payload)\nf'{x}\(payload)'", outputs: outputs, id: "'\(payload)")
            )
        }
        return Notebook(cells: cells, metadata: metadata(payloads[0] + "</title>\" onload=x"))
    }()

    private static func metadata(_ text: String) -> JSONObject {
        [
            "title": .string(text), "language_info": ["name": "python", "version": .string(text)],
            "kernelspec": [
                "name": .string(text), "display_name": .string(text), "language": .string(text),
            ],
        ]
    }

    /// Tags without order, each soup in a cell of its own.
    static let tagSoup: Notebook = {
        var generator = SeededGenerator(seed: 7)
        let names = [
            "b", "i", "a", "p", "div", "li", "ul", "ol", "dd", "dt", "dl", "table", "tr", "td",
            "th", "tbody",
            "thead", "caption", "colgroup", "h1", "h2", "span", "details", "summary", "pre", "ruby",
            "rt", "font",
            "code", "blockquote", "section", "main", "article", "center", "form", "button",
            "select", "option",
            "video", "label", "nobr", "body", "html", "template", "svg", "figure", "address",
            "style",
        ]
        let singles = [
            "<br>", "<hr>", "<img>", "<col>", "x", " ", "<input>", "<source>", "<wbr>", "\n\n",
            "> ", "- ",
        ]
        func soup() -> String {
            (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                let name = names.randomElement(using: &generator) ?? "b"
                return switch Int.random(in: 0..<10, using: &generator) {
                case 0..<5: name == "a" ? "<a href=#x>" : "<\(name)>"
                case 5..<8: "</\(name)>"
                default: singles.randomElement(using: &generator) ?? ""
                }
            }.joined()
        }
        let cells: [Cell] = (0..<1_000).map { index in
            switch index % 4 {
            case 0: .markdown(soup())
            case 1: .raw(soup(), metadata: ["raw_mimetype": "text/html"])
            case 2: .markdown(soup(), metadata: ["tags": ["hide-cell"]])
            default:
                .code(
                    "1",
                    outputs: [
                        .displayData(["text/html": .text("x" + soup())]),
                        .displayData(["text/html": .text("<style>b{}</style>x\(soup())")]),
                    ]
                )
            }
        }
        return Notebook(cells: cells)
    }()
}
