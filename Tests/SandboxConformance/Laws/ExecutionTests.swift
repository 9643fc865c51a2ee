import NotebookModel
import SandboxCore
import Testing

/// Running code once.
@Suite(.timeLimit(.minutes(3)))
struct ExecutionTests {
    private static func execute(
        _ request: ExecutionRequest,
        _ configuration: ExecutionConfiguration = ExecutionConfiguration(),
        on backend: BackendUnderTest
    ) async throws -> ExecutionResult {
        let executor = try PythonExecutor(on: backend.backend, configuration: configuration)
        return try await backend.seated { try await executor.execute(request) }
    }

    /// The output without its last line.
    private static func words(_ response: ExecutionResponse) -> String {
        let lines = response.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last?.wholeMatch(of: /Duration: [0-9]+\.[0-9][0-9] seconds/) != nil)
        return lines.dropLast().joined(separator: "\n")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `both streams come in the order of their writing`(backend: BackendUnderTest) async throws {
        let code = """
            import sys
            for number in range(3):
                print(number)
                print(number, file=sys.stderr)
            """
        let result = try await Self.execute(ExecutionRequest(code: code, size: .large), on: backend)
        #expect(Self.words(result.response) == "0\n0\n1\n1\n2\n2")
        #expect(result.cell.text == "0\n1\n2\n")
        #expect(result.cell.errorText == "0\n1\n2\n")
        #expect(result.response.error == nil)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a silent run says that it went well`(backend: BackendUnderTest) async throws {
        let result = try await Self.execute(ExecutionRequest(code: "x = 1"), on: backend)
        #expect(Self.words(result.response) == "Cell ran successfully.")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a traceback stands in the error only`(backend: BackendUnderTest) async throws {
        let code = "print('before')\n1 / 0"
        let response = try await Self.execute(ExecutionRequest(code: code), on: backend).response
        #expect(Self.words(response) == "before")
        #expect(response.error?.hasPrefix("Traceback (most recent call last):\n") == true)
        #expect(response.error?.hasSuffix("\nZeroDivisionError: division by zero") == true)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `plots come as pictures`(backend: BackendUnderTest) async throws {
        let code = "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show(); plt.plot([3]);"
        let request = ExecutionRequest(code: code, runtime: "base", size: .large)
        let response = try await Self.execute(request, on: backend).response
        #expect(response.images.count == 2)
        for image in response.images {
            #expect(DataURL(image)?.mediaType == "image/png")
            #expect(DataURL(image)?.decoded()?.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
        }
        #expect(response.error == nil)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `files are there, to the byte`(backend: BackendUnderTest) async throws {
        let bytes = (0..<100_001).map { UInt8($0 % 251) }
        let request = ExecutionRequest(
            code: "data = open('in/x.bin', 'rb').read(); print(len(data), sum(data))",
            files: [.init(name: "in/x.bin", data: "data:;base64,\(Base64.encode(bytes))")]
        )
        let result = try await Self.execute(request, on: backend)
        #expect(result.cell.text == "100001 \(bytes.map(Int.init).reduce(0, +))\n")
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the time limit ends it`(backend: BackendUnderTest) async throws {
        let result = try await Self.execute(
            ExecutionRequest(code: "print('on', flush=True)\nwhile True: pass", size: .large),
            ExecutionConfiguration(timeout: .seconds(1)),
            on: backend
        )
        #expect(result.cell.outcome == .timedOut)
        #expect(Self.words(result.response) == "on")
        #expect(result.response.error?.contains("time limit of 1.0 seconds") == true)
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `the memory that was asked for is the limit`(backend: BackendUnderTest) async throws {
        let code = "x = bytearray(400 << 20)\nprint(len(x))"
        let large = ExecutionRequest(code: code, memory: "1g")
        #expect(try await Self.execute(large, on: backend).cell.outcome == .ok)
        let small = ExecutionRequest(code: code, memory: "256m")
        let result = try await Self.execute(small, on: backend)
        #expect(result.cell.outcome != .ok)
        #expect(result.memory.value == .mebibytes(256))
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `nothing is kept for the next`(backend: BackendUnderTest) async throws {
        let first = ExecutionRequest(code: "secret = 1; open('left', 'w').write('x');")
        #expect(try await Self.execute(first, on: backend).cell.outcome == .ok)
        let second = ExecutionRequest(
            code: "import os; print(os.listdir(), 'secret' in globals())"
        )
        #expect(try await Self.execute(second, on: backend).cell.text == "[] False\n")
    }
}
