internal import NotebookModel

extension PercentReader {
    /// Reads the lines before the first cell: the interpreter, the encoding and the YAML header.
    ///
    /// - Returns: The index of the line behind and the cell that a part of the header makes.
    mutating func readHeader() -> (end: Int, cell: Cell?) {
        var own = JSONObject()
        var index = 0
        if let first = lines.first, first.hasPrefix("#!") {
            own["executable"] = .string(SurrogateText.decoded(first.dropFirst(2)))
            index = 1
        }
        if index < lines.count, let encoding = PercentReader.encoding(lines[index]),
            index == 0 || PercentReader.encoding(lines[0]) == nil
        {
            if encoding == "utf-8" {
                own["encoding"] = .string(SurrogateText.decoded(lines[index]))
                index += 1
            }
        }
        if !own.isEmpty { metadata["jupytext"] = .object(own) }
        guard let (first, last) = yamlLines(from: index) else { return (index, nil) }
        let cell = readYAML(first..<last, own: own)
        var end = last + 1
        var blankLines = 0
        if end < lines.count, PythonLines.isBlank(PercentReader.uncommented(lines[end])) {
            blankLines = 1
            end += 1
        }
        guard var cell else { return (end, nil) }
        let rule = Array("---".utf8)
        let usual = following.blankLines(behind: [rule[...]], hasTriples: false, before: end)
        if blankLines != usual {
            cell.metadata["lines_to_next_cell"] = .number(blankLines)
        }
        return (end, cell)
    }

    /// The lines between the rules of a YAML header, if one starts at an index.
    private func yamlLines(from start: Int) -> (first: Int, last: Int)? {
        var first: Int?
        for index in start..<lines.count {
            guard lines[index].first == 0x23 else { return nil }
            let line = PercentReader.uncommented(lines[index])
            if PercentHeader.isRule(line) {
                if let first { return (first, index) }
                first = index + 1
            } else if first == nil, !PythonLines.isBlank(line) {
                return nil
            }
        }
        return nil
    }

    /// Reads the part of the header that is the notebook's metadata; the rest makes a cell.
    private mutating func readYAML(_ range: Range<Int>, own: JSONObject) -> Cell? {
        var jupyter: [ArraySlice<UInt8>] = []
        var rest: [ArraySlice<UInt8>] = []
        var isJupyter = false
        for index in range {
            let line = PercentReader.uncommented(lines[index])
            if PercentReader.startsJupyter(line) {
                isJupyter = true
            } else if let first = line.first, first != 0x20, first != 0x09 {
                isJupyter = false
            }
            if isJupyter { jupyter.append(line) } else { rest.append(line) }
        }
        if !jupyter.isEmpty {
            do throws(YAMLError) {
                let value = try YAMLReader.read(jupyter.joined(separator: [0x0A]))
                let found = value["jupyter"]
                guard found?.isNull == true || found?.objectValue != nil else {
                    throw YAMLError(reason: "'jupyter' is no mapping", line: 1)
                }
                metadata = found?.objectValue ?? [:]
                merge(own)
            } catch {
                // The header as a whole is text, so that nothing of it is lost.
                let line = range.lowerBound + error.line
                warnings.append(ImportWarning(.brokenHeader(reason: error.reason), line: line))
                rest = range.map { PercentReader.uncommented(lines[$0]) }
            }
        }
        if rest.isEmpty { return nil }
        let rule = Array("---".utf8)[...]
        let text = Array(([rule] + rest + [rule]).joined(separator: [0x0A]))
        return .raw(SurrogateText.decoded(text[...]))
    }

    /// Puts what the first lines say beside what the header says.
    private mutating func merge(_ own: JSONObject) {
        if own.isEmpty { return }
        var present = metadata["jupytext"]?.objectValue ?? [:]
        for member in own.members { present[member.key] = member.value }
        metadata["jupytext"] = .object(present)
    }

    /// Tells whether a line is `jupyter:`, alone or with a mapping in flow style.
    private static func startsJupyter(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.hasPrefix("jupyter") else { return false }
        let colon = PythonLines.leftStripped(line.dropFirst(7))
        guard colon.first == 0x3A else { return false }
        let value = PythonLines.leftStripped(colon.dropFirst())
        return value.isEmpty || value.first == 0x7B
    }

    /// A line without the comment sign and the space behind it.
    static func uncommented(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let bytes = line.span
        guard bytes.count > 0, bytes[0] == 0x23 else { return line }
        return line.dropFirst(bytes.count > 1 && bytes[1] == 0x20 ? 2 : 1)
    }

    /// The name of the encoding that a comment declares (PEP 263), if it does.
    private static func encoding(_ line: ArraySlice<UInt8>) -> String? {
        guard line.drop(while: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }).first == 0x23 else {
            return nil
        }
        var rest = line
        while let range = rest.range(of: "coding") {
            rest = rest[range.upperBound...]
            guard rest.first == 0x3A || rest.first == 0x3D else { continue }
            let name = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }.prefix { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                    || byte == 0x2D || byte == 0x2E || byte == 0x5F
            }
            if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
        }
        return nil
    }
}
