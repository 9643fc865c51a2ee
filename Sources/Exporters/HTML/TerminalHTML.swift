/// Text of a terminal as HTML, its styles as `span` elements.
enum TerminalHTML {
    /// Adds text as a terminal would leave it.
    ///
    /// The classes are `ansi-0` to `ansi-15` for the colours of a theme, `ansi-on-0` to `ansi-on-15`
    /// for those of the ground, and `ansi-bold` and the like. Other colours stand in the element.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - output: What it is appended to.
    static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
        TerminalText.forEachRun(of: bytes) { run, style in
            if style == .plain { return output.addEscaped(run) }
            output.add(tag(of: style))
            output.addEscaped(run)
            output.add("</span>")
        }
    }

    private static func tag(of style: TerminalStyle) -> String {
        var classes: [String] = []
        var declarations: [String] = []
        var (front, back) = (style.foreground, style.background)
        if style.effects.contains(.inverse) {
            swap(&front, &back)
            if front == .standard { classes.append("ansi-ground") }
            if back == .standard { classes.append("ansi-on-text") }
        }
        switch front {
        case .standard: break
        case .theme(let index): classes.append("ansi-\(index)")
        case .rgb(let red, let green, let blue):
            declarations.append("color:rgb(\(red),\(green),\(blue))")
        }
        switch back {
        case .standard: break
        case .theme(let index): classes.append("ansi-on-\(index)")
        case .rgb(let red, let green, let blue):
            declarations.append("background:rgb(\(red),\(green),\(blue))")
        }
        for (effect, name) in effectNames where style.effects.contains(effect) {
            classes.append(name)
        }
        var tag = "<span"
        if !classes.isEmpty { tag += " class=\"\(classes.joined(separator: " "))\"" }
        if !declarations.isEmpty { tag += " style=\"\(declarations.joined(separator: ";"))\"" }
        return tag + ">"
    }

    private static let effectNames: [(TerminalStyle.Effects, String)] = [
        (.bold, "ansi-bold"), (.dim, "ansi-dim"), (.italic, "ansi-italic"),
        (.underline, "ansi-underline"), (.strike, "ansi-strike"),
    ]
}
