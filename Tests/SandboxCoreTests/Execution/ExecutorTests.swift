import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ExecutorTests {
    private static func execute(
        _ request: ExecutionRequest,
        _ configuration: ExecutionConfiguration = ExecutionConfiguration(),
        on backend: FakeBackend = FakeBackend { $0.on(.anything) }
    ) async throws -> ExecutionResult {
        try await PythonExecutor(on: backend, configuration: configuration).execute(request)
    }

    // MARK: The response

    @Test func `text comes in the order of its writing, then the duration`() async throws {
        let backend = FakeBackend {
            $0.on(
                .anything,
                .print("a\n"),
                .printError("b\n"),
                .print("c"),
                .takes(.milliseconds(417))
            )
        }
        let response = try await Self.execute(ExecutionRequest(code: "x"), on: backend).response
        #expect(response == ExecutionResponse(output: "a\nb\nc\nDuration: 0.42 seconds"))
    }

    @Test func `a silent run says that it went well`() async throws {
        let response = try await Self.execute(ExecutionRequest(code: "x")).response
        #expect(response.output == "Cell ran successfully.\nDuration: 0.00 seconds")
        #expect(response.error == nil)
    }

    @Test func `pictures beyond the limit are counted`() async throws {
        let backend = FakeBackend { script in
            script.on(.anything) { _, _ in (0..<25).map { _ in .plot([1]) } }
        }
        let response = try await Self.execute(ExecutionRequest(code: "x"), on: backend).response
        #expect(response.images.count == 20)
        #expect(response.output.contains("\n[… 5 rich outputs dropped …]\nDuration: "))
    }

    @Test func `a traceback stands in the error only`() async throws {
        let traceback = ["Traceback (most recent call last):", "ValueError: bad"]
        let backend = FakeBackend {
            $0.on(
                .anything,
                .raise(PythonException(name: "ValueError", value: "bad", traceback: traceback))
            )
        }
        let response = try await Self.execute(ExecutionRequest(code: "x"), on: backend).response
        #expect(response.output == "Duration: 0.00 seconds")
        #expect(response.error == traceback.joined(separator: "\n"))
    }

    @Test func `the time limit is an error that says so`() async throws {
        let backend = FakeBackend { $0.on(.anything, .print("on"), .hang()) }
        let result = try await Self.execute(ExecutionRequest(code: "x"), on: backend)
        #expect(result.cell.outcome == .timedOut)
        #expect(result.response.error?.contains("time limit of 30.0 seconds") == true)
        #expect(result.response.output.hasPrefix("on\nDuration: 30."))
    }

    @Test func `pictures come as data URLs, in order`() async throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
        let backend = FakeBackend {
            $0.on(
                .anything,
                .display(["image/png": .base64(encoding: png), "text/plain": "<Figure>"]),
                .display(["image/png": .base64("no base64!")]),
                .display(["text/html": "<b>"]),
                .display(["image/svg+xml": "<svg/>"])
            )
        }
        let response = try await Self.execute(ExecutionRequest(code: "x"), on: backend).response
        #expect(
            response.images == [
                "data:image/png;base64,iVBORw==", "data:image/svg+xml;base64,PHN2Zy8+",
            ]
        )
    }

    @Test func `its JSON has all three members`() throws {
        let response = ExecutionResponse(output: "1\n", images: ["data:,"])
        #expect(
            String(decoding: response.jsonBytes, as: UTF8.self)
                == #"{"output":"1\n","error":null,"images":["data:,"]}"#
        )
    }

    // MARK: Wishes

    @Test(
        arguments: [
            (nil, .mebibytes(512), .notRequested),
            ("256m", .mebibytes(256), .requested),
            ("1g", .gibibytes(1), .requested),
            ("2g", .gibibytes(1), .aboveMaximum("2g")),
            ("4g", .mebibytes(512), .notListed("4g")),
            ("300m", .mebibytes(512), .notListed("300m")),
            ("much", .mebibytes(512), .notListed("much")),
            ("1024m", .mebibytes(512), .notListed("1024m")),
            ("1G", .mebibytes(512), .notListed("1G")),
            ("268435456", .mebibytes(512), .notListed("268435456")),
        ] as [(String?, ByteCount, ExecutionChoice<ByteCount>.Reason)]
    )
    func `memory is checked and capped`(
        wish: String?,
        value: ByteCount,
        reason: ExecutionChoice<ByteCount>.Reason
    ) async throws {
        let backend = FakeBackend { $0.on(.anything) }
        let result = try await Self.execute(
            ExecutionRequest(code: "x", memory: wish),
            ExecutionConfiguration(maximumMemory: .gibibytes(1)),
            on: backend
        )
        #expect(result.memory == ExecutionChoice(value: value, reason: reason))
        #expect(backend.recorded.launches.map(\.limits.memory) == [value])
    }

    @Test(
        arguments: [
            (nil, 0.5, .notRequested),
            ("0.25", 0.25, .requested),
            ("1.0", 1, .requested),
            ("2.0", 1.5, .aboveMaximum("2.0")),
            ("0.3", 0.5, .notListed("0.3")), ("1", 0.5, .notListed("1")),
            (".25", 0.5, .notListed(".25")), ("0.250", 0.5, .notListed("0.250")),
            ("nan", 0.5, .notListed("nan")), ("0x1p-1", 0.5, .notListed("0x1p-1")),
            ("+0.25", 0.5, .notListed("+0.25")), ("5e-1", 0.5, .notListed("5e-1")),
        ] as [(String?, Double, ExecutionChoice<Double>.Reason)]
    )
    func `processors are checked and capped`(
        wish: String?,
        value: Double,
        reason: ExecutionChoice<Double>.Reason
    ) async throws {
        let backend = FakeBackend { $0.on(.anything) }
        let result = try await Self.execute(
            ExecutionRequest(code: "x", cpus: wish),
            ExecutionConfiguration(maximumCPUs: 1.5),
            on: backend
        )
        #expect(result.cpus == ExecutionChoice(value: value, reason: reason))
        #expect(backend.recorded.launches.map(\.limits.cpus) == [value])
    }

    @Test(
        arguments: [
            (nil, .python, .notRequested), ("base", .base, .requested),
            ("no such", .python, .notListed("no such")),
        ] as [(String?, Runtime, ExecutionChoice<Runtime>.Reason)]
    )
    func `an unknown runtime is python`(
        wish: String?,
        runtime: Runtime,
        reason: ExecutionChoice<Runtime>.Reason
    ) async throws {
        let backend = FakeBackend { $0.on(.anything) }
        let result = try await Self.execute(
            ExecutionRequest(code: "x", runtime: wish),
            on: backend
        )
        #expect(result.runtime == ExecutionChoice(value: runtime, reason: reason))
        #expect(backend.recorded.launches.map(\.runtime) == [runtime])
    }

    // MARK: Files

    @Test(arguments: ["data:text/plain;base64,", "data:text/plain;BASE64  ,", "data:;base64,", ""])
    func `files are there before the code runs`(head: String) async throws {
        let backend = FakeBackend { $0.on(.anything, .readFile("a/b.txt") { [.write($0)] }) }
        let request = ExecutionRequest(
            code: "x",
            files: [.init(name: "a/b.txt", data: head + "aGVsbG8=")]
        )
        let response = try await Self.execute(request, on: backend).response
        #expect(response.output == "hello\nDuration: 0.00 seconds")
    }

    @Test(
        arguments: [
            ([5], nil), ([6], "one file may have 5"), ([5, 4], nil), ([5, 5], "9 are allowed"),
            ([1, 1, 1], nil), ([1, 1, 1, 1], "3 are allowed"),
        ] as [([Int], String?)]
    )
    func `limits hold to the byte, and nothing is started`(
        sizes: [Int],
        words: String?
    ) async throws {
        let backend = FakeBackend { $0.on(.anything) }
        let quota = UploadQuota(total: ByteCount(bytes: 9), single: ByteCount(bytes: 5), files: 3)
        let files = sizes.enumerated().map { index, size in
            let digits = Base64.encode([UInt8](repeating: 7, count: size))
            return ExecutionRequest.File(name: "f\(index)", data: " \(digits)\n")
        }
        let request = ExecutionRequest(code: "x", files: files)
        let configuration = ExecutionConfiguration(uploads: quota)
        guard let words else {
            _ = try await Self.execute(request, configuration, on: backend)
            return
        }
        let error = await #expect(throws: SandboxError.self) {
            try await Self.execute(request, configuration, on: backend)
        }
        #expect(error?.code == .quotaExceeded)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(backend.recorded.launches.isEmpty)
    }

    @Test func `files that the sandbox's memory can't hold are refused`() async throws {
        let data = Base64.encode([UInt8](repeating: 0, count: 1 << 20))
        let files = (0..<256).map { ExecutionRequest.File(name: "f\($0)", data: data) }
        let error = await #expect(throws: SandboxError.self) {
            try await Self.execute(
                ExecutionRequest(code: "x", files: files, memory: "256m"),
                ExecutionConfiguration(
                    uploads: UploadQuota(total: .gibibytes(1)),
                    disk: .gibibytes(1)
                )
            )
        }
        #expect(error?.code == .quotaExceeded)
        #expect(error?.message.contains("256 MiB of memory: ask for more") == true, "\(error!)")
    }

    @Test func `files larger than the workspace are refused`() async throws {
        let data = Base64.encode([UInt8](repeating: 0, count: 1_048_577))
        let error = await #expect(throws: SandboxError.self) {
            try await Self.execute(
                ExecutionRequest(code: "x", files: [.init(name: "f", data: data)]),
                ExecutionConfiguration(disk: .mebibytes(1))
            )
        }
        #expect(error?.code == .quotaExceeded)
        #expect(error?.message.contains("the workspace has 1048576") == true)
    }

    @Test(arguments: [
        ("../a", "", "has the component '..'"), ("/a", "", "is absolute"), ("", "", "is empty"),
        ("f", "%%%", "can't be decoded"), ("f", "data:text/csv;base64", "without a comma"),
    ])
    func `a file that can't be written is refused`(
        name: String,
        data: String,
        words: String
    ) async throws {
        let error = await #expect(throws: SandboxError.self) {
            try await Self.execute(
                ExecutionRequest(code: "x", files: [.init(name: name, data: data)])
            )
        }
        #expect(error?.code == .rejected)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func `two files of one name are refused`() async throws {
        let file = ExecutionRequest.File(name: "a", data: "")
        let error = await #expect(throws: SandboxError.self) {
            try await Self.execute(ExecutionRequest(code: "x", files: [file, file]))
        }
        #expect(error?.message == "two files are named 'a': rename one")
        #expect(ExecutionResponse(refusing: try #require(error)).error == error?.message)
    }

    @Test(arguments: [["a", "a/b"], ["a/b/c", "x", "a/b"]])
    func `a file that is another's directory is refused`(names: [String]) async throws {
        let files = names.map { ExecutionRequest.File(name: $0, data: "") }
        let error = await #expect(throws: SandboxError.self) {
            try await Self.execute(ExecutionRequest(code: "x", files: files))
        }
        #expect(error?.code == .rejected)
        #expect(error?.message.contains("can't be both a file and the directory") == true)
    }

    @Test func `text keeps its order over many changes of the stream`() async throws {
        let backend = FakeBackend {
            $0.on(.anything) { _, _ in
                (0..<6000).flatMap { [.print("o\($0)\n"), .printError("e\($0)\n")] }
            }
        }
        let response = try await Self.execute(ExecutionRequest(code: "x"), on: backend).response
        let expected = (0..<6000).map { "o\($0)\ne\($0)\n" }.joined()
        #expect(response.output == expected + "Duration: 0.00 seconds")
    }

    @Test func `nothing is left of a run`() async throws {
        let backend = FakeBackend { $0.on(.anything) }
        _ = try await Self.execute(ExecutionRequest(code: "x"), on: backend)
        _ = try await Self.execute(ExecutionRequest(code: "y"), on: backend)
        #expect(backend.recorded.launches.count == 2)
        #expect(backend.recorded.endedSandboxes == 2)
    }
}
