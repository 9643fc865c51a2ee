import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FakeInputTests {
    private let backend = FakeBackend {
        $0.on("ask()", .input("name? ") { [.print("hello \($0)\n")] }, .print("bye\n"))
        $0.on("secret()", .input("key: ", isPassword: true) { [.value($0)] })
    }

    @Test func `an answer chooses the steps that follow`() async throws {
        let configuration = SessionConfiguration(input: .answers(["Zoë", ""]))
        try await withPythonSession(on: backend, configuration: configuration) { session in
            #expect(try await session.run("ask()").text == "hello Zoë\nbye\n")
            #expect(try await session.run("ask()").text == "hello \nbye\n")
            let third = try await session.run("ask()")
            #expect(third.outcome.exception?.name == "EOFError")
            #expect(third.text == "")
        }
        #expect(backend.recorded.inputReplies == [.text("Zoë"), .text(""), .endOfFile])
    }

    @Test func `a request that is refused raises with the reason`() async throws {
        let result = try await withPythonSession(on: backend) { try await $0.run("ask()") }
        #expect(result.outcome.exception?.value.contains("not available") == true)
    }

    @Test func `prompt and password flag reach the policy and the events`() async throws {
        let policy = InputPolicy.handler { request in
            request == InputRequest(prompt: "key: ", isPassword: true) ? .text("k") : .endOfFile
        }
        try await withPythonSession(on: backend) { session in
            var requests: [InputRequest] = []
            for try await event in try await session.stream("secret()", CellOptions(input: policy))
            {
                if case .inputRequested(let request) = event { requests.append(request) }
                if case .finished(let result) = event { #expect(result.value == "k") }
            }
            #expect(requests == [InputRequest(prompt: "key: ", isPassword: true)])
        }
    }

    @Test func `waiting for an answer takes no time`() async throws {
        let configuration = SessionConfiguration(input: .answers(["x"]))
        try await withPythonSession(on: backend, configuration: configuration) { session in
            let result = try await session.run("ask()", CellOptions(timeout: .milliseconds(1)))
            #expect(result.outcome == .ok)
            #expect(result.duration == .zero)
        }
    }

    @Test func `a handler that takes too long runs into the time limit`() async throws {
        let time = backend.time
        let policy = InputPolicy.handler { _ in
            await time.advance(by: .seconds(9))
            return .text("too late")
        }
        try await withPythonSession(on: backend) { session in
            let options = CellOptions(timeout: .seconds(5), input: policy)
            let result = try await session.run("ask()", options)
            #expect(result.outcome == .timedOut)
            #expect(result.session == .kept)
            #expect(result.text == "")
        }
    }

    @Test func `an interrupt ends the wait`() async throws {
        let policy = InputPolicy.handler { _ in
            try? await Task.sleep(for: .seconds(3600))
            return .endOfFile
        }
        try await withPythonSession(on: backend) { session in
            for try await event in try await session.stream("ask()", CellOptions(input: policy)) {
                if case .inputRequested = event { await session.interrupt() }
                if case .finished(let result) = event { #expect(result.outcome == .interrupted) }
            }
        }
    }
}
