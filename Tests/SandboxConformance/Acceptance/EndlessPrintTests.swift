import Foundation
import SandboxCore
import Testing

/// A cell that prints for ever fills neither the result nor the host: head and tail are kept, the rest
/// is counted to the byte, and the code never waits for anybody to read.
@Suite(.timeLimit(.minutes(2)))
struct EndlessPrintTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `what is kept and what is counted as dropped is all that was written`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let code = "i = 0\nwhile True:\n    print(f'{i:09}')\n    i += 1"
            var result = try await session.run(code, CellOptions(timeout: .seconds(1)))
            if result.dropped.isNone {  // on a busy machine it takes longer to write that much
                result = try await session.run(code, CellOptions(timeout: .seconds(15)))
            }
            #expect(result.outcome == .timedOut)
            #expect(result.session == .kept)
            let kept = result.standardOutput.count
            #expect((1 << 20 - 16...1 << 20 + 6).contains(kept))
            #expect(result.text.hasPrefix("000000000\n000000001\n"))
            let last = try #require(result.text.split(separator: "\n").last.flatMap { Int($0) })
            // It may have been stopped between a line's text and its end, or before the count of it.
            let end = result.text.hasSuffix("\n") ? 10 : 9
            #expect(kept + result.dropped.standardOutput == last * 10 + end)
            let counted = try await session.run("i").value.flatMap { Int($0) }
            #expect([last, last + 1].contains(counted))
            #expect(result.dropped.standardOutput > 0, "nobody made it wait")
        }
    }

    /// The largest resident size of the command line program, in KiB, with a cell that does little and
    /// with one that writes 200 MB.
    ///
    /// What the kernel says of a process that has ended includes the children that it waited for: of
    /// the large one that is an upper bound. A look while it runs is a lower bound for the other.
    private static let measure = """
        import os, subprocess, sys, time
        def peaks(code):
            process = subprocess.Popen(sys.argv[1:] + ['-c', code], stdout=subprocess.DEVNULL)
            seen = 0
            while True:
                ended, status, usage = os.wait4(process.pid, os.WNOHANG)
                if ended: return seen, usage.ru_maxrss, status
                for line in open('/proc/%d/status' % process.pid):
                    if line.startswith('VmHWM'): seen = int(line.split()[1])
                time.sleep(0.002)
        little = peaks('print(1)')
        much = peaks('import sys\\nfor _ in range(2000): sys.stdout.write("x" * 99999 + "\\\\n")')
        print(little[0], much[1], little[2], much[2])
        """

    @Test(arguments: BackendUnderTest.allCases)
    func `the host's memory grows by no more than the limit and a little`(
        backend: BackendUnderTest
    ) async throws {
        let said = try await backend.seated {
            try await Host.output(
                of: "python3",
                ["-c", Self.measure] + Host.demo(on: backend)
            )
        }
        let numbers = said.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        try #require(numbers.count == 4, "\(said)")
        #expect(numbers[2] == 0 && numbers[3] == 0, "both ran: \(said)")
        #expect(numbers[0] > 0)
        // 1 MiB is kept, and 8 MiB may be used on the way.
        #expect(numbers[1] - numbers[0] <= 9 << 10, "\(said)")
    }
}
