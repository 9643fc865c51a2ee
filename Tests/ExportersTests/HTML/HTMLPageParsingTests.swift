import Exporters
import NotebookModel
import NotebookTestSupport
import Testing

/// What a parser of another make finds in our pages.
@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct HTMLPageParsingTests {
    /// Reads a list of pages as JSON and gives, for each, what shouldn't be there.
    private static let program = """
        import json, re, sys
        from html.parser import HTMLParser
        # The elements of the page itself; browsers mend how others nest, in a cell.
        OWN = {"html", "head", "body", "main", "section"}
        ALLOWED = set('''html head meta title style body main section details summary pre
        code span p img a abbr address b bdi bdo big blockquote caption center cite colgroup col dd
        del dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i input ins kbd label li
        mark meter ol progress q rp rt ruby s samp small source audio video strike strong sub sup
        table tbody td tfoot th thead time tr tt u ul var wbr br math semantics annotation mrow mi mo mn mtext mspace
        msub msup msubsup munder mover munderover mfrac msqrt mroot mtable mtr mtd
        mstyle mphantom'''.split())
        class Page(HTMLParser):
            def __init__(self):
                super().__init__()
                self.problems, self.open = [], []
            def handle_starttag(self, tag, attrs):
                if tag == "iframe": return self.handle_frame(dict(attrs))
                if tag not in ALLOWED and (tag, attrs) != ("base", [("target", "_blank")]):
                    self.problems.append("element " + tag)
                if tag in OWN: self.open.append(tag)
                for name, value in attrs:
                    value = value or ""
                    if name.startswith("on") or name in ("srcdoc", "srcset", "action", "background", "ping"):
                        self.problems.append(f"{tag} {name}")
                    if name == "src" and not value.startswith("data:"):
                        self.problems.append(f"{tag} src {value[:40]}")
                    if name == "href" and re.match(r"[^/?#]*:", value) and not re.match(r"(https?|mailto):", value):
                        self.problems.append(f"{tag} href {value[:40]}")
                    if name == "style" and re.search(r"url|expression|@|position|\\\\\\\\", value, re.I):
                        self.problems.append("style " + value[:40])
            def handle_frame(self, attrs):
                if attrs.pop("sandbox", None) != "" or set(attrs) != {"aria-label", "srcdoc"}:
                    return self.problems.append(f"iframe {attrs}")
                if self.open[-1] != "section": self.problems.append("iframe in " + self.open[-1])
                frame = Page()
                frame.feed(attrs["srcdoc"]); frame.close()
                self.problems += frame.problems + frame.open
            def handle_endtag(self, tag):
                if tag not in OWN: return
                if not self.open or self.open[-1] != tag: self.problems.append("end of " + tag)
                if tag in self.open:
                    while self.open.pop() != tag: pass
        answer = []
        for text in json.load(sys.stdin):
            page = Page()
            page.feed(text); page.close()
            answer.append(sorted(set(page.problems))[:20] + page.open)
        json.dump(answer, sys.stdout)
        """

    private func problems(of notebooks: [Notebook]) async throws -> [[JSONValue]] {
        let pages = notebooks.map { JSONValue.string(HTMLExporter().export($0).text) }
        let answer = try await Peer.json(Self.program, input: JSONValue.array(pages).compactBytes())
        return (answer.arrayValue ?? []).map { $0.arrayValue ?? [] }
    }

    @Test func `the pages of the corpus hold nothing that runs or loads, and nest well`()
        async throws
    {
        let notebooks = try Corpus.names.map { try Notebook(reading: Corpus.bytes($0)) }
        let problems = try await problems(of: notebooks)
        #expect(problems.count == notebooks.count)
        for (name, problems) in zip(Corpus.names, problems) { #expect(problems == [], "\(name)") }
    }

    @Test func `hostile notebooks give pages that hold nothing that runs or loads`() async throws {
        for problems in try await problems(of: [HostileNotebook.notebook, HostileNotebook.tagSoup])
        {
            #expect(problems == [])
        }
    }
}
