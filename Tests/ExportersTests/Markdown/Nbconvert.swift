import NotebookModel
import NotebookTestSupport

/// Markdown documents as nbconvert writes them.
enum Nbconvert {
    /// A document with its files.
    struct Document: Equatable {
        var text: [UInt8]
        var files: [String: [UInt8]]

        /// Tells where another document differs, in a few words, or `nil` if it doesn't.
        func difference(from other: Document) -> String? {
            let common = zip(text, other.text).prefix { $0 == $1 }.count
            if common < max(text.count, other.text.count) {
                let start = max(0, common - 60)
                func excerpt(_ bytes: [UInt8]) -> String {
                    String(decoding: bytes.dropFirst(start).prefix(120), as: UTF8.self)
                        .debugDescription
                }
                return "at \(common): \(excerpt(text)), not \(excerpt(other.text))"
            }
            let names = Set(files.keys).union(other.files.keys).sorted()
            let differing = names.filter { files[$0] != other.files[$0] }
            return differing.isEmpty ? nil : "files \(differing)"
        }
    }

    private static let program = #"""
        import base64, json, os, sys, warnings
        import nbformat
        from nbconvert import MarkdownExporter
        warnings.simplefilter("ignore")
        exporter = MarkdownExporter()
        exporter.log.disabled = True
        request = json.load(sys.stdin)
        def convert(text):
            notebook = nbformat.reads(text, as_version=4)
            # As the command sets them, or as the API has them.
            name = request["name"]
            resources = name and {"unique_key": name, "output_files_dir": name + "_files"}
            output, resources = exporter.from_notebook_node(notebook, resources=resources)
            files = resources.get("outputs", {}) or {}
            encode = lambda data: base64.b64encode(data).decode()
            return {
                "text": encode(output.encode("utf-8", "surrogatepass")),
                "files": {path: encode(data) for path, data in files.items()},
            }
        answers = []
        for text in request["notebooks"]:
            try: answers.append(convert(text))
            except Exception as error: answers.append(repr(error)[:300])
        json.dump(answers, sys.stdout)
        """#

    /// Converts notebooks in one process.
    ///
    /// - Parameters:
    ///   - notebooks: The files.
    ///   - name: What the command takes for the name of each, or `nil` for nbconvert's API.
    /// - Returns: The documents, `nil` for notebooks that nbconvert can't convert.
    /// - Throws: What ``Peer`` throws.
    static func markdown(of notebooks: [[UInt8]], name: String?) async throws -> [Document?] {
        let texts = notebooks.map { JSONValue.string(String(decoding: $0, as: UTF8.self)) }
        let request: JSONValue = [
            "name": name.map(JSONValue.string) ?? .null, "notebooks": .array(texts),
        ]
        let answer = try await Peer.json(program, input: request.compactBytes())
        return answer.arrayValue?.map { answer in
            guard let text = bytes(answer["text"]) else { return nil }
            let files = answer["files"]?.objectValue?.compactMap { file in
                bytes(file.value).map { (file.key, $0) }
            }
            return Document(text: text, files: Dictionary(uniqueKeysWithValues: files ?? []))
        } ?? []
    }

    private static func bytes(_ value: JSONValue?) -> [UInt8]? {
        value?.stringValue.flatMap { Base64.decode($0) }
    }
}
