import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

/// Compares plain CommonMark with `markdown-it-py`.
///
/// Line feeds before tags don't count: between a tight item's text and an HTML block, and in an
/// empty quote, markdown-it writes none where the specification's examples have one.
@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct CommonMarkPeerTests {
    private static let program = #"""
        import json, re, sys
        from markdown_it import MarkdownIt
        names, pairs = json.load(sys.stdin)
        markdown_it = MarkdownIt("commonmark", {"maxNesting": 10_000}).enable(names)
        markdown_it.options["strikethrough_single_tilde"] = True
        def plain(html):
            html = re.sub(r' style="text-align:(\w+)"', r' align="\1"', html)
            html = html.replace("<s>", "<del>").replace("</s>", "</del>")
            return re.sub(r"\s*\n\s*<", "<", html).rstrip("\n")
        differences = []
        for text, ours in pairs:
            theirs = markdown_it.render(text)
            if plain(theirs) != plain(ours):
                differences.append([text, theirs, ours])
        differences.sort(key=lambda difference: len(difference[0]))
        json.dump([len(pairs), differences[:5]], sys.stdout)
        """#

    /// Renders texts and lists up to five of those that markdown-it renders otherwise.
    private func differences(
        _ texts: [String],
        _ extensions: CommonMarkExtensions = [],
        rules: [JSONValue] = []
    ) async throws -> JSONValue {
        var renderer = CommonMarkRenderer()
        renderer.options.extensions = extensions
        let pairs = texts.map {
            JSONValue.array([.string($0), .string(renderer.render($0))])
        }
        let input = JSONValue.array([.array(rules), .array(pairs)])
        let answer = try await Peer.json(Self.program, input: input.compactBytes())
        #expect(answer[0]?.intValue == texts.count)
        return answer[1] ?? .null
    }

    @Test func `the corpus' cells are rendered as by markdown-it`() async throws {
        var cells: [String] = []
        for name in Corpus.names {
            let notebook = try Notebook(reading: Corpus.bytes(name))
            cells += notebook.cells.filter { $0.type == "markdown" }.map(\.source)
        }
        #expect(cells.count > 500 || Corpus.names.isEmpty)
        #expect(try await differences(cells) == .array([]))
    }

    @Test(arguments: 1...4)
    func `random documents are rendered as by markdown-it`(_ seed: UInt64) async throws {
        var source = RandomMarkdown(seed: seed, fragments: RandomMarkdown.commonMark)
        let found = try await differences((0..<5_000).map { _ in source.next() })
        #expect(found == .array([]))
    }

    @Test(arguments: 1...2)
    func `random tables are rendered as by markdown-it`(_ seed: UInt64) async throws {
        var source = RandomMarkdown(seed: seed, fragments: RandomMarkdown.tables)
        let texts = (0..<5_000).map { _ in source.next() }
        let rules: [JSONValue] = ["table", "strikethrough"]
        let found = try await differences(texts, [.tables, .strikethrough], rules: rules)
        #expect(found == .array([]))
    }
}
