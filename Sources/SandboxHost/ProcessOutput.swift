#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What a short program printed and how it ended.
package struct ProcessOutput: Sendable {
    package let output: [UInt8]
    package let errorTail: [UInt8]
    package let termination: ProcessTermination

    /// Runs a program to its end.
    ///
    /// - Throws: `SystemError`: it could not be started, printed more than `limit` bytes (`EFBIG`)
    ///   or took longer than `patience` (`ETIMEDOUT`); or `CancellationError`. It is killed then.
    package static func of(
        _ command: ProcessCommand,
        input: [UInt8] = [],
        limit: Int = 1 << 20,
        patience: Duration = .seconds(30)
    ) async throws -> ProcessOutput {
        let process = try await HostProcess.launch(command)
        let output = try await withTaskCancellationHandler {
            try await collect(process, command, input, limit: limit, patience: patience)
        } onCancel: {
            process.signal(SIGKILL)
        }
        try Task.checkCancellation()
        return output
    }

    private static func collect(
        _ process: HostProcess,
        _ command: ProcessCommand,
        _ input: [UInt8],
        limit: Int,
        patience: Duration
    ) async throws -> ProcessOutput {
        let watchdog = Task {
            try await Reactor.shared.sleep(for: patience)
            process.signal(SIGKILL)
            return true
        }
        let closer = process.closeAfterEnd()
        defer { closer.cancel() }
        var output: [UInt8] = []
        var failure: SystemError?
        let writer = Task {
            try? await process.stream.send(input)
            process.stream.closeInput()
        }
        while failure == nil, let chunk = try? await process.stream.receive() {
            output += chunk
            if output.count > limit {
                failure = SystemError(code: EFBIG, operation: "read all that it printed")
                process.signal(SIGKILL)
            }
        }
        let termination = await process.end(after: patience)
        await writer.value
        watchdog.cancel()
        if (try? await watchdog.value) == true {
            failure = SystemError(code: ETIMEDOUT, operation: "wait for \(command.executable)")
        }
        if let failure { throw failure }
        return ProcessOutput(
            output: output,
            errorTail: process.errorTail,
            termination: termination
        )
    }
}
