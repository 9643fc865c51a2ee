internal import NotebookModel

extension YAMLReader {
    /// Reads a node in flow style.
    mutating func flowNode(depth: Int) throws(YAMLError) -> JSONValue {
        guard depth < Self.maximumDepth else { throw failure("it is nested too deep") }
        switch peek().flatMap(Unicode.Scalar.init) {
        case "[":
            position += 1
            return .array(try flowSequence(depth: depth + 1))
        case "{":
            position += 1
            return .object(try flowMapping(depth: depth + 1))
        case "\"", "'":
            return .string(try quotedScalar())
        default:
            return try plainScalar(minimum: 0, isFlow: true)
        }
    }

    private mutating func flowSequence(depth: Int) throws(YAMLError) -> [JSONValue] {
        var values: [JSONValue] = []
        while true {
            try skipToToken()
            if takeFlow("]") { return values }
            let value = try flowNode(depth: depth)
            try skipToToken()
            if takeFlow(":") {
                // A single pair is a mapping of its own.
                values.append(.object([try name(value): try flowValue(depth: depth)]))
                try skipToToken()
            } else {
                values.append(value)
            }
            if takeFlow(",") { continue }
            guard takeFlow("]") else { throw failure("a list is not closed") }
            return values
        }
    }

    private mutating func flowMapping(depth: Int) throws(YAMLError) -> JSONObject {
        var object = JSONObject()
        while true {
            try skipToToken()
            if takeFlow("}") { return object }
            let key = try name(flowNode(depth: depth))
            try skipToToken()
            object[key] = takeFlow(":") ? try flowValue(depth: depth) : .null
            try skipToToken()
            if takeFlow(",") { continue }
            guard takeFlow("}") else { throw failure("a mapping is not closed") }
            return object
        }
    }

    private mutating func flowValue(depth: Int) throws(YAMLError) -> JSONValue {
        try skipToToken()
        if peek() == 0x2C || peek() == 0x5D || peek() == 0x7D { return .null }
        return try flowNode(depth: depth)
    }

    private mutating func takeFlow(_ indicator: Unicode.Scalar) -> Bool {
        guard peek() == indicator.value else { return false }
        position += 1
        return true
    }
}
