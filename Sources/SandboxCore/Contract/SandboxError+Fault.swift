extension SandboxError {
    /// What stands in the way of a sandbox, for programs that can do something about it.
    ///
    /// The message says the same to people. New faults may be added.
    public struct Fault: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case notInstalled, notRunning, permissionDenied, addressRefused, engineTooOld
            case imageMissing, pythonUnusable, limitRefused, optionRefused, outOfDisk
        }

        private let kind: Kind

        /// The program or the engine is not installed.
        public static let notInstalled = Fault(kind: .notInstalled)
        /// The engine is installed, but nothing answers.
        public static let notRunning = Fault(kind: .notRunning)
        /// This user may not talk to the engine.
        public static let permissionDenied = Fault(kind: .permissionDenied)
        /// The engine's address is none that this library connects to.
        public static let addressRefused = Fault(kind: .addressRefused)
        /// The engine is older than this library can use.
        public static let engineTooOld = Fault(kind: .engineTooOld)
        /// The engine doesn't have the image.
        public static let imageMissing = Fault(kind: .imageMissing)
        /// The image or the machine has no Python that can be used.
        public static let pythonUnusable = Fault(kind: .pythonUnusable)
        /// The engine can't set one of the limits.
        public static let limitRefused = Fault(kind: .limitRefused)
        /// The engine doesn't know an option that was asked for, such as an OCI runtime.
        public static let optionRefused = Fault(kind: .optionRefused)
        /// The engine's disk is full.
        public static let outOfDisk = Fault(kind: .outOfDisk)

        /// The fault's name.
        public var description: String { kind.rawValue }
    }
}
