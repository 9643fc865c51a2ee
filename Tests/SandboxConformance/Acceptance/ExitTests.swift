import NotebookModel
import SandboxCore
import Testing

/// `sys.exit` ends the cell with the status that a shell would see, and nothing else: variables stay, and
/// nobody is warned of anything.
@Suite(.timeLimit(.minutes(1)))
struct ExitTests {
    static let exits: [(code: String, status: Int, value: String, errors: String)] = [
        ("sys.exit()", 0, "None", ""), ("sys.exit(None)", 0, "None", ""),
        ("sys.exit(0)", 0, "0", ""), ("sys.exit(3)", 3, "3", ""), ("sys.exit(300)", 44, "300", ""),
        ("sys.exit(-1)", 255, "-1", ""), ("sys.exit(True)", 1, "1", ""),
        ("sys.exit(2**70)", 255, "1180591620717411303424", ""),
        ("sys.exit('text é')", 1, "text é", "text é\n"), ("sys.exit('')", 1, "", "\n"),
        ("sys.exit((1, 2))", 1, "(1, 2)", "(1, 2)\n"),
        ("raise SystemExit", 0, "None", ""), ("raise SystemExit(5)", 5, "5", ""),
        ("quit()", 0, "None", ""), ("exit()", 0, "None", ""), ("exit(4)", 4, "4", ""),
        ("def f():\n    def g(): sys.exit(9)\n    g()\nf()", 9, "9", ""),
        (
            "class N(int):\n    def __and__(self, other): return 999\nsys.exit(N(3))", 3, "3", ""
        ),
        ("async def f(): sys.exit(6)\nawait f()", 6, "6", ""),
        ("try: sys.exit(2)\nfinally: done = True", 2, "2", ""),
    ]

    @Test(arguments: BackendUnderTest.allCases)
    func `the status is a shell's, the value is told, and the session stays`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run("import sys\nkept = 1")
            for exit in Self.exits {
                let result = try await session.run(exit.code)
                let outcome = CellOutcome.exited(status: exit.status, value: exit.value)
                #expect(result.outcome == outcome, "\(exit.code)")
                #expect(result.session == .kept, "\(exit.code)")
                #expect(result.text == "", "\(exit.code)")
                #expect(result.errorText == exit.errors, "\(exit.code)")
                #expect(result.outputs.allSatisfy { $0.type == "stream" }, "\(exit.code)")
            }
            #expect(try await session.run("kept").value == "1")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `in a thread it ends the thread`(backend: BackendUnderTest) async throws {
        let code = """
            import sys, threading
            thread = threading.Thread(target=lambda: sys.exit(3))
            thread.start(); thread.join()
            'still here'
            """
        let result = try await backend.run(code)
        #expect(result.outcome == .ok)
        #expect(result.value == "'still here'")
        #expect(result.errorText == "")
    }

    @Test(
        arguments: BackendUnderTest.allCases,
        ["None", "object()", "open('/dev/full', 'w', buffering=1)", "open('/dev/null')"]
    )
    func `the text is told where the code has made something else of stderr`(
        backend: BackendUnderTest,
        replacement: String
    ) async throws {
        let result = try await backend.run(
            "import sys\nsys.stderr = \(replacement)\nsys.exit('bye')"
        )
        #expect(result.outcome == .exited(status: 1, value: "bye"))
        #expect(result.errorText == "bye\n")
    }
}
