import NotebookModel
import Testing

@testable import SandboxCore

@Suite struct ContainerImageTests {
    private func image(volumes paths: [String]) throws -> ContainerImage {
        let volumes = JSONValue.object(JSONObject(paths.map { ($0, .object(JSONObject())) }))
        return try ContainerImage(id: "sha256:1", reference: "image", volumes: volumes)
    }

    @Test(arguments: [
        (["/data"], ["/data"]), (["/b", "/a/c"], ["/a/c", "/b"]), (["/tmp/", "//tmp"], ["/tmp"]),
        (["/var/../srv/./x", "/../y"], ["/srv/x", "/y"]), (["/devices"], ["/devices"]),
    ])
    func `volumes are told by their plain paths`(declared: [String], plain: [String]) throws {
        #expect(try image(volumes: declared).volumes == plain)
    }

    @Test(arguments: [
        "/", "", ".", "/a/..", "/a:ro", "/a,b", "/a\0b", "/dev/shm", "/dev", "/proc", "/proc/x",
        "/sys/", "/sandbox", "/x/../sandbox/workspace",
    ])
    func `one in a place of the sandbox's own is refused`(path: String) {
        let error = #expect(throws: SandboxError.self) { try image(volumes: [path]) }
        #expect(error?.fault == .optionRefused)
    }

    @Test func `more than 64 are refused`() {
        #expect(throws: SandboxError.self) { try image(volumes: (0..<65).map { "/\($0)" }) }
    }
}
