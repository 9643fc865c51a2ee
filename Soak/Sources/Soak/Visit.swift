import Foundation
import SandboxCore

/// One session: what is done to it follows from its seed.
final class Visit {
    let name: String
    let target: Target
    let tally: Tally
    var generator: Generator
    /// How often the counting cell ran since the variables were new.
    var counted = 0
    /// The files that the workspace may have.
    var files: Set<String> = []
    var isOver = false
    /// What was done, in order.
    private var acts: [Act] = []

    init(_ target: Target, seed: UInt64, _ tally: Tally) {
        self.target = target
        self.tally = tally
        generator = Generator(seed: seed)
        name = String(seed, radix: 36)
    }

    func run() async throws {
        guard target.kind != .fake else { return try await runFake() }
        try await withPythonSession(on: target.backend(for: name), configuration: configuration) {
            session in
            let length = Int.random(in: 5...30, using: &generator)
            for _ in 0..<length where !isOver {
                let act = Act.random(on: target, &generator)
                acts.append(act)
                await tally.note(act: act.rawValue)
                try await play(act, in: session)
            }
            if !isOver { try await checkFiles(of: session) }
        }
    }

    private var configuration: SessionConfiguration {
        var configuration = SessionConfiguration()
        configuration.limits.memory = .mebibytes(96)
        configuration.limits.cpus = 1
        configuration.output.text = .kibibytes(256)
        configuration.startTimeout = .seconds(20)
        // The machine is busy: what has to hold is that it ends, and how.
        let second = Duration.seconds(1)
        configuration.patience = TeardownPatience(
            interrupt: second / 2,
            agent: second * 10,
            close: second * 10
        )
        return configuration
    }

    /// Runs a cell that has to end in a certain way.
    @discardableResult
    func expect(
        _ what: String,
        _ code: String,
        in session: PythonSession,
        timeout: Duration = .seconds(15),
        states: Set<CellResult.SessionState> = [.kept],
        _ isRight: (CellOutcome) -> Bool
    ) async throws -> CellResult {
        let result = try await session.run(code, CellOptions(timeout: timeout))
        await check(what, result, states: states, isRight)
        return result
    }

    func check(
        _ what: String,
        _ result: CellResult,
        states: Set<CellResult.SessionState>,
        _ isRight: (CellOutcome) -> Bool
    ) async {
        let outcome = "\(result.outcome)".prefix { $0.isLetter }
        await tally.note(outcome: String(outcome), on: target.name)
        if !isRight(result.outcome) || !states.contains(result.session) {
            await complain("\(what) ended as \(result.outcome), the session is \(result.session)")
        }
        switch result.session {
        case .kept: break
        case .restarted: counted = 0
        case .gone: isOver = true
        }
    }

    func complain(_ text: String) async {
        await tally.complain(
            "\(target.name), session \(name): \(text); before: \(acts.suffix(6).map(\.rawValue))"
        )
    }

    /// Uploads leave nothing but files under their names.
    private func checkFiles(of session: PythonSession) async throws {
        let listing = try await session.workspace.list(isRecursive: true)
        let others = listing.entries.map(\.path.description).filter { !files.contains($0) }
        if !others.isEmpty { await complain("these files were never made: \(others)") }
    }
}
