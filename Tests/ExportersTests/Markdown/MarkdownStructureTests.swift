import Foundation
import NotebookModel
import NotebookTestSupport
import Testing

@testable import Exporters

/// Compares the blocks of documents, as markdown-it sees them, with those of the parts alone.
@Suite(.enabled(if: Peer.isThere), .timeLimit(.minutes(2)))
struct MarkdownStructureTests {
    private static let program = #"""
        import json, re, sys
        from markdown_it import MarkdownIt
        parser = MarkdownIt("commonmark")
        def described(t):
            attributes = sorted(t.attrs.items())
            return [t.type, t.nesting, t.level, t.info, t.content, t.hidden, attributes]
        def blocks(text):
            return [described(token) for token in parser.parse(text)]
        closers = ["-->", "?>", ">", "]]>", "</script>", "</pre>", "</style>", "</textarea>"]
        def image(part):
            # One paragraph with one image, or a link, and nothing else.
            tokens = parser.parse("x")
            tokens[1].content = ("!" if part["kind"] == "image" else "") + (
                "[%s](%s)" % (part["text"], part["target"]))
            children = parser.parse(tokens[1].content)[1].children
            kind, key = ("image", "src") if part["kind"] == "image" else ("link_open", "href")
            assert len(children) == (1 if kind == "image" else 3), part
            assert children[0].type == kind and children[0].attrs[key] == part["target"], part
            return [described(token) for token in tokens]
        def same(found, alone):
            # A comment and the like that is left open is closed in the document.
            if found == alone: return True
            if found[:4] != alone[:4] or found[5:] != alone[5:]: return False
            # What a list leaves open ends with it and takes the blank line behind it in.
            if found[2] > 0 and found[4] == alone[4] + "\n": return True
            return any(found[4] == alone[4].rstrip("\n") + "\n" + end + "\n" for end in closers)
        def wanted(part):
            kind = part["kind"]
            if kind == "fence":
                return [["fence", 0, 0, part["info"], part["text"] + "\n", False, []]]
            if "target" in part: return image(part)
            if kind == "html": return [["html_block", 0, 0, "", part["text"] + "\n", False, []]]
            text = part["text"].replace("\r\n", "\n").replace("\r", "\n")
            return blocks(re.sub(r"(\n[ \t]*)+\Z", "", text) + "\n")
        def difference(item):
            found = [b for b in blocks(item["document"]) if b[4].strip("\n") != "<!-- -->"]
            alone = [b for part in item["parts"] for b in wanted(part)]
            alone = [b for b in alone if b[4].strip("\n") != "<!-- -->"]
            for index, (one, other) in enumerate(zip(found, alone)):
                if not same(one, other): return [index, one, other]
            if len(found) != len(alone): return [len(found), len(alone), (found + alone)[-1]]
        json.dump([difference(item) for item in json.load(sys.stdin)], sys.stdout)
        """#

    /// What the document of a notebook is made of, the parts in the notebook's order.
    private func parts(of notebook: Notebook, _ exporter: MarkdownExporter) -> [JSONValue] {
        var parts: [JSONValue] = []
        var resources = DocumentResources(
            documentName: exporter.documentName,
            fileExtension: "md",
            placement: .files
        )
        func add(fence text: String, _ info: String) {
            let bytes = Blocks.unixLineEnds(Array(text.utf8))
            var text = String(decoding: bytes, as: UTF8.self)
            while text.utf8.last == 0x0A { text.removeLast() }
            if !Blocks.isBlank(bytes) {
                parts.append(["kind": "fence", "info": .string(info), "text": .string(text)])
            }
        }
        func add(markdown text: [UInt8]) {
            parts.append([
                "kind": "markdown", "text": .string(String(decoding: text, as: UTF8.self)),
            ])
        }
        func add(html text: [UInt8]) {
            let block = HTMLFragment.block(Blocks.unixLineEnds(text))
            if block.isEmpty { return }
            parts.append(["kind": "html", "text": .string(String(decoding: block, as: UTF8.self))])
        }
        func add(_ data: MIMEBundle, _ metadata: JSONObject, _ cell: Int, _ output: Int) {
            let types = [
                "text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png",
                "image/jpeg", "image/gif", "application/pdf", "text/plain", "application/json",
            ]
            for type in types {
                guard let content = data[type] else { continue }
                if case .text(let text) = content, Blocks.isBlank(Array(text.utf8)) { continue }
                switch content {
                case .text(let text) where type == "text/html": add(html: Array(text.utf8))
                case .text(let text) where type == "text/plain":
                    add(fence: TerminalText.settled(text), "text")
                case .text(let text) where type.hasPrefix("text/"): add(markdown: Array(text.utf8))
                case .json(let value):
                    let bytes = JSONWriter.pretty.bytes(for: value)
                    add(fence: String(decoding: bytes, as: UTF8.self), "json")
                default:
                    guard
                        let target = resources.add(
                            content,
                            type: type,
                            wanted: metadata["filename"]?.stringValue,
                            cell: cell,
                            output: output
                        )
                    else { continue }
                    let name = DocumentResources.fileExtension(of: type)
                    parts.append([
                        "kind": name == "pdf" ? "link" : "image", "text": .string(name),
                        "target": .string(String(decoding: target, as: UTF8.self)),
                    ])
                }
                return
            }
        }
        for (index, cell) in notebook.cells.enumerated() {
            switch cell.kind {
            case .markdown(let attachments):
                add(markdown: resources.resolve(attachments, in: cell.source, cell: index))
            case .raw(let attachments):
                let type = cell.metadata["raw_mimetype"] ?? cell.metadata["format"]
                let text = resources.resolve(attachments, in: cell.source, cell: index)
                switch type?.stringValue?.lowercased() ?? "" {
                case "", "text/markdown": add(markdown: text)
                case "text/html": add(html: text)
                default: break
                }
            case .code(let outputs, _):
                let language =
                    MagicLanguage.name(of: cell.source, isStrict: false) ?? notebook.language
                add(fence: cell.source, Blocks.infoString(language ?? ""))
                var stream: (name: StreamName, text: String)?
                for (number, output) in outputs.enumerated() {
                    if case .stream(let name, let text) = output.kind {
                        if name != stream?.name, let old = stream {
                            add(fence: TerminalText.settled(old.text), "text")
                            stream = nil
                        }
                        stream = (name, (stream?.text ?? "") + text)
                        continue
                    }
                    if let old = stream { add(fence: TerminalText.settled(old.text), "text") }
                    stream = nil
                    switch output.kind {
                    case .error(let name, let value, let traceback):
                        let text =
                            traceback.isEmpty
                            ? "\(name): \(value)" : traceback.joined(separator: "\n")
                        add(fence: TerminalText.settled(text), "text")
                    case .displayData(let data, let metadata),
                        .executeResult(let data, let metadata, _):
                        add(data, metadata, index, number)
                    default: break
                    }
                }
                if let old = stream { add(fence: TerminalText.settled(old.text), "text") }
            case .unknown: break
            }
        }
        return parts
    }

    private func expectSameBlocks(_ notebooks: [(name: String, notebook: Notebook)]) async throws {
        let exporter = MarkdownExporter(documentName: "my (näme)", hidesMarkedParts: false)
        let input = notebooks.map { item -> JSONValue in
            let text = exporter.export(item.notebook).text
            return [
                "document": .string(text), "parts": .array(parts(of: item.notebook, exporter)),
            ]
        }
        let answer = try await Peer.json(
            MarkdownStructureTests.program,
            input: JSONValue.array(input).compactBytes()
        )
        let differences = answer.arrayValue ?? []
        #expect(differences.count == notebooks.count)
        for (index, difference) in differences.enumerated() {
            #expect(difference == .null, "\(notebooks[index].name)")
        }
    }

    @Test func `documents of the corpus have the blocks of their cells`() async throws {
        try await expectSameBlocks(
            Corpus.names.map { ($0, try Notebook(reading: Corpus.bytes($0))) }
        )
    }

    @Test func `documents of hostile notebooks have the blocks of their cells`() async throws {
        try await expectSameBlocks(
            (0..<UInt64(400)).map { seed in
                var generator = HostileNotebookGenerator(seed: seed)
                return ("seed \(seed)", try Notebook(reading: generator.notebook()))
            }
        )
    }

    @Test func `cells of any Markdown stay apart`() async throws {
        let parts = [
            "- ", "* ", "1. ", "23) ", "> ", "  ", "    ", "\t", "\n", "\n", "\n", "\n\n", "a",
            "b c",
            "```", "~~~~", "<!--", "-->", "<div>", "<pre>", "</pre>", "<b>", "<b ", "<?", "<!X",
            ">",
            "<![CDATA[", "]]>", "#", "===", "---", "* * *", "[a]: b", "\\", "`", "<script>\n",
            "\r", "<b x='1'>\n", "</b>\n", "-\n", "-\t",
        ]
        var random = SeededGenerator(seed: 1)
        try await expectSameBlocks(
            (0..<400).map { number in
                let cells = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                    let count = Int.random(in: 1...12, using: &random)
                    let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }
                    return Cell.markdown(text.joined())
                }
                return ("notebook \(number)", Notebook(cells: cells))
            }
        )
    }
}
