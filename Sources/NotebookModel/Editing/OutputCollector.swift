/// Collects the outputs of a running code cell as Jupyter saves them.
///
/// Hand it what a kernel says in the order of arrival: outputs, `clear_output` and
/// `update_display_data`. The rules are those of JupyterLab, whose documents are what people save:
/// - A piece of a stream joins the output before it if that is of the same stream, and carriage
///   returns and backspaces in it act on the last line.
/// - A clear that waits takes place when the next output comes; updates don't count as outputs.
/// - An update changes all outputs that stand with its display identifier, wherever they are, and
///   so does a further output with that identifier.
///
/// As in nbclient, an `execute_result` can have a display identifier too; it stays what it is and
/// takes over data and metadata. nbclient itself doesn't merge streams unless asked to, and then
/// merges also what other outputs stand between.
///
/// Each event takes constant time and streams take time for their length alone, however small the
/// pieces are. Nothing bounds the outputs, so limit what you hand over.
public struct OutputCollector: Sendable {
    private struct Item: Sendable {
        var output: Output
        var displayID: String?
    }

    private struct Display: Sendable {
        var data: MIMEBundle
        var metadata: JSONObject
    }

    private var items: [Item] = []
    /// The stream that is the last output, if it is one that more can join.
    private var stream: (name: StreamName, text: StreamText)?
    /// What the outputs with an identifier show now.
    private var displays: [String: Display] = [:]
    private var clearsAtNext = false

    /// Makes a collector without outputs.
    public init() {}

    /// The outputs so far.
    public var outputs: [Output] {
        var outputs = items.map { item in
            guard let display = item.displayID.flatMap({ displays[$0] }) else { return item.output }
            var output = item.output
            output.show(display.data, metadata: display.metadata)
            return output
        }
        if let stream { outputs.append(.stream(stream.name, stream.text.text)) }
        return outputs
    }

    /// The display identifiers of those outputs that have one, by index.
    public var displayIDs: [Int: String] {
        var displayIDs: [Int: String] = [:]
        for (index, item) in items.enumerated() { displayIDs[index] = item.displayID }
        return displayIDs
    }

    /// Takes an output.
    ///
    /// Streams with members that the format doesn't define are left as they are and not merged.
    ///
    /// - Parameters:
    ///   - output: The output, for example a piece of a stream.
    ///   - displayID: The identifier under which it can be updated, if it has one.
    public mutating func append(_ output: Output, displayID: String? = nil) {
        if clearsAtNext { clear() }
        if case .stream(let name, let text) = output.kind, output.otherMembers.isEmpty {
            if stream?.name != name {
                closeStream()
                stream = (name, StreamText())
            }
            stream?.text.write(text)
            return
        }
        closeStream()
        switch output.kind {
        case .displayData(let data, let metadata), .executeResult(let data, let metadata, _):
            if let displayID { displays[displayID] = Display(data: data, metadata: metadata) }
            items.append(Item(output: output, displayID: displayID))
        case .stream, .error, .unknown:
            items.append(Item(output: output))
        }
    }

    /// Changes what is displayed under an identifier; one that isn't there changes nothing.
    ///
    /// - Parameters:
    ///   - displayID: The identifier.
    ///   - data: What is to be shown.
    ///   - metadata: Its metadata by type.
    public mutating func updateDisplay(
        _ displayID: String,
        with data: MIMEBundle,
        metadata: JSONObject = [:]
    ) {
        guard displays[displayID] != nil else { return }
        displays[displayID] = Display(data: data, metadata: metadata)
    }

    /// Removes the outputs so far, and their display identifiers.
    ///
    /// - Parameter wait: Whether they stand until the next output comes.
    public mutating func clear(wait: Bool = false) {
        clearsAtNext = wait
        guard !wait else { return }
        items = []
        stream = nil
        displays = [:]
    }

    private mutating func closeStream() {
        guard let stream else { return }
        items.append(Item(output: .stream(stream.name, stream.text.text)))
        self.stream = nil
    }
}

extension Array where Element == Output {
    /// Merges neighbouring outputs of one stream and applies their carriage returns and backspaces.
    ///
    /// That is what JupyterLab does on opening a notebook; see ``OutputCollector``.
    ///
    /// - Returns: The outputs, the other ones as they are.
    public func mergingStreams() -> [Output] {
        var collector = OutputCollector()
        for output in self { collector.append(output) }
        return collector.outputs
    }
}

extension Output {
    /// Shows something else, and stays the kind of output that it is.
    fileprivate mutating func show(_ data: MIMEBundle, metadata: JSONObject) {
        switch kind {
        case .displayData: kind = .displayData(data, metadata: metadata)
        case .executeResult(_, _, let count):
            kind = .executeResult(data, metadata: metadata, executionCount: count)
        case .stream, .error, .unknown: break
        }
    }
}
