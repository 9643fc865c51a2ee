import SandboxCore
let code = CommandLine.arguments.dropFirst().joined(separator: "\n")
do {
    try await withPythonSession(on: .bubblewrap()) { session in
        let r = try await session.run(code)
        print(r)
        print(await session.pythonVersion)
        let c = ContinuousClock()
        let n = 2000
        let t = try await c.measure { for _ in 0..<n { _ = try await session.run("1") } }
        print("round trip", t / n)
    }
} catch { print("ERR", error) }
