extension NotebookUpgrade {
    /// Upgrades an output; what is no object stays.
    mutating func output(_ value: JSONValue) -> JSONValue {
        guard case .object(var output) = value else { return value }
        joinLines(of: ["text", "html", "svg", "latex", "javascript", "json"], in: &output)
        switch output["output_type"]?.stringValue {
        case "pyout":
            output["output_type"] = "execute_result"
            output.rename("prompt_number", to: "execution_count", default: .null)
            moveData(of: &output)
        case "display_data":
            moveData(of: &output)
        case "pyerr":
            output["output_type"] = "error"
        case "stream":
            output.rename("stream", to: "name", default: "stdout")
        default:
            break
        }
        return .object(output)
    }

    /// Puts all that isn't known as something else under `data`, by MIME type.
    private mutating func moveData(of output: inout JSONObject) {
        func isData(_ member: JSONObject.Member) -> Bool {
            !["output_type", "execution_count", "metadata"].contains(member.key)
        }
        var data = JSONObject(members: output.filter(isData))
        output.members.removeAll(where: isData)
        NotebookUpgrade.nameByType(&data)
        if case .string(let text)? = data["application/json"], let value = parse(text) {
            data["application/json"] = value
        }
        output["data"] = .object(data)
        if case .object(var metadata) = output["metadata"] ?? [:] {
            NotebookUpgrade.nameByType(&metadata)
            output["metadata"] = .object(metadata)
        }
    }

    /// Reads JSON inside of a text, unless the limits forbid it.
    private mutating func parse(_ text: String) -> JSONValue? {
        // A stand-in for a lone surrogate would be taken for the character itself.
        guard text.unicodeScalars.allSatisfy({ $0.value < LoneSurrogate.first }),
            let value = try? parser.parse(Array(text.utf8))
        else { return nil }
        parser.maximumByteCount -= text.utf8.count
        return value
    }

    private static func nameByType(_ object: inout JSONObject) {
        object.rename("text", to: "text/plain")
        object.rename("html", to: "text/html")
        object.rename("svg", to: "image/svg+xml")
        object.rename("png", to: "image/png")
        object.rename("jpeg", to: "image/jpeg")
        object.rename("latex", to: "text/latex")
        object.rename("json", to: "application/json")
        object.rename("javascript", to: "application/javascript")
    }
}
