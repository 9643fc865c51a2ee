import Foundation
import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

/// What a real browser does with our pages.
@Suite struct BrowserTests {
    /// Where everything must be tested, nothing is left out for want of a browser.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CI"] == "true"))
    func `the browser is there in CI`() {
        #expect(Browser.path != nil)
    }
}

@Suite(.serialized, .enabled(if: Browser.path != nil), .timeLimit(.minutes(5)))
struct HTMLBrowserTests {
    private let policy = "http-equiv=\"Content-Security-Policy\""
    private let framePolicy = "http-equiv=&quot;Content-Security-Policy&quot;"

    /// A script that looks at the page and its frames and leaves what it finds in its place.
    private static let probe = """
        <script data-probe>addEventListener('load', () => {
        const problems = new Set();
        const frames = [...document.querySelectorAll('section.frame>iframe')];
        const inside = frames.map(f => f.contentDocument).filter(d => d?.readyState === 'complete'
          && d.head.firstChild?.localName === 'meta');
        const walk = root => root.querySelectorAll('*').forEach(e => {
          if (e.dataset.probe !== undefined || frames.includes(e)
              || e.outerHTML === '<base target="_blank">') return;
          if (e.closest('math') && !/^(math|semantics|annotation|m(row|i|o|n|text|space|frac|sqrt|root|table|tr|td|style|phantom)|m(sub|sup|subsup|under|over|underover))$/.test(e.localName))
            problems.add('math ' + e.localName);
          if (e.shadowRoot) problems.add('shadow tree');
          for (const a of e.attributes) if (/^on|^srcdoc|^srcset/.test(a.name)) problems.add(a.name);
          if (e.src && !e.src.startsWith('data:')) problems.add('src ' + e.src);
          if (e.href && !/^(https?|mailto|file):/.test(e.href)) problems.add('href ' + e.href);
          if (/^(script|iframe|object|embed|link|base|form|svg)$/.test(e.localName))
            problems.add(e.localName);
        });
        walk(document);
        inside.forEach(walk);
        inside.forEach(d => d.querySelectorAll('a,area,button,input').forEach(e =>
          e.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))));
        setTimeout(() => {
          const cells = [...document.querySelectorAll('section.cell')];
          const lost = cells.filter(c => c.parentElement !== document.querySelector('body>main'));
          const last = getComputedStyle(document.querySelector('#cell-last pre'));
          const styled = inside.map(d => d.getElementById('styled')).find(e => e);
          const result = {
            title: document.title, problems: [...problems], lost: lost.length,
            cells: cells.length, frames: frames.length, inside: inside.length,
            left: inside.filter((d, i) => frames[i].contentDocument !== d).length,
            wide: document.documentElement.scrollWidth - innerWidth,
            loaded: performance.getEntriesByType('resource').map(e => e.name)
              .filter(n => !n.startsWith('data:')),
            last: last.fontStyle + last.fontWeight,
            style: styled && getComputedStyle(styled).fontStyle,
            text: styled && styled.title + '|' + styled.textContent,
          };
          document.documentElement.innerHTML =
            'RESULT' + encodeURIComponent(JSON.stringify(result)) + 'END';
        }, 1000)})</script>
        """

    /// The page of a notebook with a plain last cell.
    private func page(of notebook: Notebook) -> String {
        var notebook = notebook
        notebook.cells.append(.code("last", id: "last"))
        return HTMLExporter().export(notebook).text
    }

    /// What the probe finds in a page without its policies.
    ///
    /// The frames let the probe in. With `sandbox` their sandbox has to hold without any other help;
    /// without it the markup alone has to.
    private func probe(
        _ page: String,
        sandbox: Bool = false
    ) throws -> (result: JSONValue, networkLog: String) {
        #expect(page.contains(policy))
        let open = page.replacing(policy, with: "name=\"none\"")
            .replacing(framePolicy, with: "name=&quot;none&quot;")
            .replacing("sandbox=\"\"", with: sandbox ? "sandbox=\"allow-same-origin\"" : "")
        let visit = try Browser.open(Array((open + Self.probe).utf8))
        let found = try #require(visit.page.firstMatch(of: /RESULT(.*?)END/))
        let json = try #require(String(found.1).removingPercentEncoding)
        let result = try JSONValue(parsing: Array(json.utf8))
        #expect(result["inside"] == result["frames"])
        return (result, visit.networkLog)
    }

    /// A page with frames whose markup no sanitizer has seen.
    private func page(ofFrames markups: [String]) -> String {
        var frames: [UInt8] = []
        for markup in markups {
            HTMLFrame.append(Array(markup.utf8), isLight: false, to: &frames)
        }
        let text = String(decoding: frames, as: UTF8.self)
        return page(of: Notebook()).replacing("<main>\n", with: "<main>\n" + text)
    }

    @Test func `opening a page runs nothing and loads nothing, even without its policy`() throws {
        let page = page(of: HostileNotebook.notebook)
        let (result, networkLog) = try probe(page)
        #expect(result["problems"] == [])
        #expect(result["loaded"] == [])
        #expect(result["lost"] == 0)
        #expect(result["title"]?.stringValue?.contains("pwned 0'</script>") == true)
        let isAskedFor = networkLog.contains(HostileNotebook.hostName)
        #expect(!isAskedFor)
        let isLog = networkLog.contains("page.html")
        #expect(isLog)
        #expect((result["frames"]?.intValue ?? 0) > HostileNotebook.payloads.count * 4)
    }

    @Test func `the sandbox of a frame alone keeps scripts off and holds the page`() throws {
        let leaving = [
            "<a href=\"https://\(HostileNotebook.hostName)\" target=_top>x</a>",
            "<base href=\"https://\(HostileNotebook.hostName)\" target=_top><a href=x>x</a>",
            "<base target=_parent><a href=\"data:text/html,x\">x</a>",
            "<form action=data:text/html,x target=_top><button>x</button></form>",
            "<meta http-equiv=refresh content='0;url=data:text/html,x'>",
            "<a href=\"javascript:top.document.title='pwned'\" target=_top>x</a>",
            "<a href=data:text/html,x target=_blank>x</a>",
        ]
        let page = page(
            ofFrames: leaving + HostileNotebook.payloads.filter { !$0.contains("<base") }
        )
        let (result, _) = try probe(page, sandbox: true)
        #expect(result["title"] == "Notebook")
        #expect(result["left"] == 0)
    }

    @Test func `the policies keep frames off the network`() throws {
        let others = HostileNotebook.payloads.filter {
            $0.hasPrefix("<meta") || $0.hasPrefix("<base")
        }
        let visit = try Browser.open(Array(page(ofFrames: loadingPayloads + others).utf8))
        let isAskedFor = visit.networkLog.contains(HostileNotebook.hostName)
        #expect(!isAskedFor)
        #expect(visit.page.contains("<title>Notebook</title>"))
    }

    @Test func `a style sheet works in its frame and not in the page`() throws {
        let html = """
            <style>*{font-style:italic;font-weight:900} pre{display:none}</style>
            <p id=styled title='"&amp;quot;&amp;amp;'>&quot; &amp;quot; &amp;amp;lt; ' &lt;/iframe></p>
            """
        let output = Output.displayData(["text/html": .text(html)])
        let (result, _) = try probe(page(of: Notebook(cells: [.code("", outputs: [output])])))
        #expect(result["frames"] == 1)
        #expect(result["style"] == "italic")
        #expect(result["text"] == "\"&quot;&amp;|\" &quot; &amp;lt; ' </iframe>")
        #expect(result["last"] == "normal400")
    }

    /// Those that load something by other ways than frames, for which Chromium gets the connection
    /// ready before it asks the policy.
    private let loadingPayloads = HostileNotebook.payloads.filter {
        [
            "<img", "<image", "<style", "<embed", "<object", "<input", "<audio", "<track", "<div",
            "<table",
        ]
        .contains(where: $0.hasPrefix)
    }

    @Test func `the policy of a page alone keeps scripts and the network off`() throws {
        let payloads = HostileNotebook.payloads
        let empty = page(of: Notebook())
        for payload in [payloads[0], "<img src=x onerror=\"document.title='pwned'\">"] {
            let visit = try Browser.open(
                Array(empty.replacing("<main>", with: "<main>" + payload).utf8)
            )
            #expect(visit.page.contains("<title>Notebook</title>"))
            #expect(visit.page.contains(payload.prefix(7)))
        }
        let all = loadingPayloads.joined(separator: "</style>\n")
        let visit = try Browser.open(Array(empty.replacing("<main>", with: "<main>" + all).utf8))
        let isAskedFor = visit.networkLog.contains(HostileNotebook.hostName)
        #expect(!isAskedFor)
    }

    @Test func `no order of tags reaches out of its cell`() throws {
        let notebook = HostileNotebook.tagSoup
        let (result, _) = try probe(page(of: notebook))
        #expect(result["problems"] == [])
        #expect(result["lost"] == 0)
        #expect(result["cells"]?.intValue == notebook.cells.count + 1)
        #expect((result["frames"]?.intValue ?? 0) >= notebook.cells.count / 4)
        #expect(result["last"] == "normal400")
    }

    @Test func `the notebooks of the corpus make a sound page`() throws {
        // All in one page, since a browser takes a second to start.
        var all = Notebook()
        for name in Corpus.names { all.cells += try Notebook(reading: Corpus.bytes(name)).cells }
        let (result, _) = try probe(page(of: all))
        #expect(result["problems"] == [])
        #expect(result["loaded"] == [])
        #expect(result["lost"] == 0)
        #expect(result["last"] == "normal400")
        #expect((result["cells"]?.intValue ?? 0) > 1_000)
        let excess = try #require(result["wide"]?.intValue)
        #expect(excess <= 0, "the page is wider than the window")
    }
}
