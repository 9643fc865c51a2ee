import NotebookModel
import Testing

@testable import SandboxCore

@Suite struct StartFailureTests {
    /// A line as `loader.py` writes it.
    private static func fatal(_ code: String, _ message: String) -> String {
        #"{"event": "fatal", "code": "\#(code)", "message": "\#(message)"}"#
    }

    private func failure(_ said: String, _ cause: Termination.Cause = .exited(70)) -> SandboxError?
    {
        Termination(cause: cause, diagnostics: said.escapingControls).startFailure
    }

    @Test(
        arguments: [
            (
                fatal("noCtypes", "this Python cannot call prctl: it has no working ctypes"),
                "this Python cannot call prctl: it has no working ctypes"
            ),
            (
                fatal("oldPython", "Python 3.8 or later is needed, this is 3.6"),
                "Python 3.8 or later is needed, this is 3.6"
            ),
            (
                fatal("byteCode", "the byte code was made by another Python"),
                "the byte code was made by another Python"
            ),
            (
                #"{"event":"fatal","code":"noWorkspace","message":"/sandbox/home can't be made"}"#,
                "/sandbox/home can't be made"
            ),
        ]
    )
    func `the agent's last words become an error`(line: String, message: String) {
        for said in [line, line + "\n", "WARNING: no swap\n" + line, line + "\ntrailing words\n"] {
            let error = failure(said)
            #expect(error?.code == .runtimeUnavailable)
            #expect(error?.fault == .pythonUnusable)
            #expect(error?.message.hasSuffix(": \(message)") == true)
        }
    }

    @Test(
        arguments: [
            "", "\n", "Traceback (most recent call last):\n  File \"<string>\", line 1",
            #"{"event": "ready", "message": "x"}"#, #"{"event": "fatal"}"#,
            #"{"event": "fatal", "message": 7}"#, #"{"event": 7, "message": "x"}"#,
            #"{"event": "fatal", "message": "x""#, #"{"message": "x", "event": "fatal"}"#,
            #"said {"event": "fatal", "message": "x"}"#,
            #"{"event": "fatal", "message": "x"} said"#,
        ]
    )
    func `other text tells nothing`(text: String) {
        #expect(failure(text) == nil)
    }

    @Test func `the last of several counts`() {
        func line(_ message: String) -> String { #"{"event": "fatal", "message": "\#(message)"}"# }
        #expect(failure(line("first") + "\n" + line("second"))?.message.hasSuffix("second") == true)
    }

    @Test func `what the backend knows comes first`() {
        let known = SandboxError(.rejected, "known", fault: .limitRefused)
        let termination = Termination(
            cause: .unknown,
            diagnostics: #"{"event": "fatal", "message": "x"}"#,
            failure: known
        )
        #expect(termination.startFailure?.fault == .limitRefused)
    }

    @Test(
        arguments: [
            (#"\u001b]0;owned\u0007"#, #"\u{1B}]0;owned\u{07}"#),
            (#"\u202edrawkcab"#, #"\u{202E}drawkcab"#), (#"a\u0000b"#, #"a\0b"#),
        ]
    )
    func `control characters in the message are harmless`(written: String, shown: String) {
        let error = failure(#"{"event": "fatal", "message": "\#(written)"}"#)
        #expect(error?.message.hasSuffix(": \(shown)") == true)
    }
}
