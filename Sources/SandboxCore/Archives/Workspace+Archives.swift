internal import NotebookModel

extension Workspace {
    /// Makes a tar archive of a directory, or with nil of the whole workspace.
    ///
    /// ```swift
    /// for try await bytes in try await session.workspace.archive() { … }
    /// ```
    ///
    /// - Parameters:
    ///   - directory: The directory; paths in the archive are relative to it.
    ///   - limit: The most that the files may have together. Default 1 GiB.
    /// - Returns: The archive's bytes, made as they are read.
    /// - Throws: ``SandboxError``: there is no such directory, it has more than 10,000 entries, or
    ///   its files are larger than the limit.
    public func archive(
        _ directory: String? = nil,
        limit: ByteCount = .gibibytes(1)
    ) async throws -> WorkspaceArchive {
        let listing = try await list(directory, isRecursive: true)
        let name = directory.map { "the directory '\($0.escapingControls)'" } ?? "the workspace"
        guard !listing.isTruncated else {
            throw SandboxError(
                .quotaExceeded,
                "\(name) has more entries than an archive may have: take its parts"
            )
        }
        var size = 0
        for entry in listing.entries where entry.kind == .file {
            size = size.addingReportingOverflow(entry.size.bytes).partialValue
            guard size >= 0, size <= limit.bytes else {
                throw SandboxError(
                    .quotaExceeded,
                    "the files of \(name) have more than \(limit) together: raise the limit, or "
                        + "take parts"
                )
            }
        }
        let isKept = { (entry: WorkspaceEntry) in entry.kind == .file || entry.kind == .directory }
        return WorkspaceArchive(
            skipped: listing.entries.filter { !isKept($0) },
            workspace: self,
            entries: listing.entries.filter(isKept),
            depth: try directory.map { try WorkspacePath($0).components.count } ?? 0,
            limit: limit
        )
    }

    /// Unpacks an archive of the workspace into a new directory: zip, or tar, plain or packed by
    /// gzip, bzip2 or xz.
    ///
    /// It happens in the sandbox, by the worker and within all limits, in the session's turn as a
    /// cell does. What is unpacked counts as uploaded: the quota ends it at the byte, file or entry
    /// too much. Links, devices and sparse files are left out; a path that leads elsewhere refuses
    /// the archive. If anything fails nothing is left of it.
    ///
    /// - Parameters:
    ///   - archive: The archive's path.
    ///   - directory: The directory's path; nothing may be there.
    ///   - timeout: The longest time; nil is none. Default 60 s.
    /// - Returns: What was unpacked, as the worker says.
    /// - Throws: ``SandboxError``: ``SandboxError/Code/quotaExceeded``,
    ///   ``SandboxError/Code/rejected`` for a path, ``SandboxError/Code/transferFailed`` for what is
    ///   no archive, ``SandboxError/Code/fileExists``, ``SandboxError/Code/unanswered`` when the time
    ///   is over.
    public func extract(
        _ archive: String,
        into directory: String,
        timeout: Duration? = .seconds(60)
    ) async throws -> ExtractionReport {
        let archive = try WorkspacePath(archive)
        let directory = try WorkspacePath(directory)
        return try await session.extractInTurn {
            try await unpack(archive, into: directory, timeout: timeout)
        }
    }

    private func unpack(
        _ archive: WorkspacePath,
        into directory: WorkspacePath,
        timeout: Duration?
    ) async throws -> ExtractionReport {
        let quota = await session.ledger.left
        let call = AgentCall.extract(
            archive,
            into: directory,
            bytes: max(0, quota.bytes),
            single: await session.ledger.quota.single.bytes,
            files: max(0, quota.files)
        )
        let answer = try await session.answer(to: call, timeout: timeout) {
            reader throws(ProtocolViolation) in
            if let error = try reader.optionalObject("error") {
                return ExtractionReport.Answer.refused(
                    SandboxError(
                        agentCode: try error.text("code"),
                        try error.text("message"),
                        about: archive
                    )
                )
            }
            return .unpacked(try ExtractionReport(reader))
        }
        switch answer {
        case .refused(let error): throw error
        case .unpacked(let report):
            try await session.noteExtraction(report, into: directory)
            return report
        }
    }
}

extension PythonSession {
    /// One extraction after the other: each may have what the quota has left.
    fileprivate func extractInTurn(
        _ body: @escaping @Sendable () async throws -> ExtractionReport
    ) async throws -> ExtractionReport {
        let earlier = extraction
        let own = Task {
            await earlier?.value
            try Task.checkCancellation()
            return try await body()
        }
        extraction = Task { _ = try? await own.value }
        return try await withTaskCancellationHandler {
            try await own.value
        } onCancel: {
            own.cancel()
        }
    }

    fileprivate func noteExtraction(
        _ report: ExtractionReport,
        into directory: WorkspacePath
    ) async throws {
        let left = ledger.left
        guard report.size.bytes <= left.bytes, report.files <= left.files else {
            _ = try await request(.remove(directory, isRecursive: true))
            throw SandboxError(
                .quotaExceeded,
                "'\(directory)' in the workspace: uploads that came meanwhile leave it no room"
            )
        }
        ledger.note(report.size.bytes, files: report.files, for: directory)
        log.note(.uploaded(directory, report.size))
    }
}
