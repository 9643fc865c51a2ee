// Compiled by Scripts/fuzz against the modules NotebookModel and SandboxCore, whose internals it looks at.

import NotebookModel

@testable import SandboxCore

/// One input of libFuzzer: as the stream that comes out of a sandbox, and as parts of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrames(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    let stream = requireEqual(bytes, "a stream of frames", decode)
    checkFraming(of: bytes, stream)
    checkMeaning(of: stream.frames)
    // Most bytes are no frames: payloads are tried as such, too.
    for kind in [FrameKind.ready, .inputRequest, .finished, .reply, .notice, .gap, .displayEnd] {
        checkMeaning(of: [Frame(kind, id: 1, payload: bytes)])
    }
    if let value = try? JSONParser(maximumDepth: 64).parse(bytes) { checkAnswers(in: value) }
    checkText(bytes)
    return 0
}

private struct DecodedStream: Equatable {
    var frames: [Frame] = []
    var violation: ProtocolViolation?
}

private func decode(_ pieces: [[UInt8]]) -> DecodedStream {
    var decoder = FrameDecoder()
    var stream = DecodedStream()
    do throws(ProtocolViolation) {
        for piece in pieces {
            decoder.append(piece)
            while let frame = try decoder.next() { stream.frames.append(frame) }
        }
    } catch {
        stream.violation = error
    }
    return stream
}

/// Frames written again are the bytes that were read; what is kept for later is less than one frame may have.
private func checkFraming(of bytes: [UInt8], _ stream: DecodedStream) {
    let written = stream.frames.flatMap(\.encoded)
    precondition(bytes.starts(with: written), "frames that are not those of the stream")
    guard stream.violation == nil else { return }
    let rest = bytes[written.count...]
    guard let first = rest.first else { return }
    guard rest.count >= Frame.headerBytes else { return }
    let kind = FrameKind(rawValue: first)
    precondition(kind?.isFromAgent == true, "a frame of an unknown kind is waited for")
    let limit = Frame.headerBytes + (kind?.payloadLimit ?? 0)
    precondition(rest.count < limit, "more is kept than a frame may have")
}

/// What a session makes of the frames of a cell.
private func checkMeaning(of frames: [Frame]) {
    let limits = OutputLimits(text: ByteCount(bytes: 256), displays: 2, displayBytes: .kibibytes(4))
    var transcript = CellTranscript(limits: limits, executionCount: 1)
    do throws(ProtocolViolation) {
        for frame in frames {
            switch try AgentEvent(frame) {
            case .text(_, let stream, let bytes): _ = try transcript.append(bytes, to: stream)
            case .displayPart(_, let bytes, let isLast):
                _ = try transcript.appendDisplay(bytes, isLast: isLast)
            case .gap(_, let stream, let bytes): _ = transcript.drop(bytes, from: stream)
            case .finished(_, let report): check(report)
            case .reply(_, let value), .end(_, let value): checkAnswers(in: value)
            case .ready, .started, .sign, .inputRequest, .data, .pong, .notice: break
            }
        }
    } catch {}
    let text = transcript.bytes.values.reduce(0) { $0 + $1.count }
    precondition(text <= 256 + 6, "more text than the limit")
    let displays = transcript.outputs.count { $0.data != nil }
    precondition(displays <= 2, "more displays than the limit")
    precondition(transcript.displayIDs.keys.allSatisfy { transcript.outputs[$0].data != nil })
    _ = transcript.finishText()
}

private func check(_ report: FinishedCell) {
    guard let exception = report.outcome.exception else { return }
    for line in exception.ansiTraceback {
        // The only escapes are the painter's own.
        for part in line.split(separator: "\u{1B}", omittingEmptySubsequences: false).dropFirst() {
            let isColour = ["[35m", "[1;35m", "[31m", "[1;31m", "[0m"].contains(
                where: part.hasPrefix
            )
            precondition(isColour, "an escape of the sandbox's in a coloured traceback")
        }
        let controls = line.unicodeScalars.filter {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value)
        }
        precondition(
            controls.allSatisfy { "\u{1B}\t".unicodeScalars.contains($0) },
            "a control character"
        )
    }
}

/// An answer that is accepted means the same when it is written again.
private func checkAnswers(in value: JSONValue) {
    _ = SandboxUsage(agentReading: value)
    let listing = WorkspaceListing(value)
    for entry in listing.entries {
        let name = entry.path.description
        precondition(
            !name.hasPrefix("/") && !name.split(separator: "/").contains(".."),
            "a path that leads out"
        )
    }
    guard let reader = try? AnswerReader(value) else { return }
    if let list = try? VariableList(reader, limit: 100) {
        let again = try? VariableList(AnswerReader(list.json), limit: 100)
        precondition(again == list, "a list of variables changed")
    }
    if let analysis = try? CellAnalysis(reader) {
        let again = try? CellAnalysis(AnswerReader(analysis.json))
        precondition(again == analysis, "an analysis changed")
    }
}

private let redactor = SecretRedactor([Secret("hunter2"), Secret("aaabaaac"), Secret("pässword")])

/// Text in pieces is the text: no character is lost, and no secret is shown.
private func checkText(_ bytes: [UInt8]) {
    let text = requireEqual(bytes, "text") { pieces in
        var decoder = UTF8Reassembler()
        return pieces.map { decoder.decode($0) }.joined() + decoder.finish()
    }
    precondition(
        text == String(decoding: bytes, as: UTF8.self),
        "text that is not that of the bytes"
    )
    let shown = requireEqual(bytes, "what is shown of a text with secrets") { pieces in
        var stream = StreamRedactor(redactor.matcher)
        return pieces.flatMap { stream.take($0) } + stream.flush()
    }
    precondition(!shown.contains(Array("hunter2".utf8)), "a secret is shown")
}

extension [UInt8] {
    fileprivate func contains(_ needle: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: needle) }
    }
}
