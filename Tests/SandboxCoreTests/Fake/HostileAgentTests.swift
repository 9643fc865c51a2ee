import NotebookModel
import SandboxCore
import Testing

/// An agent that was taken over, and says what no agent says: the session is lost with a reason, its
/// sandbox is ended, and the host takes no harm.
@Suite(.timeLimit(.minutes(1)))
struct HostileAgentTests {
    private static func frame(_ kind: UInt8, _ id: UInt8 = 1, _ payload: String = "") -> [UInt8] {
        header(kind, id, payload.utf8.count) + Array(payload.utf8)
    }

    private static func header(_ kind: UInt8, _ id: UInt8, _ length: Int) -> [UInt8] {
        let bytes = (0..<4).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
        return [kind, 0, 0, 0, id] + bytes
    }

    /// The outcome of a cell during which the agent sends these bytes.
    private static func outcome(
        of bytes: [UInt8],
        _ configuration: SessionConfiguration = SessionConfiguration()
    ) async throws -> (CellResult, FakeBackend) {
        let backend = FakeBackend {
            $0.on("cell", .print("so far"), .send(raw: bytes), .takes(.seconds(1)))
        }
        let result = try await withPythonSession(on: backend, configuration: configuration) {
            try await $0.run("cell")
        }
        return (result, backend)
    }

    private static func expectLoss(_ bytes: [UInt8], _ what: String) async throws {
        let (result, backend) = try await outcome(of: bytes)
        guard case .sessionLost(let reason) = result.outcome else {
            Issue.record("\(what): \(result.outcome)")
            return
        }
        #expect(reason.contains("no agent sends"), "\(what)")
        #expect(result.session == .gone, "\(what)")
        #expect(result.text == "so far", "\(what)")
        #expect(backend.recorded.endedSandboxes == 1, "\(what)")
    }

    @Test func `unknown kinds, and those of the host`() async throws {
        for kind in UInt8.min...UInt8.max where !(0x81...0x8F).contains(kind) {
            try await Self.expectLoss(Self.frame(kind), "kind \(kind)")
        }
    }

    @Test func `lengths that no frame has`() async throws {
        for kind in UInt8(0x81)...0x8E {
            for length in [(4 << 20) + 1, 1 << 31, Int(UInt32.max)] {
                try await Self.expectLoss(Self.header(kind, 1, length), "\(length) of kind \(kind)")
            }
        }
        for kind: UInt8 in [0x83, 0x84, 0x85, 0x86, 0x8A] {
            try await Self.expectLoss(Self.header(kind, 1, (64 << 10) + 1), "kind \(kind)")
        }
    }

    /// Payloads that are none of the protocol's, for every kind that has JSON.
    static let payloads = [
        "", "[]", "null", "{", "{} {}", #"{"a": NaN}"#, "x",
        String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 1000),
        "[" + String(repeating: "0,", count: 250_000) + "0]",
    ]

    @Test(arguments: payloads.indices)
    func `payloads that are no JSON object`(index: Int) async throws {
        for kind: UInt8 in [0x81, 0x87, 0x88, 0x8D, 0x8E, 0x89, 0x8B] {
            let payload = Self.payloads[index]
            try await Self.expectLoss(
                Self.frame(kind, 1, payload),
                "\(payload.prefix(20)) in \(kind)"
            )
        }
    }

    /// Well-formed frames that can't be due in the middle of the first cell.
    static let forged: [(kind: UInt8, id: UInt8, payload: String)] = [
        (0x81, 0, #"{"nonce": "0", "python": "3.12.0", "pid1": true, "protocol": 1}"#),
        (0x82, 1, ""),
        (0x87, 2, #"{"request": 1, "prompt": "", "password": false}"#),
        (0x87, 1, #"{"request": -1, "prompt": "", "password": false}"#),
        (0x87, 1, #"{"request": 1, "prompt": 5, "password": false}"#),
        (0x88, 2, #"{"outcome": "ok", "state": "kept", "cpuTime": 0}"#),
        (0x88, 0, #"{"outcome": "ok", "state": "kept", "cpuTime": 0}"#),
        (0x88, 1, #"{"outcome": "fine", "state": "kept", "cpuTime": 0}"#),
        (0x88, 1, #"{"outcome": "ok", "state": "lent", "cpuTime": 0}"#),
        (0x88, 1, #"{"outcome": "ok", "state": "kept", "cpuTime": -1}"#),
        (0x88, 1, #"{"outcome": "ok", "state": "kept", "cpuTime": 1e300}"#),
        (0x88, 1, #"{"outcome": "exited", "status": 256, "state": "kept", "cpuTime": 0}"#),
        (0x88, 1, #"{"outcome": "killed", "signal": 0, "state": "restarted", "cpuTime": 0}"#),
        (0x88, 1, #"{"outcome": "raised", "state": "kept", "cpuTime": 0}"#),
        (0x88, 1, #"{"outcome": "raised", "error": {"name": 1}, "state": "kept", "cpuTime": 0}"#),
        (0x88, 1, #"{"outcome": "sessionLost", "reason": "x", "state": "kept", "cpuTime": 0}"#),
        (0x88, 1, #"{"outcome": "outOfMemory", "state": "kept", "cpuTime": 0}"#),
        (0x8E, 1, #"{"stream": "stdin", "bytes": 1}"#),
        (0x8E, 1, #"{"stream": "stdout", "bytes": -1}"#),
        (0x8E, 1, #"{"stream": "stdout", "bytes": 9223372036854775807}"#),
    ]

    @Test func `frames that are not due, and values that can't be`() async throws {
        for forged in Self.forged {
            let bytes = Self.frame(forged.kind, forged.id, forged.payload)
            try await Self.expectLoss(bytes, "\(forged)")
        }
    }

    @Test func `counts add up to no overflow`() async throws {
        let most = 1 << 56
        let gap = Self.frame(0x8E, 1, #"{"stream": "stdout", "bytes": \#(most)}"#)
        let display = Self.frame(0x86, 1, "no JSON")
        let end = Self.frame(
            0x88,
            1,
            #"{"outcome": "ok", "state": "kept", "cpuTime": 0, "displaysDropped": \#(most), "children": \#(most), "peakMemory": \#(most)}"#
        )
        let (result, _) = try await Self.outcome(of: gap + gap + gap + display + end)
        #expect(result.outcome == .ok)
        #expect(result.dropped.standardOutput == 3 * most)
        #expect(result.dropped.displays == most + 1)
    }

    /// Frames that cost the host something each time are few by the rules, or it would fill up.
    static let floods: [(what: String, frame: [UInt8])] = [
        ("starts", frame(0x82)), ("gaps", frame(0x8E, 1, #"{"stream": "stdout", "bytes": 1}"#)),
        ("clearings", frame(0x86, 1, #"{"type": "clear_output"}"#)),
        (
            "updates",
            frame(0x86, 1, #"{"type": "update_display_data", "display_id": "a", "data": {}}"#)
        ), ("displays", frame(0x86, 1, #"{"type": "display_data", "data": {}}"#)),
        ("bytes", frame(0x83, 1, "x")),
    ]

    @Test(arguments: floods.indices)
    func `tiny frames without end are too many`(index: Int) async throws {
        // With the limits' own sizes it would be the same, and take long without optimization.
        var configuration = SessionConfiguration()
        configuration.output = OutputLimits(text: .kibibytes(4), displayBytes: .kibibytes(256))
        let many = Array(repeatElement(Self.floods[index].frame, count: 10_000).joined())
        let (result, backend) = try await Self.outcome(of: many, configuration)
        guard case .sessionLost = result.outcome else {
            Issue.record("\(Self.floods[index].what): \(result.outcome)")
            return
        }
        #expect(result.outputs.count <= 21)
        #expect(result.standardOutput.count <= 4 << 10 + 6)
        #expect(backend.recorded.endedSandboxes == 1)
    }

    @Test func `tiny frames that mean nothing leave nothing behind`() async throws {
        for frame in [
            Self.frame(0x8C), Self.frame(0x83), Self.frame(0x85), Self.frame(0x8A, 9, "x"),
            Self.frame(0x89, 9, "{}"), Self.frame(0x8B, 9, "{}"), Self.frame(0x82, 9),
            Self.frame(0x83, 9, "x"),
        ] {
            let many = Array(repeatElement(frame, count: 5000).joined())
            let backend = FakeBackend { $0.on("cell", .send(raw: many), .print("on")) }
            try await withPythonSession(on: backend) { session in
                var events = 0
                for try await _ in try await session.stream("cell") { events += 1 }
                #expect(events == 3, "start, text and end: \(frame)")
            }
        }
    }

    @Test func `names of the host's types and steering characters are text`() async throws {
        let name = #"Foundation.NSException\u0000%n\u001b[2J<script>"#
        let end = Self.frame(
            0x88,
            1,
            #"{"outcome": "raised", "error": {"name": "\#(name)", "value": "../../etc/passwd", "traceback": ["\#(name)"], "frames": [{"file": "/etc/passwd", "line": 99999999999999999999, "function": "$(id)"}]}, "state": "kept", "cpuTime": 0}"#
        )
        let (result, _) = try await Self.outcome(of: end)
        let exception = try #require(result.outcome.exception)
        #expect(exception.name == "Foundation.NSException\0%n\u{1B}[2J<script>")
        #expect(exception.frames.first?.file == "/etc/passwd")
        #expect(exception.frames.first?.line == 0)
        #expect(!exception.ansiTraceback.joined().contains("\u{1B}[2J"))
    }
}
