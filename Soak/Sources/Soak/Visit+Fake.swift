import SandboxCore

/// Sandboxes that send what no agent sends, which no real one does on demand.
extension Visit {
    func runFake() async throws {
        let noise = generator.bytes(Int.random(in: 1...300, using: &generator))
        // The start of a frame whose rest is what comes next.
        let part = [0x83, 0, 0, 0, 1, 0, 0] + generator.bytes(2)
        let backend = FakeBackend {
            $0.on("noise", .send(raw: noise), .print("after"))
            $0.on("part", .send(raw: part), .print("after"), .hang())
            $0.on("long", .sendOversizedFrame)
            $0.on("forged", .forgeEnd(ofCell: 1000))
            $0.on("lost", .print("before"), .loseSandbox(diagnostics: "\u{1B}[31mgone"))
            $0.on("fine", .print("fine"))
        }
        try await withPythonSession(on: backend) { session in
            for _ in 0..<5 {
                try await expect("a fake cell", "fine", in: session) { $0.isOK }
            }
            let code =
                ["noise", "part", "long", "forged", "lost"].randomElement(using: &generator)
                ?? "noise"
            await tally.note(act: "hostile bytes: \(code)")
            let result = try await session.run(code, CellOptions(timeout: .seconds(30)))
            // Bytes may happen to be frames: then the cell goes on, or waits for the rest.
            let mayLive = ["noise", "part"].contains(code)
            await check(code, result, states: mayLive ? [.kept, .restarted, .gone] : [.gone]) {
                outcome in
                if case .sessionLost = outcome {
                    true
                } else {
                    mayLive && (outcome.isOK || outcome == .timedOut)
                }
            }
        }
        // One after the other would take a processor from the real ones.
        try await Task.sleep(for: .milliseconds(100))
    }
}
