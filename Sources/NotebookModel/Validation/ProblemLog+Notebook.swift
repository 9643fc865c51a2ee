extension ProblemLog {
    /// Notes what is wrong or doubtful in a notebook, as far as it is a matter of its format.
    mutating func checkNotebook(_ value: JSONValue) {
        guard case .object(let notebook) = value else {
            return report(.wrongType(expected: [.object], found: value.type))
        }
        let old = notebook["cells"] == nil && notebook["worksheets"] != nil
        let major = version("nbformat", in: notebook) ?? (old ? 3 : 4)
        let minor = version("nbformat_minor", in: notebook) ?? 0
        switch major {
        case 4:
            if minor < 0 { report(.belowMinimum(0), at: "nbformat_minor") }
            if minor > Version4Rules.newestMinor {
                report(.newerFormat(minor: minor), at: "nbformat_minor")
            }
            let known = min(max(minor, 0), Version4Rules.newestMinor + 1)
            check(notebook, by: Version4Rules.notebooks[known])
            if minor >= 5 { checkIDs(of: notebook) }
            checkDoubts(in: notebook)
        case 3 where minor == 0:
            check(notebook, by: Version3Rules.notebook)
        default:
            let name = major == 3 ? "nbformat_minor" : "nbformat"
            report(.unsupportedFormat(major: major, minor: minor), at: name)
        }
    }

    /// Takes a number of the version, if there is one or something to be read as one.
    private mutating func version(_ name: String, in notebook: JSONObject) -> Int? {
        guard let value = notebook[name] else { return nil }
        var number: Int?
        inside(name) { number = $0.integer(value) }
        return number
    }

    private mutating func checkIDs(of notebook: JSONObject) {
        var check = CellIDCheck()
        inside("cells") { log in
            for (index, cell) in (notebook["cells"]?.arrayValue ?? []).enumerated() {
                guard case .object(let cell) = cell else { continue }
                check.check(cell, at: String(index), into: &log)
            }
        }
    }
}
