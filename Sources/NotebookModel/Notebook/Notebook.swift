/// A Jupyter notebook, format 4.
///
/// Text that a file may hold as a list of lines is joined here. Members that the format doesn't
/// know are kept in `otherMembers`, and nothing is repaired on reading.
public struct Notebook: Sendable, Hashable {
    /// The major version of the format, 4.
    public var nbformat: Int
    /// The minor version of the format; ids of cells belong to minor 5 and later.
    public var nbformatMinor: Int
    /// The metadata: `kernelspec`, `language_info` and whatever tools add.
    public var metadata: JSONObject
    /// The cells in order.
    public var cells: [Cell]
    /// The top-level members that the format doesn't define.
    public var otherMembers: JSONObject

    /// Makes a notebook, in format 4.5 by default.
    public init(
        cells: [Cell] = [],
        metadata: JSONObject = [:],
        nbformat: Int = 4,
        nbformatMinor: Int = 5,
        otherMembers: JSONObject = [:]
    ) {
        self.cells = cells
        self.metadata = metadata
        self.nbformat = nbformat
        self.nbformatMinor = nbformatMinor
        self.otherMembers = otherMembers
    }

    /// The name of the programming language, if the metadata tells.
    ///
    /// That is `language_info.name`, else `kernelspec.language`, else `python` for the kernels
    /// `python`, `python2` and `python3`.
    public var language: String? {
        if let name = metadata["language_info"]?["name"]?.stringValue, !name.isEmpty { return name }
        guard let kernel = metadata["kernelspec"] else { return nil }
        if let name = kernel["language"]?.stringValue, !name.isEmpty { return name }
        return switch kernel["name"]?.stringValue {
        case "python", "python2", "python3": "python"
        default: nil
        }
    }
}
