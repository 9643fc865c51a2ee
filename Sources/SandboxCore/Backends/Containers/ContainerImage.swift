/// An image as an engine knows it.
struct ContainerImage: Hashable, Sendable {
    /// The digest of its configuration, such as `sha256:…`.
    var id: String
    /// What it was asked for as.
    var reference: String
}
