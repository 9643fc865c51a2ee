/// A frame in which an untrusted document can do nothing but be seen.
///
/// Its `sandbox` attribute is empty: no scripts, an origin of its own, no forms, no windows, no
/// navigation of the page. The document brings a policy too and stands in the `srcdoc` attribute,
/// which browsers show under a `frame-src` of `'none'`, since nothing is fetched.
enum HTMLFrame {
    /// What the browser may do with the document; it falls under the policy of the page as well.
    static let policy =
        "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'"

    /// What stands before the markup.
    ///
    /// Without the `target`, which the sandbox denies, a click on a link would put the browser's
    /// message that the page's policy blocks the frame in place of the output.
    private static let head = """
        <meta http-equiv="Content-Security-Policy" content="\(policy)">\
        <meta name="color-scheme" content="light dark"><base target="_blank"><style>\
        body{margin:.5rem;font:.875rem/1.4 system-ui,-apple-system,"Segoe UI",Roboto,\
        "Helvetica Neue","Noto Sans",sans-serif}\
        pre,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}\
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}\
        caption{text-align:left}th,td{padding:.25rem .65rem;text-align:right;vertical-align:top}\
        img{max-width:100%;height:auto}</style>
        """

    /// Adds a frame.
    ///
    /// - Parameters:
    ///   - markup: The document's body, sanitized: the frame is the second lock, not the only one.
    ///   - isLight: Tells whether the ground is white under dark schemes too.
    ///   - output: What it is appended to.
    static func append(_ markup: [UInt8], isLight: Bool, to output: inout [UInt8]) {
        // The height is that of the section, which readers can change in browsers that don't let
        // them change it for frames.
        output.add("<section class=\"frame\(isLight ? " light" : "")\" style=\"--height:")
        output.add("\(HTMLHeight.estimate(markup[...]))em\">")
        // A frame that loads late would be missing on paper, so it doesn't.
        output.add("<iframe sandbox=\"\" aria-label=\"Output\" srcdoc=\"")
        output.addEscaped(head)
        output.addEscaped(markup[...])
        output.add("\"></iframe></section>\n")
    }
}
