import SandboxCore
import Testing

@Suite struct PackageRequirementTests {
    @Test(arguments: [
        "six", "numpy==2.1", "a.b-c_d", "uvicorn[standard]>=0.30,<1", "x ~= 1.4.2", "y!=1.*",
    ])
    func `a package has a name, and perhaps a version`(text: String) throws {
        #expect(try PackageRequirement(text).description == text)
    }

    @Test(arguments: [
        "", "-e .", "--index-url=x", "./here", "/etc/passwd", "a b/c",
        "x @ https://example.com/x.whl",
        "git+https://example.com", "six; import os", "six\n--pre", "päckchen", "$(id)",
        String(repeating: "a", count: 201),
    ])
    func `options, places and anything else are refused`(text: String) async {
        await expectError(.rejected) { try PackageRequirement(text) }
    }
}
