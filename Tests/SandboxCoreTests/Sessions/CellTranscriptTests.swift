import NotebookModel
import Testing

@testable import SandboxCore

@Suite struct CellTranscriptTests {
    private func transcript(_ limits: OutputLimits = OutputLimits()) -> CellTranscript {
        CellTranscript(limits: limits, executionCount: 7)
    }

    @Test func `neighbouring text of a stream is one output`() throws {
        var transcript = transcript()
        for (text, stream) in [
            ("a", StreamName.stdout), ("b", .stdout), ("c", .stderr), ("d", .stdout),
        ] {
            _ = try transcript.append(Array(text.utf8), to: stream)
        }
        #expect(
            transcript.outputs == [
                .stream(.stdout, "ab"), .stream(.stderr, "c"), .stream(.stdout, "d"),
            ]
        )
        #expect(transcript.bytes[.stdout] == Array("abd".utf8))
    }

    @Test func `a character that is cut comes with its last byte`() throws {
        var transcript = transcript()
        let bytes = Array("é".utf8)
        #expect(try transcript.append([bytes[0]], to: .stdout).map { _ in true } == nil)
        guard case .text(.stdout, "é")? = try transcript.append([bytes[1]], to: .stdout) else {
            return #expect(Bool(false))
        }
        #expect(transcript.outputs == [.stream(.stdout, "é")])
    }

    @Test func `text beyond the limit is a violation`() throws {
        var transcript = transcript(OutputLimits(text: ByteCount(bytes: 10)))
        _ = try transcript.append([UInt8](repeating: 65, count: 6), to: .stdout)
        #expect(throws: ProtocolViolation.self) {
            try transcript.append([UInt8](repeating: 65, count: 11), to: .stderr)
        }
    }

    @Test func `a character that the cut would divide may go beyond the limit`() throws {
        // What the agent sends of "a" and many "é" at a limit of 16 bytes: 13 bytes of the head, 4
        // of the tail.
        var transcript = transcript(OutputLimits(text: ByteCount(bytes: 16)))
        _ = try transcript.append(Array("aéééééé".utf8), to: .stdout)
        _ = transcript.drop(24, from: .stdout)
        _ = try transcript.append(Array("éé".utf8), to: .stdout)
        #expect(transcript.bytes[.stdout]?.count == 17)
        #expect(transcript.dropped.standardOutput == 24)
    }

    @Test func `what was dropped leaves a note`() throws {
        var transcript = transcript()
        #expect(transcript.drop(0, from: .stdout).map { _ in true } == nil)
        _ = transcript.drop(5, from: .stderr)
        #expect(transcript.outputs == [.stream(.stderr, "\n[… 5 bytes of stderr dropped …]\n")])
        #expect(transcript.dropped == CellResult.Loss(standardError: 5))
    }

    @Test func `a display takes effect with its last part`() throws {
        let bytes = FakeDisplay.result(.plainText("1")).bytes
        for split in 0...bytes.count {
            var transcript = transcript()
            _ = try transcript.appendDisplay(Array(bytes[..<split]), isLast: false)
            #expect(transcript.outputs.isEmpty)
            _ = try transcript.appendDisplay(Array(bytes[split...]), isLast: true)
            #expect(transcript.outputs == [.executeResult(.plainText("1"), executionCount: 7)])
        }
    }

    @Test func `an update keeps what kind of output it was`() throws {
        var transcript = transcript()
        let display = #"{"type":"execute_result","data":{"text/plain":"1"},"display_id":"a"}"#
        _ = try transcript.appendDisplay(Array(display.utf8), isLast: true)
        let update = FakeDisplay.update(id: "a", .plainText("2")).bytes
        _ = try transcript.appendDisplay(update, isLast: true)
        #expect(transcript.outputs == [.executeResult(.plainText("2"), executionCount: 7)])
    }

    @Test func `clearing can wait for the next output`() throws {
        var transcript = transcript()
        _ = try transcript.append([65], to: .stdout)
        _ = try transcript.appendDisplay(FakeDisplay.clear(wait: true).bytes, isLast: true)
        #expect(transcript.outputs == [.stream(.stdout, "A")])
        _ = try transcript.append([66], to: .stdout)
        #expect(transcript.outputs == [.stream(.stdout, "B")])
        _ = try transcript.appendDisplay(FakeDisplay.clear(wait: false).bytes, isLast: true)
        #expect(transcript.outputs.isEmpty)
    }

    @Test(arguments: ["", "[]", "{}", #"{"type":"other"}"#, #"{"type":"update_display_data"}"#])
    func `a display that is none is dropped and counted`(json: String) throws {
        var transcript = transcript()
        let event = try transcript.appendDisplay(Array(json.utf8), isLast: true)
        #expect(event == nil)
        #expect(transcript.dropped.displays == 1)
        #expect(transcript.outputs.isEmpty)
    }

    @Test func `displays beyond their size are a violation`() {
        var transcript = transcript(OutputLimits(displayBytes: ByteCount(bytes: 10)))
        #expect(throws: ProtocolViolation.self) {
            try transcript.appendDisplay([UInt8](repeating: 65, count: 11), isLast: false)
        }
    }

    @Test func `a character that never ends is replaced at the end`() throws {
        var transcript = transcript()
        _ = try transcript.append([0xE2, 0x82], to: .stdout)
        guard case .text(.stdout, "\u{FFFD}")? = transcript.finishText().first else {
            return #expect(Bool(false))
        }
        #expect(transcript.outputs == [.stream(.stdout, "\u{FFFD}")])
    }
}
