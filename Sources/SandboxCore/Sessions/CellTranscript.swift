internal import NotebookModel

/// Collects what one cell puts out, within the limits, and says what each piece means as an event.
struct CellTranscript: Sendable {
    private enum Item: Sendable {
        case text(StreamName, [UInt8])
        case output(Output, displayID: String?)
    }

    /// The agent doesn't divide a character: the head of each stream may have up to 3 bytes more.
    private static let characterCompletion = 6

    /// What the agent takes each display to cost beside its own bytes.
    private static let displayOverhead = 128

    /// Outputs after which text joins its stream's latest; see ``CellResult/outputs``.
    private static let maximumItems = 50_000

    private let limits: OutputLimits
    private let executionCount: Int?
    private var items: [Item] = []
    private var display: [UInt8] = []
    private var displayBytes = 0
    private var displays = 0
    private var clearsAtNext = false
    private var textDecoders: [StreamName: UTF8Reassembler] = [:]
    private(set) var bytes: [StreamName: [UInt8]] = [:]
    private(set) var dropped = CellResult.Loss()

    init(limits: OutputLimits, executionCount: Int?) {
        self.limits = limits
        self.executionCount = executionCount
    }

    /// Adds text.
    ///
    /// - Throws: `ProtocolViolation` beyond the limit, which the agent keeps.
    mutating func append(
        _ chunk: [UInt8],
        to stream: StreamName
    ) throws(ProtocolViolation) -> CellEvent? {
        let total = bytes.values.reduce(chunk.count) { $0 + $1.count }
        if let limit = limits.text, total > limit.bytes + CellTranscript.characterCompletion {
            throw .badPayload(stream == .stdout ? .standardOutput : .standardError, "too much text")
        }
        clearIfDue()
        bytes[stream, default: []] += chunk
        addText(chunk, to: stream)
        let text = textDecoders[stream, default: UTF8Reassembler()].decode(chunk)
        return text.isEmpty ? nil : .text(stream, text)
    }

    /// Adds to the last output if that is this stream's.
    ///
    /// A cell that changes streams at every byte would cost hundreds of bytes for each: beyond so many
    /// outputs the order between the streams is given up.
    private mutating func addText(_ chunk: [UInt8], to stream: StreamName) {
        func continues(_ item: Item) -> Bool {
            if case .text(stream, _) = item { true } else { false }
        }
        var index = items.indices.last.flatMap { continues(items[$0]) ? $0 : nil }
        if items.count >= CellTranscript.maximumItems {
            index = items.lastIndex(where: continues)
        }
        guard let index, case .text(_, var text) = items[index] else {
            items.append(.text(stream, chunk))
            return
        }
        items[index] = .text(stream, [])  // so that the text has one owner and grows in place
        text += chunk
        items[index] = .text(stream, text)
    }

    /// Notes that text was dropped here; a count of 0 says that some will be.
    mutating func drop(_ count: Int, from stream: StreamName) -> CellEvent? {
        guard count > 0 else { return nil }
        if stream == .stdout {
            dropped.standardOutput += count
        } else {
            dropped.standardError += count
        }
        let note = "\n[… \(count) bytes of \(stream.rawValue) dropped …]\n"
        items.append(.text(stream, Array(note.utf8)))
        return .text(stream, note)
    }

    /// Adds a part of a display; with the last part it takes effect.
    mutating func appendDisplay(
        _ part: [UInt8],
        isLast: Bool,
        _ redactor: SecretRedactor = SecretRedactor()
    ) throws(ProtocolViolation) -> CellEvent? {
        displayBytes += part.count + (isLast ? CellTranscript.displayOverhead : 0)
        guard displayBytes <= limits.displayBytes.bytes else {
            throw .badPayload(.display, "more than the display limit")
        }
        display += part
        guard isLast else { return nil }
        defer { display = [] }
        // The worker's word, passed on unread: what makes no sense, or too much of it, is dropped.
        guard let message = try? DisplayMessage(display, executionCount: executionCount) else {
            dropped.displays += 1
            return nil
        }
        switch redactor.redact(message) {
        case .output(let output, let displayID):
            clearIfDue()
            displays += 1
            guard displays <= limits.displays else {
                dropped.displays += 1
                return nil
            }
            items.append(.output(output, displayID: displayID))
            return .output(output, displayID: displayID)
        case .update(let output, let displayID):
            replace(displayID, with: output)
            return .updatedDisplay(displayID: displayID, output)
        case .clear(let wait):
            clearsAtNext = wait
            if !wait { clear() }
            return .clearedOutput(wait: wait)
        }
    }

    mutating func noteDisplaysDropped(_ count: Int) {
        dropped.displays += count
    }

    /// The text left over when the cell ends inside a character.
    mutating func finishText() -> [CellEvent] {
        var events: [CellEvent] = []
        for stream in [StreamName.stdout, .stderr] {
            guard let text = textDecoders[stream]?.finish(), !text.isEmpty else { continue }
            events.append(.text(stream, text))
        }
        return events
    }

    /// The outputs so far, in order.
    var outputs: [Output] {
        items.map { item in
            switch item {
            case .text(let stream, let bytes):
                .stream(
                    stream,
                    LoneSurrogate.text(ofGenuine: String(decoding: bytes, as: UTF8.self))
                )
            case .output(let output, _): output
            }
        }
    }

    /// The identifiers of the outputs that can be changed later, by index.
    var displayIDs: [Int: String] {
        var identifiers: [Int: String] = [:]
        for (index, item) in items.enumerated() {
            if case .output(_, let displayID?) = item { identifiers[index] = displayID }
        }
        return identifiers
    }

    private mutating func clear() {
        items = []
        displays = 0
    }

    private mutating func clearIfDue() {
        guard clearsAtNext else { return }
        clearsAtNext = false
        clear()
    }

    private mutating func replace(_ displayID: String, with new: Output) {
        for (index, item) in items.enumerated() {
            guard case .output(var output, displayID) = item else { continue }
            output.takeData(of: new)
            items[index] = .output(output, displayID: displayID)
        }
    }
}
