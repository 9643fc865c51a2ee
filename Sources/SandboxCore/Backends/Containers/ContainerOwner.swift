internal import SandboxHost

/// The host program that a container belongs to, as its label tells.
struct ContainerOwner: Hashable, Sendable {
    static let label = "swift-python-sandbox.owner"

    /// The start time of a process that can't be looked at.
    static let unknownStart = "0"

    /// The boot of its machine, where its process ids come from, and which process it was.
    let boot: String
    let processSpace: String
    let process: Int32
    let started: String

    /// This program.
    static let current = ContainerOwner(
        boot: HostIdentity.bootID,
        processSpace: HostIdentity.processSpace,
        process: HostIdentity.processID,
        started: HostIdentity.startTime(of: HostIdentity.processID) ?? unknownStart
    )

    init(boot: String, processSpace: String, process: Int32, started: String) {
        self.boot = boot
        self.processSpace = processSpace
        self.process = process
        self.started = started
    }

    /// Reads a label.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let process = Int32(parts[2]), process > 0 else { return nil }
        self.init(boot: parts[0], processSpace: parts[1], process: process, started: parts[3])
    }

    var text: String { "\(boot)/\(processSpace)/\(process)/\(started)" }

    /// Whether it is known to be gone.
    ///
    /// Of a program on another machine, or in another container of this one, nothing can be known:
    /// what it left ends by itself when its input closes.
    func isGone(
        seenBy current: ContainerOwner = .current,
        startTime: (Int32) -> String? = HostIdentity.startTime(of:),
        exists: (Int32) -> Bool = HostIdentity.exists
    ) -> Bool {
        guard boot == current.boot, boot != HostIdentity.unknownBoot,
            processSpace == current.processSpace
        else { return false }
        guard started != Self.unknownStart, let time = startTime(process) else {
            return !exists(process)
        }
        return time != started
    }
}

/// A container that a host program of this library made, as an engine tells of it.
struct ListedContainer: Hashable, Sendable {
    let name: String
    private let owner: ContainerOwner?

    /// - Parameters:
    ///   - name: Its name; engines begin it with a slash.
    ///   - label: What its owner's label says.
    init(name: some StringProtocol, label: some StringProtocol) {
        self.name = String(name.drop { $0 == "/" })
        owner = ContainerOwner(String(label))
    }

    /// Whether its owner is known to be gone.
    var isLeftover: Bool { owner?.isGone() == true }
}
