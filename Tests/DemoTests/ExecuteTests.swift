import NotebookModel
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ExecuteTests {
    private static func execute(
        _ request: String,
        _ environment: [String: String] = [:]
    ) async throws -> Demo.Ending {
        try await Demo.run(
            ["execute", "--backend", "bubblewrap"],
            input: Array(request.utf8),
            environment: environment
        )
    }

    @Test func `a request is answered by one line of JSON`() async throws {
        let ending = try await Self.execute(
            #"{"code":"print(open('a.txt').read())","files":[{"name":"a.txt","data":"aGVsbG8="}]}"#
        )
        #expect(ending.status == 0)
        #expect(ending.errors == "")
        let response = try JSONValue(parsing: Array(ending.output.utf8))
        #expect(response.objectValue?.map(\.key) == ["output", "error", "images"])
        #expect(response["output"]?.stringValue?.hasPrefix("hello\nDuration: ") == true)
        #expect(response["error"] == .null)
        #expect(response["images"] == [])
    }

    @Test(arguments: [
        (#"{"code":"1/0"}"#, "ZeroDivisionError"),
        (#"{"code":"while True: pass"}"#, "time limit"),
        (#"{"code":"1","files":[{"name":"f","data":"aGVsbG8="}]}"#, "one file may have 4"),
        (#"{"code":"1","files":[{"name":"../f","data":""}]}"#, "the component '..'"),
    ])
    func `whatever became of the code, a response is success`(
        request: String,
        words: String
    ) async throws {
        let limits = ["EXECUTION_TIMEOUT": "1", "SINGLE_FILE_LIMIT": "4"]
        let ending = try await Self.execute(request, limits)
        #expect(ending.status == 0)
        let response = try JSONValue(parsing: Array(ending.output.utf8))
        #expect(response["error"]?.stringValue?.contains(words) == true, "\(ending.output)")
    }

    @Test(
        arguments: [
            ("", [:], "the request is no JSON"),
            ("{}", [:], "has no 'code'"),
            (#"{"code":"1"}"#, ["MAX_MEM": "lots"], "MAX_MEM 'lots'"),
            (#"{"code":"1"}"#, ["DEFAULT_CPU": "3"], "DEFAULT_CPU 3.0 is above MAX_CPU 2.0"),
        ] as [(String, [String: String], String)]
    )
    func `what can't be read is an error of one line`(
        request: String,
        environment: [String: String],
        words: String
    ) async throws {
        let ending = try await Self.execute(request, environment)
        #expect(ending.status == 2)
        #expect(ending.output == "")
        #expect(ending.errors.contains(words), "\(ending.errors)")
        #expect(ending.errors.split(separator: "\n").count == 1)
    }

    @Test func `without a backend there is no response`() async throws {
        let ending = try await Demo.run(
            ["execute", "--backend", "docker-engine"],
            input: Array(#"{"code":"1"}"#.utf8)
        )
        #expect(ending.status == 3)
        #expect(ending.output == "")
    }
}
