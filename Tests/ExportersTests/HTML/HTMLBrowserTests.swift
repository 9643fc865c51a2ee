import Exporters
import Foundation
import NotebookModel
import NotebookTestSupport
import Testing

/// What a real browser does with our pages.
@Suite(.serialized, .enabled(if: Browser.path != nil), .timeLimit(.minutes(5)))
struct HTMLBrowserTests {
    private let policy = "http-equiv=\"Content-Security-Policy\""

    /// A script that looks at the page from within and leaves what it finds in its place.
    private static let probe = """
        <script>setTimeout(() => {
        const problems = new Set();
        const walk = root => root.querySelectorAll('*').forEach(e => {
          if (e.shadowRoot) walk(e.shadowRoot);
          if (e.closest('math') && !/^(math|semantics|annotation|m(row|i|o|n|text|space|frac|sqrt|root|table|tr|td)|m(sub|sup|subsup|under|over|underover))$/.test(e.localName))
            problems.add('math ' + e.localName);
          for (const a of e.attributes) if (/^on|^srcdoc|^srcset/.test(a.name)) problems.add(a.name);
          if (e.src && !e.src.startsWith('data:')) problems.add('src ' + e.src);
          if (e.href && !/^(https?|mailto|file):/.test(e.href)) problems.add('href ' + e.href);
          if (/^(script|iframe|object|embed|link|base|form|svg)$/.test(e.localName)
              && !e.dataset.probe) problems.add(e.localName);
        });
        walk(document);
        const cells = [...document.querySelectorAll('section.cell')];
        const lost = cells.filter(c => c.parentElement !== document.querySelector('body>main')).length;
        const result = {
          title: document.title, problems: [...problems], lost, cells: cells.length,
          shadows: [...document.querySelectorAll('.styled>section')].filter(e => e.shadowRoot).length,
          wide: document.documentElement.scrollWidth - innerWidth,
          loaded: performance.getEntriesByType('resource').map(e => e.name)
            .filter(n => !n.startsWith('data:')),
          last: getComputedStyle(document.querySelector('#cell-last pre')).fontStyle
            + getComputedStyle(document.querySelector('#cell-last pre')).fontWeight,
        };
        document.documentElement.innerHTML = 'RESULT' + encodeURIComponent(JSON.stringify(result)) + 'END';
        }, 1000)</script>
        """

    /// The page of a notebook with a plain last cell.
    private func page(of notebook: Notebook) -> String {
        var notebook = notebook
        notebook.cells.append(.code("last", id: "last"))
        return HTMLExporter().export(notebook).text
    }

    /// What the probe finds in a page without its policy, so that the markup alone has to hold.
    private func probe(_ page: String) throws -> (result: JSONValue, networkLog: String) {
        #expect(page.contains(policy))
        let open = page.replacing(policy, with: "name=\"none\"")
        let script = Self.probe.replacing("<script>", with: "<script data-probe=1>")
        let visit = try Browser.open(Array((open + script).utf8))
        let found = try #require(visit.page.firstMatch(of: /RESULT(.*?)END/))
        let json = try #require(String(found.1).removingPercentEncoding)
        return (try JSONValue(parsing: Array(json.utf8)), visit.networkLog)
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
    }

    @Test func `the policy of a page alone keeps scripts and the network off`() throws {
        // Frames aren't among them: Chromium gets the connection ready before it asks the policy.
        let payloads = HostileNotebook.payloads
        let empty = page(of: Notebook())
        for payload in [payloads[0], "<img src=x onerror=\"document.title='pwned'\">"] {
            let visit = try Browser.open(
                Array(empty.replacing("<main>", with: "<main>" + payload).utf8)
            )
            #expect(visit.page.contains("<title>Notebook</title>"))
            #expect(visit.page.contains(payload.prefix(7)))
        }
        let loading = payloads.filter {
            ["<img", "<image", "<style", "<embed", "<object", "<input", "<audio", "<track"]
                .contains(where: $0.hasPrefix)
        }
        let all = loading.joined(separator: "</style>\n")
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
        #expect((result["shadows"]?.intValue ?? 0) >= notebook.cells.count / 4)
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
