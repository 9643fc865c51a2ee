import Foundation

/// Python's JSON and notebook libraries, in a process that does what it is told line by line.
final class PythonPeer: @unchecked Sendable {  // benchmarks run one after another
    static let operations = [
        "read: orjson", "read: json", "read: nbformat", "write: orjson", "write: json",
        "write: nbformat", "percent: jupytext", "percent: jupytext, tested", "import: jupytext",
        "script: nbconvert", "markdown: nbconvert", "html: nbconvert",
    ]

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(files folder: String) throws {
        guard let python = ProcessInfo.processInfo.environment["NOTEBOOK_PEERS"] else {
            throw CocoaError(.fileNoSuchFile)
        }
        process.executableURL = URL(filePath: python)
        process.arguments = ["-I", "-c", Self.program, folder]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        waitForLine()
    }

    func perform(_ operation: String) {
        input.fileHandleForWriting.write(Data("\(operation)\n".utf8))
        waitForLine()
    }

    private func waitForLine() {
        var byte: UInt8 = 0
        precondition(read(output.fileHandleForReading.fileDescriptor, &byte, 1) == 1)
    }

    private static let program = """
        import glob, io, json, sys, warnings
        import jupytext, nbconvert, nbformat, orjson
        from jupytext.compare import compare_notebooks
        warnings.simplefilter("ignore")
        names = sorted(n for n in glob.glob(sys.argv[1] + "/*.ipynb") if "-v2-" not in n and "-v3-" not in n)
        files = [open(name, "rb").read() for name in names]
        texts = [file.decode() for file in files]
        values = [json.loads(text) for text in texts]
        notebooks = [nbformat.from_dict(value) for value in values]
        def readable(text):
            try: return nbformat.reads(text, as_version=4)
            except Exception: return None
        def writable(notebook):
            try: return nbformat.writes(notebook)
            except Exception: return None
        def exporting(exporter):
            def export(notebook):
                try: return exporter.from_notebook_node(notebook)
                except Exception: return None
            return lambda: [export(notebook) for notebook in whole]
        def percent(notebook):
            try: return jupytext.writes(notebook, fmt="py:percent")
            except Exception: return ""
        def tested(notebook):
            # As `jupytext --test` does: only then it is known that the script holds the notebook.
            try: compare_notebooks(jupytext.reads(percent(notebook), fmt="py:percent"), notebook, "py:percent")
            except Exception: pass
        # With the lists of lines joined, as exporters expect it.
        whole = [notebook for notebook in map(readable, texts) if notebook is not None]
        def cells(script):
            try: return jupytext.reads(script, fmt="py:percent")
            except Exception: return None
        scripts = [percent(notebook) for notebook in whole]
        operations = {
            "read: orjson": lambda: [orjson.loads(file) for file in files],
            "read: json": lambda: [json.loads(file) for file in files],
            "read: nbformat": lambda: [readable(text) for text in texts],
            "write: orjson": lambda: [orjson.dumps(v, option=orjson.OPT_INDENT_2) for v in values],
            "write: json": lambda: [json.dumps(v, indent=1, ensure_ascii=False).encode() for v in values],
            "write: nbformat": lambda: [writable(notebook) for notebook in notebooks],
            "percent: jupytext": lambda: [percent(notebook) for notebook in whole],
            "percent: jupytext, tested": lambda: [tested(notebook) for notebook in whole],
            "import: jupytext": lambda: [cells(script) for script in scripts],
            "script: nbconvert": exporting(nbconvert.PythonExporter()),
            "markdown: nbconvert": exporting(nbconvert.MarkdownExporter()),
            "html: nbconvert": exporting(nbconvert.HTMLExporter()),
        }
        sys.stdout.write("r"); sys.stdout.flush()
        for line in sys.stdin:
            operations[line.strip()]()
            sys.stdout.write("d"); sys.stdout.flush()
        """
}
