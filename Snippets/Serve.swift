import SandboxCore

let limiter = try TenantLimiter(TenantLimits(concurrent: 2, starts: 30))
let observer = SandboxObserver { event in
    if let limit = event.limit { print(event.tenant ?? "somebody", "reached the limit:", limit) }
}
let executor = try PythonExecutor(on: .bubblewrap(), observer: observer, limiter: limiter)

/// Answers one request of a tenant with JSON.
func answer(_ body: [UInt8], for tenant: String) async throws -> [UInt8] {
    do {
        let request = try ExecutionRequest(json: body)
        return try await executor.execute(request, for: tenant).response.jsonBytes
    } catch let error as SandboxError where [.rejected, .quotaExceeded].contains(error.code) {
        return ExecutionResponse(refusing: error).jsonBytes
    }
}

let answered = try await answer(Array(#"{"code": "print(6 * 7)"}"#.utf8), for: "alice")
print(String(decoding: answered, as: UTF8.self))
