import Benchmark
import NotebookModel

/// Reads, writes and exports all notebooks of the corpus at each iteration, beside Python's tools.
///
/// The peers run in a Python of their own that has the files in memory; each iteration is one line
/// to it and one back.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock],
        warmupIterations: 2,
        maxDuration: .seconds(3),
        maxIterations: 200
    )
    guard let files = try? Corpus.files(), !files.isEmpty else {
        print("left out: there are no notebooks in \(Corpus.folder)")
        return
    }
    let notebooks = files.compactMap { try? Notebook(reading: $0) }
    let own: [(String, () -> Void)] = [
        ("read", { for file in files { blackHole(try? Notebook(reading: file)) } }),
        (
            "read and decode everything",
            {
                for file in files {
                    guard let notebook = try? Notebook(reading: file) else { continue }
                    blackHole(notebook.metadata)
                    for cell in notebook.cells { blackHole(cell.kind) }
                }
            }
        ),
        ("write unchanged", { for notebook in notebooks { blackHole(notebook.jsonBytes()) } }),
        (
            "write with a change",
            {
                for notebook in notebooks {
                    var notebook = notebook
                    if !notebook.cells.isEmpty { notebook.cells[0].source = "changed" }
                    blackHole(notebook.jsonBytes())
                }
            }
        ),
        ("write new", { for notebook in notebooks { blackHole(notebook.normalizedBytes()) } }),
        (
            "memory copy",
            {
                for file in files {
                    var copy = file
                    copy.append(0)
                    blackHole(copy)
                }
            }
        ),
    ]
    for (name, body) in own {
        Benchmark("\(name): NotebookModel") { benchmark in
            for _ in benchmark.scaledIterations { body() }
        }
    }
    exportBenchmarks(notebooks)
    guard let peer = try? PythonPeer(files: Corpus.folder) else {
        print("left out: the peers; NOTEBOOK_PEERS names a Python that has them")
        return
    }
    for operation in PythonPeer.operations {
        Benchmark(operation) { benchmark in
            for _ in benchmark.scaledIterations { peer.perform(operation) }
        }
    }
}
