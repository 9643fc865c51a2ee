import Benchmark
import Exporters
import NotebookModel

/// Exports all notebooks of the corpus, and reads back what can be, from memory to memory.
func exportBenchmarks(_ notebooks: [Notebook]) {
    let exporters: [(String, any NotebookExporter)] = [
        ("percent", PercentExporter()),
        ("script", ScriptExporter(magics: .calls)),
        ("markdown", MarkdownExporter()),
        ("html", HTMLExporter()),
        ("compatible percent", PercentExporter(mode: .compatible)),
        ("compatible script", ScriptExporter(mode: .compatible)),
        ("compatible markdown", MarkdownExporter(mode: .compatible)),
    ]
    for (name, exporter) in exporters {
        Benchmark("\(name): Exporters") { benchmark in
            for _ in benchmark.scaledIterations {
                for notebook in notebooks { exporter.export(notebook) { blackHole($0) } }
            }
        }
    }
    let scripts = notebooks.map { PercentExporter(mode: .compatible).export($0).bytes }
    Benchmark("import: Exporters") { benchmark in
        for _ in benchmark.scaledIterations {
            for script in scripts { blackHole(try? PercentImporter().read(script)) }
        }
    }
}
