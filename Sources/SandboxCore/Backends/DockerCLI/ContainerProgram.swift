internal import NotebookModel
internal import SandboxHost

/// The command line of an engine: docker, podman or nerdctl.
///
/// Contexts, `DOCKER_HOST` and all else that leads to the engine are the program's own business: it
/// gets this program's environment.
struct ContainerProgram: Sendable {
    /// Its name or path.
    let name: String
    /// Variables on top of this program's.
    let environment: [String: String]

    /// What tells it from command lines that go to another engine.
    var place: String {
        ([name] + environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
            .joined(separator: " ")
    }

    /// A command of it.
    ///
    /// - Throws: ``SandboxError`` with ``SandboxError/Fault/notInstalled``, or
    ///   ``SandboxError/Fault/permissionDenied`` for a file that can't be run.
    func command(_ arguments: [String]) throws -> ProcessCommand {
        let path = name.contains("/") ? name : HostProgram.find(name)
        if let path, HostFile.canonical(path) != nil, !HostFile.isExecutable(path) {
            throw SandboxError(
                .backendUnavailable,
                "'\(path.escapingControls)' can't be run: give a program that this user may run",
                fault: .permissionDenied
            )
        }
        guard let path, HostFile.isExecutable(path) else {
            throw SandboxError(
                .backendUnavailable,
                "'\(name.escapingControls)' is not installed: install it (apt-get install docker.io)",
                fault: .notInstalled
            )
        }
        let inherited = HostIdentity.environment.filter { entry in
            !environment.keys.contains { entry.hasPrefix($0 + "=") }
        }
        return ProcessCommand(
            path,
            arguments,
            environment: inherited + environment.map { "\($0.key)=\($0.value)" }
        )
    }

    /// Runs a command to its end and gives what it printed.
    ///
    /// - Throws: ``SandboxError``, if it fails too.
    func output(
        of arguments: [String],
        about image: String? = nil,
        patience: Duration = .seconds(30)
    ) async throws -> String {
        let result = try await run(arguments, patience: patience)
        guard result.termination == .exited(0) else {
            throw failure(of: arguments, result.termination, said: result.errorText, about: image)
        }
        return String(decoding: result.output, as: UTF8.self).trimmingNewlines
    }

    /// Runs a command about containers; that some of them are gone, or about to go, is fine.
    ///
    /// - Throws: ``SandboxError``, if it fails for another reason.
    func output(
        of arguments: [String],
        aboutContainers names: [String]
    ) async throws -> String {
        let result = try await run(arguments + names)
        let said = result.errorText
        guard
            result.termination == .exited(0)
                || EngineComplaint(text: said, image: nil).isOfGoneContainers
        else { throw failure(of: arguments, result.termination, said: said) }
        return String(decoding: result.output, as: UTF8.self).trimmingNewlines
    }

    func run(_ arguments: [String], patience: Duration = .seconds(30)) async throws -> ProcessOutput
    {
        let command = try command(arguments)
        do {
            return try await ProcessOutput.of(command, limit: 4 << 20, patience: patience)
        } catch {
            throw failure(toRun: command, error)
        }
    }

    /// Starts a command.
    ///
    /// - Throws: ``SandboxError``.
    func launch(_ command: ProcessCommand) async throws -> HostProcess {
        do {
            return try await HostProcess.launch(command)
        } catch {
            throw failure(toRun: command, error)
        }
    }

    /// What the engine says of itself.
    func facts(patience: Duration = .seconds(30)) async throws -> EngineFacts {
        let text = try await output(of: ["info", "--format", "{{json .}}"], patience: patience)
        guard let value = try? JSONValue(parsing: Array(text.utf8)) else {
            throw SandboxError(
                .backendUnavailable,
                "'\(name.escapingControls) info' printed no JSON: \(Self.remedy), Docker 20.10 or "
                    + "Podman 4 or later"
            )
        }
        if let errors = value["ServerErrors"]?.arrayValue, !errors.isEmpty {
            let said = errors.compactMap(\.stringValue).joined(separator: "; ")
            throw EngineComplaint(text: said, image: nil).error(otherwise: .backendUnavailable)
        }
        return EngineFacts(value)
    }
}

extension ProcessOutput {
    var errorText: String { String(decoding: errorTail, as: UTF8.self).trimmingNewlines }
}
