/// A piece of a document, as an exporter hands it out.
public enum ExportPart: Sendable, Hashable {
    /// The next bytes of the document itself.
    case bytes([UInt8])
    /// A file that the document refers to.
    case resource(ExportedDocument.Resource)
    /// Something that could not be written as the notebook has it.
    case warning(ExportWarning)
}
