import NotebookModel
import NotebookTestSupport
import Testing

/// Strings are copied in blocks: what needs an escape may stand anywhere in one, or across two.
struct EscapingTests {
    private static let pieces = [
        "\"", "\\", "\n", "\r", "\r\n", "\t", "\u{8}", "\u{C}", "\u{B}", "\u{1F}", "\u{0}",
        "\u{7F}",
        "é", "\u{85}", "ü", "\u{2028}", "\u{2029}", "–", "漢", "😀", "\u{10F800}",
    ]

    /// Texts with a piece at each place around the borders of blocks.
    private static var texts: [String] {
        var random = SeededGenerator(seed: 7)
        let places = Array(0...140) + Array(500...530) + Array(1020...1100)
        return pieces.flatMap { piece in
            places.map { place in
                let rest = Int.random(in: 0...150, using: &random)
                return String(repeating: "a", count: place) + piece + piece
                    + String(repeating: "b", count: rest)
            }
        }
    }

    /// Texts of random pieces, mostly plain.
    private static var mixtures: [String] {
        var random = SeededGenerator(seed: 8)
        return (0..<2000).map { _ in
            (0..<Int.random(in: 0...200, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? String(repeating: "x", count: Int.random(in: 0...40, using: &random))
                    : pieces.randomElement(using: &random) ?? ""
            }.joined()
        }
    }

    @Test(arguments: [false, true])
    func `a text is escaped where it must be, wherever that is`(nonASCII: Bool) throws {
        var writer = JSONWriter.compact
        writer.escapesNonASCII = nonASCII
        for text in Self.texts + Self.mixtures {
            let bytes = writer.bytes(for: .string(text))
            #expect(bytes == reference(text, nonASCII: nonASCII))
            #expect(
                try JSONParser().parse(bytes).stringValue?.utf8.elementsEqual(text.utf8) == true
            )
        }
    }

    @Test func `a text is split into lines as Python splits it, wherever they end`() throws {
        for text in Self.texts + Self.mixtures where !text.isEmpty {
            let notebook = Notebook(cells: [.markdown(text)])
            let written = try JSONParser().parse(notebook.normalizedBytes())
            let lines = try #require(written["cells"]?[0]?["source"]?.arrayValue)
            let isSplit = lines.compactMap(\.stringValue).map { Array($0.utf8) } == splitLines(text)
            let again = try Notebook(reading: notebook.normalizedBytes()).cells[0].source
            #expect(isSplit && again == text, "\(text.debugDescription)")
        }
    }

    /// The text in quotes, one scalar after the other.
    private static let styles: [JSONWriter] =
        [0, 1, 10, 13, 14, 20, 40].flatMap { width in
            [.lf, .crlf].flatMap { (lineEnd: JSONWriter.LineEnd) in
                [false, true].flatMap { (spaces: Bool) in
                    [JSONWriter.Layout.indented(spaces: width), .tabbed(width)].map { layout in
                        JSONWriter(layout: layout, spacesAfterCommas: spaces, lineEnd: lineEnd)
                    }
                }
            }
        } + [JSONWriter.compact, JSONWriter(spacesAfterCommas: true)]

    @Test(arguments: styles)
    func `lines are separated as the file separates its values`(style: JSONWriter) throws {
        var notebook = Notebook(cells: [.markdown("a\nb"), .markdown("c\nd")])
        let file = style.bytes(for: notebook.jsonValue())
        notebook = try Notebook(reading: file)
        notebook.cells[0].source = Self.mixtures.prefix(50).joined(separator: "\n") + "end\r"
        notebook.cells[1].source = String(repeating: "\n", count: 2000)
        #expect(notebook.jsonBytes() == style.bytes(for: notebook.jsonValue()))
    }

    private func reference(_ text: String, nonASCII: Bool) -> [UInt8] {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": output += "\\\(scalar)"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{8}": output += "\\b"
            case "\u{C}": output += "\\f"
            case "\u{10F800}": output += "\\ud800"  // stands for a lone surrogate
            case _ where scalar.value < 0x20 || nonASCII && scalar.value >= 0x7F:
                for unit in String(scalar).utf16 { output += escape(unit) }
            default: output.unicodeScalars.append(scalar)
            }
        }
        return Array((output + "\"").utf8)
    }

    private func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    private func splitLines(_ text: String) -> [[UInt8]] {
        let ends: Set<Unicode.Scalar> = [
            "\n", "\r", "\u{B}", "\u{C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}",
            "\u{2029}",
        ]
        var lines: [String.UnicodeScalarView] = [.init()]
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if let last = previous, ends.contains(last), !(last == "\r" && scalar == "\n") {
                lines.append(.init())
            }
            lines[lines.count - 1].append(scalar)
            previous = scalar
        }
        return lines.map { Array(String($0).utf8) }
    }
}
