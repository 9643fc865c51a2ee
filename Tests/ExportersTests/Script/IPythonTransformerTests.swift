import Testing

@testable import Exporters

@Suite struct IPythonTransformerTests {
    private func transform(_ source: String) -> String {
        String(decoding: IPythonTransformer.transform(Array(source.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        ("%time f(x)", "get_ipython().run_line_magic('time', 'f(x)')\n"),
        ("!ls 'a'", "get_ipython().system(\"ls 'a'\")\n"),
        ("!!ls", "get_ipython().getoutput('ls')\n"),
        ("x = !ls", "x = get_ipython().getoutput('ls')\n"),
        ("x = %pwd", "x = get_ipython().run_line_magic('pwd', '')\n"),
        ("foo?", "get_ipython().run_line_magic('pinfo', 'foo')\n"),
        ("??foo.bar", "get_ipython().run_line_magic('pinfo2', 'foo.bar')\n"),
        ("np.*load*?", "get_ipython().run_line_magic('psearch', 'np.*load*')\n"),
        ("?", "get_ipython().show_usage()\n"),
        ("/f a b", "f(a, b)\n"),
        (",f a b", "f(\"a\", \"b\")\n"),
        (";f a b", "f(\"a b\")\n"),
        ("%%bash -x\nls\n", "get_ipython().run_cell_magic('bash', '-x', 'ls\\n')\n"),
        ("%%bash?", "get_ipython().run_line_magic('pinfo', '%%bash')\n"),
    ])
    func `syntax of IPython becomes a call`(_ source: String, _ result: String) {
        #expect(transform(source) == result)
    }

    @Test(arguments: [
        "'''\n%time\n'''\n", "f(\n%x)\n", "x = 5 % y\n", "# !ls\n", "x = '!ls'\n", "a != b\n",
    ])
    func `strings, brackets and comments are left alone`(_ source: String) {
        #expect(transform(source) == source)
    }

    @Test(arguments: [
        ("\n  \nx = 1", "x = 1\n"), ("  x = 1\n    y", "x = 1\n  y\n"),
        (">>> x = 1\n... y", "x = 1\ny\n"), ("In [1]: x = 1\n   ...: y", "x = 1\ny\n"),
        ("if a:\n    !ls\n", "if a:\n    get_ipython().system('ls')\n"),
        ("!a \\\n  b\nx", "get_ipython().system('a    b')\nx\n"),
    ])
    func `prompts, indentation and continuations are undone`(_ source: String, _ result: String) {
        #expect(transform(source) == result)
    }

    @Test func `what can't be tokenized stays behind the last command`() {
        #expect(transform("!ls\nx = '''\n%time") == "get_ipython().system('ls')\nx = '''\n%time\n")
    }

    @Test func `an indentation that fits no block does no harm`() {
        #expect(transform("if a:\n    b\n  !ls") == "if a:\n    b\n  get_ipython().system('ls')\n")
    }

    @Test func `more commands than IPython takes are no problem`() {
        let source = String(repeating: "!ls\n", count: 2_000)
        #expect(
            transform(source).split(separator: "\n").allSatisfy { $0.hasPrefix("get_ipython()") }
        )
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "x = %foo (\n", "\\'", "(\n", "'''\n", "?", "%a\\\n", "f('\n", "\"\"\" ", "[0]",
            "\tif a:\n",
        ]
    )
    func `a long hostile cell takes no long time`(_ piece: String) {
        let source = String(repeating: piece, count: 100_000 / piece.utf8.count)
        #expect(!transform(source).isEmpty)
        #expect(!transform(source + "?").isEmpty)
    }
}
