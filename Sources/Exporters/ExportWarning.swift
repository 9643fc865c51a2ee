public import NotebookModel

/// Something of a notebook that a document does not show, or not as the notebook has it.
public struct ExportWarning: Sendable, Hashable {
    /// What happened.
    public enum Kind: Sendable, Hashable {
        /// A cell of a type that the format can't express was left out.
        case unknownCell(type: String)
        /// A raw cell meant for another format was left out.
        case foreignCell(type: String)
        /// An output of a type that the format can't express was left out.
        case unknownOutput(type: String)
        /// An output in none of the MIME types that the format shows was left out.
        case unshownOutput(types: [String])
        /// The text refers to an attached file that the cell doesn't have.
        case missingAttachment(name: String)
        /// The data of an image or an attached file can't be decoded; it was left out.
        case undecodableData(type: String)
        /// The text refers to a file that was to be embedded and is no image that browsers show; it
        /// still refers to it.
        case unembeddedFile(path: String)
        /// A file was left out since another one takes its path.
        case replacedFile(path: String)
        /// A member of the metadata can't be expressed and was left out.
        case unexpressedMetadata(key: String)
        /// A member of the notebook's metadata was left out, as jupytext leaves it out.
        case filteredMetadata(key: String)
        /// The version of the format has no place for it.
        case conversionLoss(ConversionLoss)
        /// The ids of cells were left out, which the version of the format doesn't have.
        case removedIDs(count: Int)
        /// Elements and attributes of HTML that could run or load something were left out.
        case removedMarkup(names: [String])
        /// The text of a cell, read back from the document, will not be the same.
        case ambiguousSource
    }

    /// What happened.
    public var kind: Kind
    /// The position of the cell in the notebook, from 0, if it is about a cell.
    public var cell: Int?
    /// The position of the output in its cell, from 0, if it is about an output.
    public var output: Int?

    /// Makes a warning.
    public init(_ kind: Kind, cell: Int? = nil, output: Int? = nil) {
        self.kind = kind
        self.cell = cell
        self.output = output
    }
}

extension ExportWarning: CustomStringConvertible {
    /// One line that says where and what, with places counted from 1 and no control characters.
    public var description: String {
        let output = output.map { ", output \($0 + 1)" } ?? ""
        let place = cell.map { "cell \($0 + 1)\(output): " } ?? ""
        return place + kind.description
    }
}

extension ExportWarning.Kind: CustomStringConvertible {
    /// What happened, without the place.
    public var description: String {
        switch self {
        case .unknownCell(let type):
            "a cell of the unknown type '\(type.escapingControls)' is left out"
        case .foreignCell(let type):
            "a raw cell meant for '\(type.escapingControls)' is left out"
        case .unknownOutput(let type):
            "an output of the unknown type '\(type.escapingControls)' is left out"
        case .unshownOutput(let types):
            "an output is left out that is only there as \(types.joined(separator: ", ").escapingControls)"
        case .missingAttachment(let name):
            "the attached file '\(name.escapingControls)' is not there"
        case .undecodableData(let type):
            "data of type \(type.escapingControls) can't be decoded and is left out"
        case .unembeddedFile(let path):
            "the file '\(path.escapingControls)' is no image that browsers show and is not embedded"
        case .replacedFile(let path):
            "a file is left out since another one becomes '\(path.escapingControls)'"
        case .unexpressedMetadata(let key):
            "the metadata '\(key.escapingControls)' can't be expressed and is left out"
        case .filteredMetadata(let key):
            "the notebook's metadata '\(key.escapingControls)' is left out, as jupytext does unless its notebook_metadata_filter names it"
        case .removedIDs(let count):
            "the ids of cells are left out (\(count)), which there are from format 4.5 on"
        case .conversionLoss(let loss): loss.description.escapingControls
        case .removedMarkup(let names):
            "what could run or load something is left out or shown as a link: \(names.joined(separator: ", ").escapingControls)"
        case .ambiguousSource:
            "the text of the cell will not be the same when it is read back"
        }
    }
}
