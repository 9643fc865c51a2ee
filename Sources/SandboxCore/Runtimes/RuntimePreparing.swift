/// A backend that can fetch or build what a runtime needs.
///
/// Nothing is fetched unless it is asked for: a start without the image fails, at once.
public protocol RuntimePreparing: SandboxBackend {
    /// Pulls or builds the runtime's image, unless it is there.
    ///
    /// Cancelling the task stops it.
    ///
    /// - Parameters:
    ///   - runtime: The runtime.
    ///   - report: Called with each step, in order.
    /// - Throws: ``SandboxError``; what was there before stays as it was.
    func prepare(
        _ runtime: Runtime,
        report: @escaping @Sendable (PreparationStep) -> Void
    ) async throws
}

/// A step of the preparation of a runtime.
public enum PreparationStep: Hashable, Sendable {
    /// The image is there already.
    case present(image: String)
    /// It is being fetched.
    case pulling(image: String)
    /// It is being built.
    case building(image: String)
    /// A line of the engine's, on one line and without control characters.
    case progress(String)
    /// The image can be used.
    case ready(image: String)
}
