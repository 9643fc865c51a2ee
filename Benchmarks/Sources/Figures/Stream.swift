import Foundation

/// As many bytes as fit through the standard input or output of a container, and nothing else: the
/// time from the first byte to the last.
enum Stream {
    static func into(_ command: [String], _ bytes: [UInt8]) throws -> Double {
        let program = """
            import os
            os.write(1, b'r')
            left = \(bytes.count)
            while left: left -= len(os.read(0, 65536))
            os.write(1, b'd')
            """
        return try exchange(command, program) { input, output in
            bytes.withUnsafeBytes { buffer in
                var rest = buffer[...]
                while !rest.isEmpty {
                    let count = write(
                        input,
                        UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                        min(rest.count, 1 << 16)
                    )
                    precondition(count > 0)
                    rest = rest.dropFirst(count)
                }
            }
            var done: UInt8 = 0
            precondition(read(output, &done, 1) == 1)
        }
    }

    static func outOf(_ command: [String], _ count: Int) throws -> Double {
        let program = """
            import os
            os.write(1, b'r')
            os.read(0, 1)
            piece = bytes(65536)
            left = \(count)
            while left: left -= os.write(1, piece[:left])
            """
        return try exchange(command, program) { input, output in
            var go: UInt8 = 1
            precondition(write(input, &go, 1) == 1)
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            var left = count
            while left > 0 {
                let size = read(output, &buffer, buffer.count)
                precondition(size > 0)
                left -= size
            }
        }
    }

    private static func exchange(
        _ command: [String],
        _ program: String,
        _ body: (Int32, Int32) -> Void
    ) throws -> Double {
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command + ["python3", "-c", program]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var ready: UInt8 = 0
        precondition(read(output.fileHandleForReading.fileDescriptor, &ready, 1) == 1)
        let clock = ContinuousClock()
        let time = clock.measure {
            body(
                input.fileHandleForWriting.fileDescriptor,
                output.fileHandleForReading.fileDescriptor
            )
        }
        try input.fileHandleForWriting.close()
        // The engine removes the container meanwhile, which would disturb what is measured next.
        process.waitForEnd()
        return time.milliseconds
    }
}
