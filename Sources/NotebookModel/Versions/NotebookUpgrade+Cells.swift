extension NotebookUpgrade {
    /// Upgrades a cell; what is no object stays.
    mutating func cell(_ value: JSONValue) -> JSONValue {
        guard case .object(var cell) = value else { return value }
        if major == 1 { nameAsVersion2(&cell) }
        if cell["metadata"] == nil { cell["metadata"] = [:] }
        let type = cell["cell_type"]?.stringValue
        if type == "code" {
            upgradeCode(&cell)
        } else {
            joinLines(of: ["source", "rendered"], in: &cell)
        }
        if type == "heading" { upgradeHeading(&cell) }
        if type == "html" { cell["cell_type"] = "markdown" }
        return .object(cell)
    }

    /// Gives the members of a cell in format 1 their names of format 2.
    private func nameAsVersion2(_ cell: inout JSONObject) {
        switch cell["cell_type"]?.stringValue {
        case "code":
            cell.rename("code", to: "input")
            if cell["collapsed"] == nil { cell["collapsed"] = false }
        case "text":
            cell["cell_type"] = "markdown"
            cell.rename("text", to: "source")
        default:
            break
        }
    }

    private mutating func upgradeCode(_ cell: inout JSONObject) {
        joinLines(of: ["input"], in: &cell)
        cell.removeText("language")
        cell.rename("input", to: "source", default: "")
        cell.rename("prompt_number", to: "execution_count", default: .null)
        if let collapsed = cell["collapsed"], case .object(var metadata)? = cell["metadata"] {
            cell["collapsed"] = nil
            metadata["collapsed"] = collapsed
            cell["metadata"] = .object(metadata)
        }
        guard case .array(let outputs) = cell["outputs"] ?? [] else { return }
        var upgraded: [JSONValue] = []
        for value in outputs { upgraded.append(output(value)) }
        cell["outputs"] = .array(upgraded)
    }

    /// Makes Markdown of a heading, which has to stand on one line.
    private func upgradeHeading(_ cell: inout JSONObject) {
        cell["cell_type"] = "markdown"
        guard case .string(let text) = cell["source"] ?? "" else { return }
        var level = 1
        if let given = cell["level"]?.lenientInt, given <= NotebookUpgrade.maximumHeadingLevel {
            level = max(given, 0)
            cell["level"] = nil
        }
        let marks = String(repeating: "#", count: level)
        cell["source"] = .string(marks + " " + NotebookUpgrade.onOneLine(text))
    }

    /// Puts blanks for the ends of lines, as `" ".join(text.splitlines())` does.
    private static func onOneLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var last: Unicode.Scalar = " "
        var endsLine = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where last == "\r":
                break
            case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029:
                line.append(" ")
                endsLine = true
            default:
                line.append(scalar)
                endsLine = false
            }
            last = scalar
        }
        if endsLine { line.removeLast() }
        return String(line)
    }
}
