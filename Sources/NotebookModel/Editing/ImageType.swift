/// The types of images that notebooks show.
public enum ImageType: String, Sendable, Hashable, CaseIterable {
    /// Portable Network Graphics.
    case png = "image/png"
    /// A photograph.
    case jpeg = "image/jpeg"
    /// A Graphics Interchange Format image, maybe an animation.
    case gif = "image/gif"
    /// A drawing in XML.
    case svg = "image/svg+xml"

    /// The ends of file names, the usual one first.
    var fileExtensions: [String] {
        switch self {
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .gif: ["gif"]
        case .svg: ["svg"]
        }
    }
}
