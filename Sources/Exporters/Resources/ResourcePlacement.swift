/// Where the images and attached files of a document go.
public enum ResourcePlacement: Sendable, Hashable {
    /// Into files in the folder `NAME_files` beside the document.
    case files
    /// Into the document itself, as data URIs.
    case dataURIs
}
