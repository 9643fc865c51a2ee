import Foundation
import Testing

/// A host program that is not root and can make no control group.
@Suite(.timeLimit(.minutes(1)))
struct UnprivilegedHostTests {
    /// Runs the command line as a user without any rights, if the tests are root.
    private func demo(
        _ arguments: [String],
        _ variables: [String] = [],
        input: String = ""
    ) async throws -> String {
        let folder = NSTemporaryDirectory() + "unprivileged-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Host.demo, toPath: folder + "/sandbox-demo")
        for path in [folder, folder + "/sandbox-demo"] {
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
            try FileManager.default.setAttributes(attributes, ofItemAtPath: path)
        }
        let user = "123456"
        let drop = ["--reuid", user, "--regid", user, "--clear-groups"]
        let script = "input=$1; shift; printf %s \"$input\" | \"$@\" 2>&1; echo \"status $?\""
        let search = "PATH=/usr/local/bin:/usr/bin:/bin"
        let command = ["env", "-i", search] + variables + [folder + "/sandbox-demo"] + arguments
        return try await Host.isRoot()
            ? Host.output(of: "setpriv", drop + ["sh", "-c", script, "sh", input] + command)
            : Host.output(of: "sh", ["-c", script, "sh", input] + command)
    }

    @Test func `it says which limits hold, and for what`() async throws {
        let said = try await demo(["doctor"])
        #expect(said.contains("memory: for each process, by RLIMIT_AS"))
        #expect(said.contains("cpus: not limited"))
        #expect(said.contains("processes: not limited"))
        #expect(said.contains("disk: for the whole sandbox"))
        #expect(said.contains("user on the host: the host program's"))
    }

    @Test func `it runs code, and the memory of a process is limited`() async throws {
        let code = "print('ran')\nx = bytes(600 << 20)"
        let said = try await demo(["run", "-c", code])
        #expect(said.contains("ran\n"))
        #expect(said.contains("MemoryError"))
        #expect(said.hasSuffix("status 1\n"))
    }

    @Test func `files are no part of the memory that a process may have`() async throws {
        let fill = "f = open('f', 'wb'); [f.write(bytes(1 << 20)) for _ in range(240)]; f.close()"
        let said = try await demo(
            ["repl", "--backend", "bubblewrap", "--memory", "256m", "--disk", "400m"],
            input: "\(fill); import os; os.abort()\nprint('went' + ' on')\n"
        )
        #expect(said.contains("went on\n"), "\(said)")
    }

    @Test func `it says so when a limit that was asked for does not hold`() async throws {
        let said = try await demo(["run", "--pids", "5", "--memory", "256m", "-c", "print('ran')"])
        #expect(said.contains("--pids does not hold"))
        #expect(said.contains("--memory holds for each process only"))
        #expect(said.hasSuffix("status 0\n"))
    }

    @Test func `its sandbox can't read what is the user's`() async throws {
        let code = "import os; print(os.path.exists('/proc/1/root/etc/hostname'), os.listdir('/'))"
        let said = try await demo(["run", "-c", code])
        #expect(said.contains("False"))
        #expect(!said.contains("'home'") && !said.contains("'root'"))
    }

    @Test(arguments: BackendUnderTest.containers.filter { $0 != .podman })
    func `an engine that it may not talk to is told as that`(
        backend: BackendUnderTest
    ) async throws {
        let stub = try await StubEngine([])
        defer { stub.end() }
        chmod(stub.socket, 0)  // for root that is no obstacle
        let said = try await demo(
            ["run", "--backend", backend.rawValue, "-c", "1"],
            ["DOCKER_HOST=\(stub.host)"]
        )
        #expect(said.contains("this user may not talk to the engine"), "\(said)")
        #expect(said.contains("usermod -aG docker"))
        #expect(said.hasSuffix("status 3\n"))
    }
}
