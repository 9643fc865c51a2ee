import NotebookModel

/// What stands around the cells of a page.
struct HTMLPage {
    private let options: HTMLExporter
    private let title: String

    /// What the browser may do with the page: show its own styles and data URIs, nothing else.
    ///
    /// `unsafe-inline` is about styles only, which `style` attributes need; scripts fall under
    /// `default-src`. No frame may be loaded; ``HTMLFrame`` needs no loading.
    static let policy =
        "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; "
        + "frame-src 'none'; form-action 'none'; base-uri 'none'"

    init(options: HTMLExporter, notebook: Notebook) {
        self.options = options
        title = HTMLPage.title(options: options, notebook: notebook)
    }

    /// The page up to the first cell.
    var head: [UInt8] {
        var output: [UInt8] = []
        output.add("<!DOCTYPE html>\n<html lang=\"")
        output.addEscaped(options.textLanguage)
        output.add("\"")
        if options.colorScheme != .automatic {
            output.add(" data-scheme=\"\(options.colorScheme.rawValue)\"")
        }
        output.add(">\n<head>\n<meta charset=\"utf-8\">\n")
        output.add("<meta http-equiv=\"Content-Security-Policy\" content=\"\(HTMLPage.policy)\">\n")
        output.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        output.add("<meta name=\"color-scheme\" content=\"\(schemes)\">\n")
        output.add("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
        output.addEscaped(title)
        output.add("</title>\n<style>\n")
        output.add(HTMLStyleSheet.page)
        output.add(HTMLStyleSheet.text)
        output.add(HTMLStyleSheet.colors)
        output.add("</style>\n</head>\n<body>\n<main>\n")
        return output
    }

    /// The page from the last cell on.
    var end: [UInt8] {
        Array("</main>\n</body>\n</html>\n".utf8)
    }

    private var schemes: String {
        options.colorScheme == .automatic ? "light dark" : options.colorScheme.rawValue
    }

    /// The title by option, metadata or the first heading, else `Notebook`.
    private static func title(options: HTMLExporter, notebook: Notebook) -> String {
        if let title = options.title { return title }
        if let title = notebook.metadata["title"]?.stringValue, !Blocks.isBlank(title.utf8) {
            return title
        }
        for cell in notebook.cells.prefix(20) {
            guard case .markdown = cell.kind, let heading = heading(in: cell.source) else {
                continue
            }
            return heading
        }
        return "Notebook"
    }

    /// The text of the first line that is an ATX heading, without the commonest marks.
    private static func heading(in source: String) -> String? {
        for line in source.utf8.prefix(20_000).split(separator: 0x0A) {
            let level = line.prefix { $0 == 0x23 }.count
            guard (1...6).contains(level), line.dropFirst(level).first == 0x20 else { continue }
            var text = line.dropFirst(level)[...]
            while let last = text.last, last <= 0x20 || last == 0x23 { text.removeLast() }
            while let first = text.first, first <= 0x20 { text.removeFirst() }
            let plain = plain(text.prefix(500))
            if !plain.isEmpty { return plain }
        }
        return nil
    }

    /// Text without emphasis, code marks, tags and the addresses of links.
    private static func plain(_ text: Substring.UTF8View) -> String {
        var output: [UInt8] = []
        var bytes = Array(text)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "["):
                break
            case UInt8(ascii: "]") where bytes.first == UInt8(ascii: "("):
                bytes = bytes.drop { $0 != UInt8(ascii: ")") }.dropFirst()
            case UInt8(ascii: "]"):
                break
            case UInt8(ascii: "<"):
                guard let end = bytes.firstIndex(of: UInt8(ascii: ">")) else { break }
                bytes = bytes[(end + 1)...]
            default:
                output.append(byte)
            }
        }
        return String(decoding: output.drop { $0 == 0x20 }, as: UTF8.self)
    }
}
