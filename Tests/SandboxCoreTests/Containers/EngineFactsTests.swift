import NotebookModel
import Testing

@testable import SandboxCore

@Suite struct EngineFactsTests {
    private func facts(_ text: String) throws -> EngineFacts {
        EngineFacts(try JSONValue(parsing: Array(text.utf8)))
    }

    /// Of Docker Engine 28 on Debian, and what Podman's service answers is of the same form.
    private let docker = """
        {"ID":"x","Containers":1,"Driver":"overlay2","MemoryLimit":true,"SwapLimit":true,
         "CpuCfsPeriod":true,"CpuCfsQuota":true,"CPUShares":true,"PidsLimit":true,
         "CgroupDriver":"systemd","CgroupVersion":"2","OperatingSystem":"Debian GNU/Linux 12",
         "OSType":"linux","ServerVersion":"28.2.2",
         "SecurityOptions":["name=apparmor","name=seccomp,profile=builtin","name=cgroupns"]}
        """

    /// Of `podman info --format json`, version 4.3.1.
    private let podman = """
        {"host":{"arch":"amd64","cgroupManager":"systemd","cgroupVersion":"v2",
         "cgroupControllers":["cpuset","cpu","io","memory","pids"],
         "ociRuntime":{"name":"crun"},"security":{"rootless":false,"seccompEnabled":true}},
         "store":{},"registries":{},"version":{"APIVersion":"4.3.1","Version":"4.3.1"}}
        """

    @Test func `Docker's own words are read`() throws {
        let facts = try facts(docker)
        #expect(facts.summary == "Docker Engine 28.2.2")
        let capabilities = facts.capabilities(ContainerOptions())
        #expect(capabilities.memory == .wholeSandbox(by: "cgroup v2"))
        #expect(capabilities.cpus == .wholeSandbox(by: "cgroup v2"))
        #expect(capabilities.processes == .wholeSandbox(by: "cgroup v2"))
        #expect(capabilities.disk == .wholeSandbox(by: "sized tmpfs"))
        #expect(capabilities.countsOutOfMemoryKills)
        #expect(capabilities.isolatesNetwork)
        #expect(capabilities.isolatesAgent)
        #expect(capabilities.hostUser == .shared)
        #expect(capabilities.notes.count == 1)
    }

    @Test(arguments: ["Docker Desktop", "Docker Desktop (containerized)"])
    func `Docker Desktop is told apart`(system: String) throws {
        let facts = try facts(docker.replacing("Debian GNU/Linux 12", with: system))
        #expect(facts.summary == "Docker Desktop 28.2.2")
    }

    @Test func `what Podman's command line says is read`() throws {
        let facts = try facts(podman)
        #expect(facts.product == EngineFacts.podman)
        #expect(facts.summary == "Podman 4.3.1")
        let capabilities = facts.capabilities(ContainerOptions())
        #expect(capabilities.memory == .wholeSandbox(by: "cgroup v2"))
        #expect(capabilities.cpus.holdsForWholeSandbox)
        #expect(capabilities.processes.holdsForWholeSandbox)
        #expect(capabilities.notes.contains { $0.contains("number of files") })
        #expect(!capabilities.notes.contains { $0.contains("without root") })
    }

    @Test func `Podman without root and without handed down controllers limits nothing`() throws {
        let text = podman.replacing(#""rootless":false"#, with: #""rootless":true"#)
            .replacing(#""cpuset","cpu","io","memory","pids""#, with: "")
        let capabilities = try facts(text).capabilities(ContainerOptions())
        #expect(capabilities.memory == .none(because: "the engine can't limit memory here"))
        #expect(capabilities.cpus == .none(because: "the engine can't limit processors here"))
        #expect(capabilities.processes == .none(because: "the engine can't limit processes here"))
        #expect(!capabilities.countsOutOfMemoryKills)
        #expect(capabilities.disk.holdsForWholeSandbox)
        #expect(capabilities.notes.contains { $0.contains("without root") })
        #expect(capabilities.notes.contains { $0.contains("do not count as memory") })
    }

    @Test(
        arguments: [
            ("MemoryLimit", [true, false, false]), ("CpuCfsQuota", [false, true, false]),
            ("PidsLimit", [false, false, true]),
        ]
    )
    func `each of Docker's limits stands for itself`(key: String, lost: [Bool]) throws {
        for text in [
            docker.replacing("\"\(key)\":true", with: "\"\(key)\":false"),
            docker.replacing("\"\(key)\":true", with: "\"Nothing\":true"),
        ] {
            let capabilities = try facts(text).capabilities(ContainerOptions())
            let limits = [capabilities.memory, capabilities.cpus, capabilities.processes]
            #expect(limits.map { !$0.holdsForWholeSandbox } == lost)
            #expect(capabilities.countsOutOfMemoryKills == (key != "MemoryLimit"))
        }
    }

    @Test func `the older spelling of the processors' limit counts too`() throws {
        let text = docker.replacing("CpuCfsQuota", with: "CPUCfsQuota")
        #expect(try facts(text).limitsCPU)
    }

    @Test func `Docker without root says so`() throws {
        let text = docker.replacing(#""name=cgroupns""#, with: #""name=cgroupns","name=rootless""#)
        let notes = try facts(text).capabilities(ContainerOptions()).notes
        #expect(notes.contains("the engine runs without root"))
    }

    @Test func `swap that isn't limited is told, unless memory isn't either`() throws {
        let swapless = docker.replacing(#""SwapLimit":true"#, with: #""SwapLimit":false"#)
        func tellsSwap(_ text: String) throws -> Bool {
            let notes = try facts(text).capabilities(ContainerOptions()).notes
            return notes.contains { $0.contains("swap") }
        }
        #expect(try tellsSwap(swapless))
        #expect(try !tellsSwap(docker))
        let limitless = swapless.replacing(#""MemoryLimit":true"#, with: #""MemoryLimit":false"#)
        #expect(try !tellsSwap(limitless))
    }

    @Test func `options that relax the isolation show in the capabilities`() throws {
        var options = ContainerOptions()
        options.network = "bridge"
        options.writableRoot = true
        let capabilities = try facts(docker).capabilities(options)
        #expect(!capabilities.isolatesNetwork)
        #expect(capabilities.notes.contains { $0.contains("image's files can be written") })
    }

    @Test func `root inside is root outside, unless the engine maps users`() throws {
        var options = ContainerOptions()
        options.user = 0
        func user(_ text: String) throws -> BackendCapabilities.HostUser {
            try facts(text).capabilities(options).hostUser
        }
        #expect(try user(docker) == .root)
        #expect(try user(podman) == .root)
        for name in ["name=rootless", "name=userns"] {
            #expect(try user(docker.replacing("name=cgroupns", with: name)) == .shared)
        }
        let rootless = podman.replacing(#""rootless":false"#, with: #""rootless":true"#)
        #expect(try user(rootless) == .shared)
        #expect(EngineFacts.unknown.capabilities(options).hostUser == .root)
    }

    @Test(
        arguments: [
            "{}", "null", "[]", "7", #"{"host":null}"#, #"{"host":7,"version":8}"#,
            #"{"ServerVersion":5,"MemoryLimit":"yes","SecurityOptions":{"name=rootless":1}}"#,
            #"{"host":{"cgroupControllers":"memory","security":[]},"version":"4"}"#,
        ]
    )
    func `of an engine that says nothing, nothing is claimed`(text: String) throws {
        let facts = try facts(text)
        #expect(facts.version == "of an unknown version")
        let capabilities = facts.capabilities(ContainerOptions())
        for limit in [capabilities.memory, capabilities.cpus, capabilities.processes] {
            #expect(!limit.holdsForWholeSandbox)
        }
        #expect(!capabilities.countsOutOfMemoryKills)
    }

    @Test func `an engine of an unknown control group is named so`() throws {
        let text = docker.replacing(#""CgroupVersion":"2","#, with: "")
        let capabilities = try facts(text).capabilities(ContainerOptions())
        #expect(capabilities.memory == .wholeSandbox(by: "the engine's cgroup"))
    }

    @Test func `control characters of the engine are escaped`() throws {
        let text = docker.replacing("28.2.2", with: #"\u001b[2J"#)
            .replacing(#""CgroupVersion":"2""#, with: #""CgroupVersion":"\u001b""#)
        let facts = try facts(text)
        #expect(facts.summary == #"Docker Engine \u{1B}[2J"#)
        #expect(facts.capabilities(.init()).memory == .wholeSandbox(by: #"cgroup v\u{1B}"#))
    }
}
