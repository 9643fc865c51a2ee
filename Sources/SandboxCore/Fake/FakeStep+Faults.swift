extension FakeStep {
    /// Ends the sandbox in the middle of the cell; the diagnostics are its last words.
    public static func loseSandbox(diagnostics: String = "") -> FakeStep {
        FakeStep(.loseSandbox(diagnostics: diagnostics))
    }

    /// Sends bytes to the host as they are, between two frames of the protocol.
    public static func send(raw bytes: [UInt8]) -> FakeStep { FakeStep(.raw(bytes)) }

    /// Announces a frame that is longer than the protocol allows.
    public static let sendOversizedFrame: FakeStep = {
        var bytes = [FrameKind.standardOutput.rawValue, 0, 0, 0, 1]
        bytes.appendBigEndian(UInt32.max)
        return FakeStep(.raw(bytes))
    }()

    /// Reports the good end of a cell by its number, which may be another one than this.
    public static func forgeEnd(ofCell number: Int) -> FakeStep {
        let payload = Array(#"{"outcome":"ok","state":"kept","cpuTime":0}"#.utf8)
        return FakeStep(
            .raw(Frame(.finished, id: UInt32(truncatingIfNeeded: number), payload: payload).encoded)
        )
    }
}
