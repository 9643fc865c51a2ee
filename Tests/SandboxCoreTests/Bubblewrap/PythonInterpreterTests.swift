import Testing

@testable import SandboxCore

@Suite struct PythonInterpreterTests {
    private func answer(_ facts: String, _ code: [UInt8] = [1, 2]) -> [UInt8] {
        Array(facts.utf8) + [0x0A] + code
    }

    private let good =
        #"{"magic":"a70d0d0a","version":[3,11,2],"executable":"/opt/e/bin/python3","prefixes":["/opt/e","/usr","/opt/e/lib"],"bytes":2}"#

    @Test func `an answer is read`() throws {
        let interpreter = try PythonInterpreter(answer: answer(good), of: "/p")
        #expect(interpreter.versionText == "3.11.2")
        #expect(interpreter.executable == "/opt/e/bin/python3")
        #expect(interpreter.prefixes == ["/opt/e", "/usr"])
        #expect(interpreter.agent.form == .byteCode(magic: [0xA7, 0x0D, 0x0D, 0x0A]))
    }

    @Test func `an answer cut anywhere is refused`() {
        let whole = answer(good)
        for count in whole.indices {
            #expect(throws: SandboxError.self) {
                try PythonInterpreter(answer: Array(whole[..<count]), of: "/p")
            }
        }
    }

    @Test func `an old Python is refused with its version`() {
        let old = good.replacing("[3,11,2]", with: "[3,7,16]")
        let error = #expect(throws: SandboxError.self) {
            try PythonInterpreter(answer: answer(old), of: "/p")
        }
        #expect(error?.message.contains("3.7.16") == true)
    }

    @Test(arguments: ["/tmp/e", "/var/tmp/e"])
    func `one whose place a sandbox has of its own is refused with that`(place: String) {
        let error = #expect(throws: SandboxError.self) {
            try PythonInterpreter(
                answer: answer(good.replacing("/opt/e", with: place)),
                of: "/p"
            )
        }
        #expect(error?.message.contains(place) == true)
    }

    @Test func `the whole root is never a prefix`() {
        #expect(
            PythonInterpreter.outermost(["/", "/a/b", "/a", "relative", "/ab"]) == ["/a", "/ab"]
        )
    }
}
