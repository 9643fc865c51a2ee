internal import NotebookModel

extension CompatibleMarkdown {
    /// The types in which an output is shown, best first.
    private static let preferredTypes = [
        "text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg",
        "text/plain",
    ]

    /// Adds an output.
    mutating func add(_ item: Output, cell: Int, output number: Int) {
        switch item.kind {
        case .stream(_, let text):
            add("\n")
            Indentation.append(text, to: &output)
            add("\n")
        case .displayData(let data, let metadata):
            add("\n")
            add(data, metadata, cell: cell, output: number)
            add("\n")
        case .executeResult(let data, let metadata, _):
            add("\n\n\n")
            add(data, metadata, cell: cell, output: number)
            add("\n\n")
        case .error(_, _, let traceback):
            add("\n")
            for entry in traceback {
                add("\n")
                var line: [UInt8] = []
                Indentation.append(entry, to: &line)
                output += CompatibleMarkdown.withoutControlSequences(line)
                add("\n")
            }
            add("\n")
        case .unknown(let type):
            files.warn(.unknownOutput(type: type), cell: cell, output: number)
        }
    }

    /// Adds a bundle in the best type that it has, between line feeds, and its files.
    private mutating func add(
        _ data: MIMEBundle,
        _ metadata: JSONObject,
        cell: Int,
        output number: Int
    ) {
        let place = CompatibleFiles.Place(
            cell: cell,
            output: number,
            name: metadata["filename"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        )
        let images = files.add(data, at: place)
        for type in CompatibleMarkdown.preferredTypes {
            guard let content = data[type], type != "text/html" || allowsHTML else { continue }
            switch (type, content) {
            case ("text/html", .text(let text)):
                add("\n")
                output += Indentation.removed(from: text)
                add("\n")
            case ("text/markdown", .text(let text)), ("text/latex", .text(let text)):
                add("\n")
                add(text)
                add("\n")
            case ("text/plain", .text(let text)):
                add("\n")
                Indentation.append(text, to: &output)
                add("\n")
            case ("image/svg+xml", _), ("image/png", _), ("image/jpeg", _):
                guard let image = images[type] else { continue }
                add("\n    \n![\(image.alternative)](\(image.destination))\n    \n")
            default: continue
            }
            return
        }
        // Of files that can't be decoded this is said already.
        let isSaid =
            !data.isEmpty
            && data.types.allSatisfy { type in
                images[type] == nil && CompatibleFiles.areFiles(type)
            }
        if !isSaid { files.warn(.unshownOutput(types: data.types), cell: cell, output: number) }
    }

    /// Drops what nbconvert takes for terminal sequences: `ESC [` up to the first of `@` to `~` in
    /// the line.
    private static func withoutControlSequences(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(0x1B) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var index = 0
        // Beyond this a search has found none, so that it isn't made again and again.
        var searched = 0
        while index < text.count {
            if text[index] == 0x1B, index + 1 < text.count, text[index + 1] == UInt8(ascii: "["),
                index + 2 >= searched
            {
                let start = index + 2
                let end = text[start...].firstIndex { (0x40...0x7E).contains($0) || $0 == 0x0A }
                if let end, text[end] != 0x0A {
                    index = end + 1
                    continue
                }
                searched = end ?? text.count
            }
            output.append(text[index])
            index += 1
        }
        return output
    }
}
