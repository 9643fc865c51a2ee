/// A sandbox's size by name.
public enum ExecutionSize: String, CaseIterable, Hashable, Sendable, Codable {
    /// 256 MiB and a quarter of a processor.
    case small
    /// 512 MiB and half a processor: what a request without a wish gets by default.
    case medium
    /// 2 GiB and two processors.
    case large

    /// The memory that can be asked for.
    public static let memories = ["256m", "512m", "1g", "2g"]
    /// The processors that can be asked for.
    public static let processors = ["0.25", "0.5", "1.0", "2.0"]

    /// Its memory, one of ``memories``.
    public var memory: String {
        switch self {
        case .small: "256m"
        case .medium: "512m"
        case .large: "2g"
        }
    }

    /// Its processors, one of ``processors``.
    public var cpus: String {
        switch self {
        case .small: "0.25"
        case .medium: "0.5"
        case .large: "2.0"
        }
    }
}
