import Foundation
import SandboxCore
import Testing

/// Time limits are kept to the hundredth of a second by clocks that nobody sets; each kind of waiting has
/// a limit of its own.
@Suite(.timeLimit(.minutes(1)))
struct ClockTests {
    @Test(arguments: BackendUnderTest.allCases, [0.05, 0.5])
    func `a cell has as long as its limit says`(
        backend: BackendUnderTest,
        limit: Double
    ) async throws {
        try await backend.withSession { session in
            // A loaded machine may be late with the end or with the first line, but not each time; an
            // early end is never right.
            var closest = Double.infinity
            for _ in 0..<10 where abs(closest - limit) > 0.01 {
                let code = """
                    import time
                    begin = time.monotonic()
                    try:
                        while True: time.monotonic()
                    except KeyboardInterrupt: print(time.monotonic() - begin)
                    """
                let result = try await session.run(code, CellOptions(timeout: .seconds(limit)))
                #expect(result.outcome == .timedOut)
                // Without a line it was over before it began to wait.
                let line = result.text.split(separator: "\n").first
                guard let lasted = line.flatMap({ Double($0) }) else { continue }
                #expect(result.duration >= .seconds(limit))
                if abs(lasted - limit) < abs(closest - limit) { closest = lasted }
            }
            // The clock started before the first line did.
            #expect(closest > limit - 0.1 && closest <= limit + 0.01)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the wait for its turn is not a cell's time, nor is the start of a session`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            let first = try await session.stream("import time; time.sleep(1)")
            let options = CellOptions(timeout: .seconds(0.6))
            let second = try await session.follow("time.sleep(0.05); 'ran'", options)
            for try await _ in first {}
            #expect(second.result?.outcome == .ok)
            #expect(second.result?.value == "'ran'")
        }
        var configuration = SessionConfiguration()
        configuration.startTimeout = .milliseconds(1)
        let error = await #expect(throws: SandboxError.self) {
            try await backend.backend.makePythonSession(configuration).close()
        }
        #expect(error?.code == .startFailed)
    }

    /// A wall clock that jumps: an hour on a second after the start, and an hour back a second later.
    ///
    /// The library's calls of `clock_gettime` and the like come here first.
    private static let shim = """
        #define _GNU_SOURCE
        #include <sys/time.h>
        #include <sys/syscall.h>
        #include <time.h>
        #include <unistd.h>
        static long jump(void) {
            static long begin;
            struct timespec now;
            syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
            if (!begin) begin = now.tv_sec;
            long age = now.tv_sec - begin;
            return age < 1 ? 0 : age < 2 ? 3600 : -3600;
        }
        int clock_gettime(clockid_t clock, struct timespec *time) {
            int failed = syscall(SYS_clock_gettime, clock, time);
            if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += jump();
            return failed;
        }
        int gettimeofday(struct timeval *restrict time, void *restrict zone) {
            int failed = syscall(SYS_gettimeofday, time, zone);
            if (!failed) time->tv_sec += jump();
            return failed;
        }
        time_t time(time_t *result) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (result) *result = now.tv_sec;
            return now.tv_sec;
        }
        """

    @Test(arguments: BackendUnderTest.allCases)
    func `a host whose wall clock jumps neither stops a cell early nor misses its limit`(
        backend: BackendUnderTest
    ) async throws {
        let shim = try await Host.library(of: Self.shim)
        defer { try? FileManager.default.removeItem(atPath: shim) }
        let run = #"LD_PRELOAD="$1" exec timeout 60 "${@:2}""#
        let call = { (timeout: String, code: String) in
            let demo = try Host.demo(on: backend)
            let arguments = demo + ["--json", "--timeout", timeout, "-c", code]
            return try await Host.output(of: "bash", ["-c", run, "bash", shim] + arguments)
        }
        try await backend.seated {
            // The jumps come while these cells run.
            let patient = try await call("20", "import time; time.sleep(3.2); print('done')")
            #expect(patient.contains(#""text":"done"#), "\(patient)")
            #expect(patient.contains(#""outcome":"ok""#), "\(patient)")
            let clock = ContinuousClock()
            let began = clock.now
            let late = try await call("3.2", "print('on', flush=True)\nwhile True: pass")
            #expect(late.contains(#""outcome":"timedOut""#), "\(late)")
            #expect(clock.now - began >= .seconds(3.2))
        }
        // The shim works at all.
        let years =
            "python3 -c 'import time; a = time.time(); time.sleep(1.1); print(abs(time.time() - a) > 3000)'"
        let jumped = try await Host.output(of: "bash", ["-c", "LD_PRELOAD=\(shim) \(years)"])
        #expect(jumped == "True\n")
    }
}
