extension HTMLStyleSheet {
    /// The colours, of which every one for text has a contrast of 4.5 : 1 or more to its ground.
    static let colors = """
        :root{color-scheme:light;\(variables(light))}
        @media (prefers-color-scheme:dark){:root:not([data-scheme="light"])\
        {color-scheme:dark;\(variables(dark))}}
        :root[data-scheme="dark"]{color-scheme:dark;\(variables(dark))}
        @media print{:root:root:root{color-scheme:light;\(variables(light))}}
        \(rules)

        """

    /// The colours by name for light and for dark grounds.
    static let light: [(name: String, value: String)] = [
        ("page", "#ffffff"), ("text", "#1d1d1f"), ("quiet", "#5f6368"), ("line", "#e3e3e6"),
        ("code", "#f6f7f9"), ("alert", "#fdf3f2"), ("mark", "#fff3b0"), ("link", "#0b57d0"),
        ("k", "#8b1a9b"), ("kc", "#a03000"), ("nb", "#00618a"), ("bp", "#6b5a00"),
        ("nf", "#1a4fb8"), ("nd", "#7a4b00"), ("s", "#1c6b2c"), ("m", "#a03000"),
        ("c", "#656d76"), ("o", "#57606a"), ("mg", "#9a3412"),
        ("a0", "#1d1d1f"), ("a1", "#b3261e"), ("a2", "#1c6b2c"), ("a3", "#7d5200"),
        ("a4", "#1a4fb8"), ("a5", "#8b1a9b"), ("a6", "#006570"), ("a7", "#5f6368"),
        ("a8", "#5f6368"), ("a9", "#c0271e"), ("a10", "#217234"), ("a11", "#845700"),
        ("a12", "#1f57c8"), ("a13", "#9a25ab"), ("a14", "#006c78"), ("a15", "#44474d"),
    ]

    /// The colours on a dark ground.
    static let dark: [(name: String, value: String)] = [
        ("page", "#16181c"), ("text", "#e6e7ea"), ("quiet", "#a0a5ad"), ("line", "#33373e"),
        ("code", "#1e2126"), ("alert", "#2d1f21"), ("mark", "#5c4b00"), ("link", "#8ab4f8"),
        ("k", "#d8a0f0"), ("kc", "#ffb074"), ("nb", "#7cc7e8"), ("bp", "#d9c77a"),
        ("nf", "#93b8ff"), ("nd", "#e8b76a"), ("s", "#93d6a0"), ("m", "#ffb074"),
        ("c", "#9aa2ad"), ("o", "#b4bac4"), ("mg", "#ffab8a"),
        ("a0", "#a0a5ad"), ("a1", "#ff8f87"), ("a2", "#7fd18f"), ("a3", "#e3c26f"),
        ("a4", "#93b8ff"), ("a5", "#d8a0f0"), ("a6", "#6fd0d8"), ("a7", "#e6e7ea"),
        ("a8", "#a0a5ad"), ("a9", "#ffa49d"), ("a10", "#9be0a8"), ("a11", "#f0d48a"),
        ("a12", "#accaff"), ("a13", "#e4b8f6"), ("a14", "#8fdde3"), ("a15", "#ffffff"),
    ]

    /// The colours of grounds in a terminal, the same for both; their text is set to suit them.
    static let grounds = [
        "#3a3d42", "#f6c1bd", "#bfe5c6", "#f3dfa6", "#c3d6fb", "#e8c8f1", "#b5e3e7", "#e3e3e6",
        "#5f6368", "#fbd5d2", "#d3f0d8", "#f9ebc4", "#d7e4fd", "#f1dcf7", "#cdeef1", "#f6f7f9",
    ]

    private static func variables(_ colors: [(name: String, value: String)]) -> String {
        colors.map { "--\($0.name):\($0.value)" }.joined(separator: ";")
    }

    private static let rules: String = {
        var rules = ["k", "kc", "nb", "bp", "nf", "nd", "s", "m", "c", "o", "mg"].map {
            "code .\($0){color:var(--\($0))}"
        }
        rules.append("code .c{font-style:italic}")
        rules.append("code .k,code .nf{font-weight:600}")
        for index in 0..<16 { rules.append(".ansi-\(index){color:var(--a\(index))}") }
        for (index, ground) in grounds.enumerated() {
            let text = index % 8 == 0 ? "#ffffff" : "#1d1d1f"
            rules.append(".ansi-on-\(index){background:\(ground);color:\(text)}")
        }
        rules += [
            ".ansi-on-text{background:var(--text)}", ".ansi-ground{color:var(--page)}",
            ".ansi-bold{font-weight:700}", ".ansi-dim{opacity:.75}",
            ".ansi-italic{font-style:italic}",
            ".ansi-underline{text-decoration:underline}",
            ".ansi-strike{text-decoration:line-through}",
            ".ansi-underline.ansi-strike{text-decoration:underline line-through}",
        ]
        return rules.joined(separator: "\n")
    }()
}
