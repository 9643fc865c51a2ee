import NotebookModel
import Testing

@Suite(.timeLimit(.minutes(1)))
struct DoctorTests {
    @Test func `the doctor reports as text and as JSON`() async throws {
        #expect(try await Demo.run("doctor").output.contains("bubblewrap: available"))
        let report = try await JSONValue(parsing: Array(Demo.run("doctor", "--json").output.utf8))
        let backends = report["backends"]?.arrayValue ?? []
        #expect(
            backends.map { $0["name"]?.stringValue } == [
                "bubblewrap", "docker-cli", "docker-engine",
            ]
        )
        #expect(backends.first?["available"]?.boolValue == true)
        #expect(backends.first?["capabilities"]?["disk"]?["scope"]?.stringValue == "sandbox")
    }

    @Test func `a backend that can't be used has a reason, a remedy and its runtimes`() async throws
    {
        let ending = try await Demo.run("doctor", "--json", "--engine", "/nonexistent/docker")
        #expect(ending.status == 0)
        let backends = try JSONValue(parsing: Array(ending.output.utf8))["backends"]?.arrayValue
        for backend in (backends ?? []).dropFirst() {
            #expect(backend["available"]?.boolValue == false)
            #expect(backend["reason"]?.stringValue?.contains("/nonexistent/") == true)
            #expect(backend["remedy"]?.stringValue?.contains("apt-get install") == true)
            #expect(
                backend["runtimes"]?.arrayValue?.map { $0["name"]?.stringValue } == [
                    "python", "base", "ml",
                ]
            )
        }
    }
}
