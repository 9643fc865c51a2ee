import SandboxCore

/// The first backend that has the runtime, or an error that says what would help.
func backend(for runtime: Runtime) async throws -> any SandboxBackend {
    var obstacles: [String] = []
    for backend: any SandboxBackend in [.dockerEngine(), .bubblewrap()] {
        switch await backend.probe(runtime) {
        case .available: return backend
        case .unavailable(let reason, let remedy):
            obstacles.append("\(backend.name): \(reason). What helps: \(remedy)")
        }
    }
    throw SandboxError(.backendUnavailable, obstacles.joined(separator: "\n"))
}

let chosen = try await backend(for: .python)
print(chosen.name, await chosen.capabilities().memory)
