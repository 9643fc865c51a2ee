import SandboxCore
import Testing

// The example of README.md:
@Test func `a request is answered`() async throws {
    let configuration = try ExecutionConfiguration(environment: ["EXECUTION_TIMEOUT": "10"])
    let executor = try PythonExecutor(on: .bubblewrap(), configuration: configuration)
    let body = #"""
        {"code": "print(open('a.txt').read())", "files": [{"name": "a.txt", "data": "SGVsbG8="}]}
        """#
    let request = try ExecutionRequest(json: Array(body.utf8))
    let response = try await executor.execute(request).response
    #expect(response.output.hasPrefix("Hello\nDuration: "))
    #expect(response.error == nil)
}

// The example of README.md:
@Test func `a tenant gets a sandbox that was ready`() async throws {
    let options = PoolOptions(capacity: 8, warm: 2)
    let pool = try SandboxPool(on: .bubblewrap(), options: options)
    try await pool.warmUp()
    let result = try await pool.withSession(for: "alice") { try await $0.run("6 * 7") }
    #expect(result.value == "42")
    await pool.close()
}
