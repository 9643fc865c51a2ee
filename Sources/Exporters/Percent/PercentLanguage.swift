/// The languages that jupytext knows, and how comments look in them.
enum PercentLanguage {
    /// What starts a comment in the languages that scripts can be written in.
    static let comments: [String: String] = [
        "python": "#", "coconut": "#", "R": "#", "julia": "#", "c++": "//", "scheme": ";;",
        "clojure": ";;", "bash": "#", "powershell": "#", "q": "/", "matlab": "%",
        "wolfram language": "(*", "idl": ";", "javascript": "//", "typescript": "//",
        "scala": "//", "rust": "//", "robotframework": "#", "csharp": "//", "fsharp": "//",
        "sos": "#", "java": "//", "groovy": "//", "sage": "#", "ocaml": "(*", "haskell": "--",
        "tcl": "#", "maxima": "/*", "gnuplot": "#", "stata": "//", "sas": "/*", "jenner": "/*",
        "xonsh": "#", "logtalk": "%", "lua": "--", "go": "//",
    ]

    /// The magics of Jupyter that say that a cell is in another language, beside the above.
    private static let magics: Set<String> = [
        "sh", "python2", "python3", "js", "perl", "html", "latex", "markdown", "pypy", "ruby",
        "script", "svg", "octave", "spark", "sql", "cython", "c#", "f#", "cs", "fs",
    ]

    /// Tells whether `%%name` says that a cell is in another language; case counts.
    static func isMagic(_ name: String) -> Bool {
        comments[name] != nil || magics.contains(name)
    }

    /// The file extensions of scripts without the dot, with their languages, in jupytext's order.
    static let fileExtensions: [(name: String, language: String)] = [
        ("py", "python"), ("coco", "coconut"), ("R", "R"), ("r", "R"), ("jl", "julia"),
        ("cpp", "c++"), ("ss", "scheme"), ("clj", "clojure"), ("scm", "scheme"), ("sh", "bash"),
        ("ps1", "powershell"), ("q", "q"), ("m", "matlab"), ("wolfram", "wolfram language"),
        ("pro", "idl"), ("js", "javascript"), ("ts", "typescript"), ("scala", "scala"),
        ("rs", "rust"), ("robot", "robotframework"), ("resource", "robotframework"),
        ("cs", "csharp"), ("fsx", "fsharp"), ("fs", "fsharp"), ("sos", "sos"), ("java", "java"),
        ("groovy", "groovy"), ("sage", "sage"), ("ml", "ocaml"), ("hs", "haskell"),
        ("tcl", "tcl"), ("mac", "maxima"), ("gp", "gnuplot"), ("do", "stata"), ("sas", "sas"),
        ("jenner", "jenner"), ("xsh", "xonsh"), ("lgt", "logtalk"), ("logtalk", "logtalk"),
        ("lua", "lua"), ("go", "go"),
    ]

    /// The name of a language as ``comments`` has it, if it is there in another spelling.
    static func usualName(_ name: String) -> String {
        let lower = name.lowercased()
        switch lower {
        case "r": return "R"
        case "octave": return "matlab"
        case "cs", "c#": return "csharp"
        case "fs", "f#": return "fsharp"
        case "sas": return "SAS"
        default: return lower.hasPrefix("c++") ? "c++" : lower
        }
    }

    /// Tells whether two names are those of one language.
    static func isSame(_ left: String, _ right: String) -> Bool {
        left == right || usualName(left) == usualName(right)
    }
}
