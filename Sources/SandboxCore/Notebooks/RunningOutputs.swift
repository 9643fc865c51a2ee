internal import NotebookModel

/// The outputs of a running cell so far, put together of its events.
struct RunningOutputs: Sendable {
    /// Outputs after which text is left to the cell's result.
    ///
    /// A cell that changes streams at every byte would cost hundreds of bytes for each.
    private static let maximum = 4000

    private var collector = OutputCollector()
    private var decoders: [StreamName: UTF8Reassembler] = [:]
    private var count = 0
    private var lastStream: StreamName?

    var outputs: [Output] { collector.outputs }

    /// Takes an event, in time that doesn't depend on what came before.
    mutating func take(_ event: CellEvent) {
        switch event {
        case .text(let stream, let text): append(text, to: stream)
        case .bytes(let stream, let bytes):
            let text = decoders[stream, default: UTF8Reassembler()].decode(bytes)
            if !text.isEmpty { append(text, to: stream) }
        case .output(let output, let displayID):
            count += 1
            lastStream = nil
            collector.append(output, displayID: displayID)
        case .updatedDisplay(let displayID, let output):
            guard case .displayData(let data, let metadata) = output.kind else { return }
            collector.updateDisplay(displayID, with: data, metadata: metadata)
        case .clearedOutput(let wait):
            collector.clear(wait: wait)
            (count, lastStream) = (0, nil)
        case .started, .inputRequested, .finished: break
        }
    }

    private mutating func append(_ text: String, to stream: StreamName) {
        if stream != lastStream { count += 1 }
        guard count <= RunningOutputs.maximum else { return }
        lastStream = stream
        collector.append(.stream(stream, LoneSurrogate.text(ofGenuine: text)))
    }
}
