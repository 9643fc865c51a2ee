import Exporters
import NotebookModel
import NotebookTestSupport
import SandboxCore
import Testing

/// A notebook that was run with cells of every kind of output is one that Jupyter takes, keeps its bytes
/// when it is read and written, and can be exported with its code still running.
@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(3)))
struct NotebookOfEverythingTests {
    private static let cells: [Cell] = [
        .markdown("# Everything\r\n\r\n``` `` ` four ```` ticks"),
        .code("print('text \\xe9 😀')\nimport sys\nprint('error', file=sys.stderr)"),
        .code("import os\nos.write(1, bytes(range(256)));"),
        .code(
            "print('```\\n``````\\n<script>alert(1)</script>\\n\\x1b[31mred\\x1b[0m\\x1b]0;t\\x07')"
        ),
        .code("'value'"), .code("x = 40\r\nx + 2\r\n"), .code("# no line end\nx"),
        .code("%%time\nsum(range(10))"), .code("!echo from a shell\nname = %pwd\nname"),
        .code(
            "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()\nprint('between')\nplt.plot([2]);"
        ),
        .code("import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['<i>', '```']})"),
        .code(
            """
            from IPython.display import *
            display(HTML('<b>html</b>'), Markdown('**md**'), Latex('$x$'), JSON({'a': [1, None, 1e300]}), SVG('<svg xmlns="http://www.w3.org/2000/svg"/>'), Javascript('1'))
            handle = display('before', display_id='d'); handle.update('after')
            print('gone'); clear_output(); display(Image(data=b'\\x89PNG\\r\\n\\x1a\\n', format='png'))
            """
        ),
        .code("update_display('later', display_id='d')"), .code("1 / 0"), .code("y = = 2"),
        .code("raise ValueError('\\ud800 \\x00 \\u2028 ```')"), .code("def f(): f()\nf()"),
        .code("sys.exit('left')"), .code("print('x' * 3_000_000)"),
        .code("for i in range(25): display(i)"), .code("os._exit(3)"), .code("os.abort()"),
        .code("import time; print('on', flush=True); time.sleep(100)"), .code(""),
        .raw("raw ``` text"), .code("print('the last')"),
    ]

    /// Says whether a notebook is valid and what its scripts are worth to Python's own parser.
    private static let check = """
        import ast, json, sys
        import nbformat
        texts = json.load(sys.stdin)
        notebook = nbformat.reads(texts[0], as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
        again = nbformat.writes(notebook)
        problems = []
        for text in texts[1:]:
            try: ast.parse(text)
            except SyntaxError as error: problems.append(str(error))
        json.dump([notebook.nbformat, notebook.nbformat_minor, len(notebook.cells), problems,
                   nbformat.reads(again, as_version=4) == notebook], sys.stdout)
        """
    /// The code of the fenced blocks of a Markdown text, as a parser of CommonMark finds them.
    private static let fences = """
        import json, sys
        from markdown_it import MarkdownIt
        tokens = MarkdownIt('commonmark').parse(sys.stdin.read())
        json.dump([t.content for t in tokens if t.type == 'fence' and t.info.startswith('python')], sys.stdout)
        """

    @Test(arguments: BackendUnderTest.allCases)
    func `it is valid, keeps its bytes, and its exports keep the code`(
        backend: BackendUnderTest
    ) async throws {
        let notebook = try await Self.executed(on: backend)
        #expect(notebook.cells.last?.outputs == [.stream(.stdout, "the last\n")])
        #expect(Set(notebook.cells.flatMap(\.outputs).map(\.type)).count == 4)

        let bytes = notebook.jsonBytes()
        #expect(try Notebook(reading: bytes).jsonBytes() == bytes)
        let percent = PercentExporter().export(notebook)
        let script = ScriptExporter().export(notebook)
        let texts = [bytes, percent.bytes, script.bytes].map {
            JSONValue.string(String(decoding: $0, as: UTF8.self))
        }
        let said = try await Peer.json(Self.check, input: JSONValue.array(texts).compactBytes())
        let expected: JSONValue = [4, 5, .number(notebook.cells.count), [], true]
        #expect(said == expected)

        let markdown = MarkdownExporter(documentName: "everything").export(notebook)
        let code = try await Peer.json(Self.fences, input: markdown.bytes)
        let found = (code.arrayValue ?? []).compactMap(\.stringValue)
        let sources = notebook.cells.filter { $0.type == "code" && !$0.source.isEmpty }.map(
            \.source
        )
        for source in sources where !source.hasPrefix("%%") {
            let plain = source.replacing("\r\n", with: "\n").replacing(/\n+$/, with: "") + "\n"
            #expect(found.contains(plain), "\(source)")
        }
        let text = String(decoding: percent.bytes, as: UTF8.self)
        #expect(text.contains("# !echo") && text.contains("# %%time"))
        #expect(!text.contains("\r") && text.hasSuffix("\n"))
    }

    private static func executed(on backend: BackendUnderTest) async throws -> Notebook {
        var configuration = SessionConfiguration(runtime: .base)
        configuration.limits.memory = .gibibytes(1)
        return try await backend.withSession(configuration) { session in
            let options = NotebookRun.Options(timeout: .seconds(3), allowsErrors: true)
            var notebook = Notebook(cells: Self.cells)
            // Each by itself, since a time-out or a crash ends a run.
            for index in Self.cells.indices {
                let chosen = NotebookRun.Selection.only([.index(index)])
                let run = try NotebookRun(notebook, cells: chosen, in: session, options: options)
                notebook = await run.result().notebook
            }
            return notebook
        }
    }
}
