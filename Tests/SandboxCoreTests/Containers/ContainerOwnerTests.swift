import SandboxHost
import Testing

@testable import SandboxCore

@Suite struct ContainerOwnerTests {
    private let current = ContainerOwner(
        boot: "boot-1",
        processSpace: "4026531836",
        process: 100,
        started: "5000"
    )

    private func owner(
        boot: String = "boot-1",
        space: String = "4026531836",
        process: Int32 = 77,
        started: String = "900"
    ) -> ContainerOwner {
        ContainerOwner(boot: boot, processSpace: space, process: process, started: started)
    }

    @Test(arguments: ["a1b2-c3", "unknown"], ["4026531836", ""])
    func `a label is read as it was written`(boot: String, space: String) {
        for process: Int32 in [1, 4_194_304, .max] {
            let owner = owner(boot: boot, space: space, process: process)
            #expect(ContainerOwner(owner.text) == owner)
        }
        #expect(ContainerOwner(ContainerOwner.current.text) == .current)
    }

    @Test(
        arguments: [
            "", "/", "///", "a/b/1", "a/b/1/d/e", "a/b/0/d", "a/b/-1/d", "a/b/x/d", "a/b//d",
            "a/b/1 /d", "a/b/99999999999/d", "someone else's label", "a/b/1\0/d",
        ]
    )
    func `what no program of this library wrote names no owner`(label: String) {
        #expect(ContainerOwner(label) == nil)
        #expect(!ListedContainer(name: "c", label: label).isLeftover)
    }

    /// What is known of process 77: the time it started, or nil if there is none.
    @Test(
        arguments: [
            ("its process is there", "boot-1", "4026531836", "900", false),
            ("it has ended", "boot-1", "4026531836", nil, true),
            ("its id was given to another", "boot-1", "4026531836", "901", true),
            ("another boot, no such process", "boot-2", "4026531836", nil, false),
            ("another boot, another process", "boot-2", "4026531836", "901", false),
            ("another container, no such process", "boot-1", "4026532000", nil, false),
            ("another container, another process", "boot-1", "4026532000", "901", false),
            ("a machine without a name", "unknown", "4026531836", nil, false),
        ] as [(String, String, String, String?, Bool)]
    )
    func `a program is gone where that can be known`(
        what: String,
        boot: String,
        space: String,
        started: String?,
        isGone: Bool
    ) {
        func startTime(_ process: Int32) -> String? { process == 77 ? started : "elsewhere" }
        let found = owner(boot: boot, space: space).isGone(
            seenBy: current,
            startTime: startTime,
            exists: { startTime($0) != nil }
        )
        #expect(found == isGone, "\(what)")
    }

    @Test func `where machines have no names, nobody is known to be gone`() {
        let nameless = owner(boot: HostIdentity.unknownBoot)
        #expect(!nameless.isGone(seenBy: nameless, startTime: { _ in nil }))
    }

    @Test func `this very program is not gone`() {
        #expect(!ContainerOwner.current.isGone())
        #expect(ContainerOwner.current.process == HostIdentity.processID)
    }

    @Test func `this program of another time is gone`() {
        let earlier = ContainerOwner(
            boot: ContainerOwner.current.boot,
            processSpace: ContainerOwner.current.processSpace,
            process: ContainerOwner.current.process,
            started: "1"
        )
        #expect(earlier.isGone())
    }

    @Test func `a process that is there but can't be looked at is not gone`() {
        #expect(!owner().isGone(seenBy: current, startTime: { _ in nil }, exists: { _ in true }))
        let unsure = owner(started: ContainerOwner.unknownStart)
        #expect(!unsure.isGone(seenBy: current, startTime: { _ in "5" }, exists: { _ in true }))
        #expect(unsure.isGone(seenBy: current, startTime: { _ in nil }, exists: { _ in false }))
    }
}

@Suite struct ListedContainerTests {
    @Test func `its name has no slash, as some engines give it`() {
        #expect(ListedContainer(name: "/c", label: "").name == "c")
        #expect(ListedContainer(name: "c", label: "").name == "c")
    }

    @Test func `only that of an owner that is gone is left over`() {
        let current = ContainerOwner.current
        let earlier = ContainerOwner(
            boot: current.boot,
            processSpace: current.processSpace,
            process: current.process,
            started: "1"
        )
        #expect(ListedContainer(name: "c", label: earlier.text).isLeftover)
        #expect(!ListedContainer(name: "c", label: current.text).isLeftover)
    }
}
