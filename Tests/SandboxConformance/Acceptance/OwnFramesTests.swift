import SandboxCore
import Testing

/// What user code prints of tracebacks and stacks is its own.
@Suite(.timeLimit(.minutes(1)))
struct OwnFramesTests {
    @Test(
        arguments: BackendUnderTest.allCases,
        [
            "import traceback\ntry: 1 / 0\nexcept: traceback.print_exc()",
            "import traceback; traceback.print_stack()",
            "import traceback; print(traceback.format_stack(), traceback.extract_stack())",
            "import inspect; print(inspect.stack(), inspect.getouterframes(inspect.currentframe()))",
            "import asyncio, inspect, traceback; await asyncio.sleep(0); traceback.print_stack(); print(inspect.stack())",
            "import logging\ntry: 1 / 0\nexcept: logging.exception('so', stack_info=True)",
            """
            import signal, time, traceback
            def late(*_): raise TimeoutError('so')
            signal.signal(signal.SIGALRM, late); signal.setitimer(signal.ITIMER_REAL, 0.05)
            try: time.sleep(10)
            except TimeoutError: traceback.print_exc()
            """,
            """
            import signal, time
            def late(*_): raise TimeoutError('so')
            class Slow:
                def __del__(self): time.sleep(10)
            signal.signal(signal.SIGALRM, late); signal.setitimer(signal.ITIMER_REAL, 0.05)
            slow = Slow(); del slow
            """,
        ]
    )
    func `no frame of the agent is shown`(backend: BackendUnderTest, code: String) async throws {
        try await backend.withSession { session in
            let result = try await session.run(code)
            #expect(result.outcome == .ok)
            let text = result.text + result.errorText
            #expect(text.contains("<cell 1>"))
            #expect(!text.contains("_sandbox_agent") && !text.contains("<string>"), "\(text)")
            #expect(!text.contains("run_until_complete"), "\(text)")
        }
    }
}
