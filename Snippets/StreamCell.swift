import SandboxCore

try await withPythonSession(on: .bubblewrap()) { session in
    let code = "import time\nfor step in range(3):\n    print(step)\n    time.sleep(0.1)"
    for try await event in try await session.stream(code) {
        switch event {
        case .text(_, let text): print("wrote:", text, terminator: "")
        case .finished(let result): print("ended:", result.outcome)
        default: break
        }
    }
}
