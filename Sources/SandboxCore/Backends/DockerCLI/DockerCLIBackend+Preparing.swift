internal import SandboxHost

extension DockerCLIBackend: RuntimePreparing {
    /// Pulls or builds the runtime's image, unless the engine has it.
    public func prepare(
        _ runtime: Runtime,
        report: @escaping @Sendable (PreparationStep) -> Void
    ) async throws {
        let entry = catalog[runtime]
        do {
            _ = try await image(entry.image)
            report(.present(image: entry.image))
            return
        } catch let error as SandboxError where error.fault == .imageMissing {}
        let arguments: [String]
        if let recipe = entry.recipe {
            report(.building(image: entry.image))
            arguments = recipe.buildArguments(for: entry.image, by: program)
        } else {
            report(.pulling(image: entry.image))
            arguments = ["pull", entry.image]
        }
        let context = try entry.recipe.map { try TarArchive($0.files).bytes } ?? []
        try await follow(arguments, input: context, about: entry.image) { report(.progress($0)) }
        _ = try await image(entry.image)
        report(.ready(image: entry.image))
    }

    /// Runs a command to its end and tells the lines that it prints.
    private func follow(
        _ arguments: [String],
        input: [UInt8],
        about image: String,
        _ report: (String) -> Void
    ) async throws {
        var command = try program.command(arguments)
        command.mergesErrors = true
        let process = try await program.launch(command)
        let writer = Task {
            try? await process.stream.send(input)
            process.stream.closeInput()
        }
        let closer = process.closeAfterEnd()
        defer { closer.cancel() }
        var lines = ProgressLines()
        var last: [String] = []
        func tell(_ said: [String]) {
            for line in said { report(line) }
            last = (last + said).suffix(5)
        }
        do {
            while let chunk = try await process.stream.receive() { tell(lines.feed(chunk)) }
            tell(lines.finish())
        } catch {
            process.signal(9)
            _ = await process.end(after: .seconds(1))
            await writer.value
            throw error
        }
        let ended = await process.end(after: .seconds(30))
        await writer.value
        guard ended == .exited(0) else {
            throw program.failure(
                of: arguments,
                ended,
                said: last.joined(separator: "\n"),
                about: image,
                otherwise: .runtimeUnavailable
            )
        }
    }
}

extension ImageRecipe {
    /// The arguments of `docker build`, which takes the context from its standard input.
    ///
    /// Docker's own builder leaves the container of a step that fails, unless it is told not to;
    /// nerdctl's has no containers, and doesn't know of that.
    func buildArguments(for reference: String, by program: ContainerProgram) -> [String] {
        var list = ["build", "--tag", reference, "--file", dockerfile]
        if !program.name.hasSuffix("nerdctl") { list.append("--force-rm") }
        for (name, value) in arguments.sorted(by: { $0.key < $1.key }) {
            list += ["--build-arg", "\(name)=\(value)"]
        }
        if let network { list += ["--network", network] }
        return list + ["-"]
    }
}
