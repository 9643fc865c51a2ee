/// Renders Markdown as HTML, by CommonMark 0.31.2 and extensions of choice.
///
/// Blocks are found line by line, then each block's inlines are parsed and written at once. Time
/// is linear in the text, and no depth of nesting costs stack.
struct CommonMarkRenderer {
    /// What an address is for.
    enum AddressUse: Sendable {
        case link
        case image
    }

    /// An image in a text.
    struct Image {
        /// Where it is, without Markdown's escapes and entities.
        var address: [UInt8] = []
        /// What it shows in words, escaped for HTML.
        var description: [UInt8]
        /// Its title, without escapes; empty if it has none.
        var title: [UInt8] = []
        /// Whether it stands in a link.
        var isInLink: Bool
    }

    /// How to render.
    struct Options {
        /// What is understood beyond CommonMark.
        var extensions: CommonMarkExtensions = []

        /// Whether headings get their text as an `id`, with `-` for blanks, as in Jupyter.
        var headingAnchors = false

        /// Further attributes of every link, written, with a space before them.
        var linkAttributes = ""

        /// Writes a raw piece of HTML: an HTML block or a single tag, comment and so on of a text.
        ///
        /// By default it is written as it is.
        var writeRawHTML: (_ html: ArraySlice<UInt8>, _ output: inout [UInt8]) -> Void = {
            $1.append(contentsOf: $0)
        }

        /// Maps the address of a link or an image; nil leaves it out.
        ///
        /// It gets the address without Markdown's escapes and entities, before it is
        /// percent-encoded. By default every address stays;
        /// ``CommonMarkAddress/isSafe(_:use:)`` is meant for this place.
        var mapAddress: (_ address: [UInt8], _ use: AddressUse) -> [UInt8]? = { address, _ in
            address
        }

        /// Writes an image; by default it becomes an `img` element with its mapped address.
        var writeImage: ((_ image: Image, _ output: inout [UInt8]) -> Void)?

        /// Writes the text of a code block in place of escaping it, and tells whether it did.
        ///
        /// It stands between `<pre><code …>` and `</code></pre>`, and `language` is the first word
        /// behind the fence.
        var writeCode:
            (
                _ code: ArraySlice<UInt8>, _ language: [UInt8], _ output: inout [UInt8]
            ) -> Bool = { _, _, _ in false }

        /// Writes a formula in place of escaping it, and tells whether it did.
        ///
        /// It comes with its delimiters and stands in an element of the class `math`.
        var writeFormula: (_ formula: ArraySlice<UInt8>, _ output: inout [UInt8]) -> Bool = {
            _,
            _ in
            false
        }
    }

    /// How to render.
    var options = Options()

    /// Renders a document.
    ///
    /// - Parameters:
    ///   - markdown: The text.
    ///   - output: Gets the HTML appended; every block ends in a line feed.
    func render(_ markdown: String, into output: inout [UInt8]) {
        render(Array(markdown.utf8), into: &output)
    }

    /// Renders a document.
    ///
    /// - Parameters:
    ///   - markdown: The text in UTF-8; bytes that are no UTF-8 stay as they are.
    ///   - output: Gets the HTML appended; every block ends in a line feed.
    func render(_ markdown: [UInt8], into output: inout [UInt8]) {
        var parser = BlockParser(source: markdown, extensions: options.extensions)
        parser.parse()
        var renderer = HTMLRenderer(tree: parser.tree, options: options)
        swap(&renderer.output, &output)
        renderer.reserve(markdown.count + markdown.count / 4)
        renderer.renderDocument()
        swap(&renderer.output, &output)
    }

    /// Renders a document.
    ///
    /// - Parameter markdown: The text.
    /// - Returns: The HTML.
    func render(_ markdown: String) -> String {
        var output: [UInt8] = []
        render(markdown, into: &output)
        return String(decoding: output, as: UTF8.self)
    }
}
