import NotebookModel
import NotebookTestSupport

/// Makes notebooks with all that exporters can stumble over, the same for the same seed.
///
/// They obey the schema of format 4.5, so that Jupyter's own tools take them.
struct HostileNotebookGenerator {
    private var random: SeededGenerator
    /// Whether raw cells, HTML and other parts occur that a document takes over as they are.
    private let hasDamage: Bool
    private var names: [String] = []

    /// Makes a generator.
    ///
    /// - Parameters:
    ///   - seed: The number that decides on everything.
    ///   - hasDamage: Whether Base64 may be broken and file names may clash, with which nbconvert
    ///     ends.
    init(seed: UInt64, hasDamage: Bool = true) {
        random = SeededGenerator(seed: seed)
        self.hasDamage = hasDamage
    }

    /// Makes a notebook's file.
    mutating func notebook() -> [UInt8] {
        names = []
        let count = Int.random(in: 0...8, using: &random)
        let cells = (0..<count).map { cell(id: "c\($0)") }
        var metadata: JSONObject = [:]
        if chance(2) {
            metadata["kernelspec"] = [
                "name": "k", "display_name": "K", "language": pick(["python", "R", ""]),
            ]
        }
        if chance(2) {
            metadata["language_info"] = ["name": pick(["python", "julia", "C++", "a b", ""])]
        }
        let notebook: JSONValue = [
            "cells": .array(cells), "metadata": .object(metadata), "nbformat": 4,
            "nbformat_minor": 5,
        ]
        return notebook.compactBytes()
    }

    private mutating func cell(id: String) -> JSONValue {
        var metadata: JSONObject = [:]
        if chance(8) { metadata["tags"] = [pick(["remove-input", "hide-output", "x"])] }
        if chance(10) { metadata["magics_language"] = "sql" }
        if chance(12) {
            metadata["transient"] = ["remove_source": pick([true, false, 0, "x", .null])]
        }
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1:
            let outputs = (0..<Int.random(in: 0...4, using: &random)).map { _ in output() }
            return [
                "cell_type": "code", "id": .string(id), "metadata": .object(metadata),
                "source": lines(code()), "outputs": .array(outputs),
                "execution_count": chance(2) ? .null : 3,
            ]
        case 2:
            if chance(2) {
                metadata["raw_mimetype"] = pick([
                    "text/html", "text/markdown", "", "text/latex", "TEXT/Markdown",
                    "text/x-python",
                ])
            }
            return [
                "cell_type": "raw", "id": .string(id), "metadata": .object(metadata),
                "source": lines(text()),
            ]
        default:
            var cell: JSONObject = [
                "cell_type": "markdown", "id": .string(id), "metadata": .object(metadata),
            ]
            let files = chance(3) ? attachments() : nil
            cell["source"] = lines(markdown(files?.keys ?? []))
            cell["attachments"] = files.map(JSONValue.object)
            return .object(cell)
        }
    }

    private mutating func code() -> String {
        if chance(4) {
            return pick([
                "%%bash\nls", "%%R -i x\ny", "  \n%%sql\nSELECT", "%%sh", "%%script sh\nx",
                "%%latex\u{a0}x", "%%julia\u{1c}", "%% \nx", "%%javascript  \n",
            ])
        }
        return text()
    }

    private mutating func output() -> JSONValue {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1:
            return [
                "output_type": "stream", "name": pick(["stdout", "stderr", "stdin"]),
                "text": lines(terminal()),
            ]
        case 2:
            let entries = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                JSONValue.string(terminal())
            }
            return [
                "output_type": "error", "ename": "E", "evalue": .string(terminal()),
                "traceback": .array(entries),
            ]
        case 3:
            return [
                "output_type": "execute_result", "execution_count": 1, "data": .object(bundle()),
                "metadata": .object(outputMetadata()),
            ]
        default:
            return [
                "output_type": "display_data", "data": .object(bundle()),
                "metadata": .object(outputMetadata()),
            ]
        }
    }

    private mutating func outputMetadata() -> JSONObject {
        guard chance(4) else { return chance(2) ? [:] : ["image/png": ["width": 10]] }
        let name =
            pick([
                "fig", "a b.png", "../up/x.svg", "fig.png", "é.jpg", "dir/", "/", "#?.pdf", "a\\b",
            ]).stringValue ?? ""
        let isNew = !names.contains(name)
        names.append(name)
        return isNew || hasDamage ? ["filename": .string(name)] : [:]
    }

    private mutating func bundle() -> JSONObject {
        var bundle: JSONObject = [:]
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            switch Int.random(in: 0..<13, using: &random) {
            case 0: bundle["text/html"] = lines(html())
            case 1: bundle["text/markdown"] = lines(markdown([]))
            case 2: bundle["text/latex"] = lines(pick(["$x$", "\\begin{a}\n\nx\\end{a}\n", ""]))
            case 3: bundle["image/svg+xml"] = lines(pick(["<svg>\n</svg>\n", "<svg/>", ""]))
            case 4, 5: bundle["image/png"] = base64()
            case 6: bundle["image/jpeg"] = base64()
            case 7: bundle["application/pdf"] = base64()
            case 8: bundle["image/gif"] = base64()
            case 9: bundle["application/json"] = ["a": [1, .null]]
            case 10: bundle["application/javascript"] = "alert(1)"
            case 11: bundle["application/vnd.jupyter.widget-view+json"] = ["model_id": "m"]
            default: bundle["text/plain"] = lines(terminal())
            }
        }
        return bundle
    }

    private mutating func base64() -> JSONValue {
        let whole = pick([
            "AQID", "AQID\n", "AQI=\n", "AQ==", "", "AQID\nBAUG\nBw==\n", "A QI\tD", "AQ=ID=",
            "AQ==AQID", "====", "AQID=", "A=QID", "_-AQID", "AQI==", "data:image/png;base64,AQID",
        ])
        return hasDamage && chance(8) ? pick(["A", "AQ", "AQIDB", "AQIDé", "A="]) : lines(whole)
    }

    private mutating func attachments() -> JSONObject {
        var files: JSONObject = [:]
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let name = pick([
                "a.png", "a", "image.png", "b c.png", "dir/a.png", "../x.png", "é%20.png", "x/",
                "my näme_0_0.png", "(1).png", "",
            ]).stringValue
            let types: [JSONObject] = [
                ["image/png": base64()], ["image/svg+xml": "PHN2Zy8+"],
                ["image/jpeg": base64(), "image/png": "AQID"], ["text/plain": "AQIDé"],
            ]
            let bundle = types[Int.random(in: 0..<types.count, using: &random)]
            files[name ?? ""] = .object(bundle)
        }
        return files
    }

    private mutating func markdown(_ names: [String]) -> String {
        var text = text()
        for name in names + ["none.png"] where chance(2) {
            let encoded = name.replacing(" ", with: "%20")
            text +=
                pick([
                    "![i](attachment:\(name))", "![i](attachment:\(encoded))\n",
                    "see attachment:\(name)x", "<img src=\"attachment:\(name)\">\n",
                    "[r]: attachment:\(encoded) 't'\n", "![i](<attachment:\(name)>)",
                    "`attachment:\(name)`",
                ]).stringValue ?? ""
        }
        return text
    }

    private mutating func html() -> String {
        join([
            "    <div>", "  <p>a</p>", "\t<b>", "   ", "", "</div>", "    <pre>", "    \t x", "\r",
            "<table>", " \u{a0}y", "\u{b}z",
        ])
    }

    private mutating func text() -> String {
        join([
            "x = 1", "", "  ", "```", "# T", "- a", "    code", "é\u{2028}ü", "<div>", "<!-- c",
            "> q", "~~~", "[a]: b", "\tx", "1. n", "a  ", "===", "$$", "| a |\n|--|", "x\u{c}y",
            "x\r", "😀", "</div>", "attachment: x", "<script>", "  - b",
        ])
    }

    private mutating func terminal() -> String {
        join([
            "out", "", "50%\r100%", "a\r", "\u{1b}[31mred\u{1b}[0m", "b\u{8}c", "\u{1b}]0;t\u{7}z",
            "\u{1b}[", "\u{1b}[1;é\u{1b}[m", "```", "  i", "\u{85}n", "x\u{2028}y", "\u{1b}[2K",
        ])
    }

    private mutating func join(_ parts: [String]) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            text += parts[Int.random(in: 0..<parts.count, using: &random)]
            if !chance(5) { text += "\n" }
        }
        return text
    }

    /// Text as a string or as a list of lines.
    private mutating func lines(_ text: JSONValue) -> JSONValue {
        lines(text.stringValue ?? "")
    }

    private mutating func lines(_ text: String) -> JSONValue {
        if chance(2) { return .string(text) }
        var lines: [JSONValue] = []
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: "\n").map { rest.index(after: $0) } ?? rest.endIndex
            lines.append(.string(String(rest[..<end])))
            rest = rest[end...]
        }
        return .array(lines)
    }

    private mutating func pick(_ values: [JSONValue]) -> JSONValue {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func pick(_ values: [String]) -> String {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    /// Gives true once in a number of times.
    private mutating func chance(_ times: Int) -> Bool {
        Int.random(in: 0..<times, using: &random) == 0
    }
}
