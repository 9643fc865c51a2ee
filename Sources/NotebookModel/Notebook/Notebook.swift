/// A Jupyter notebook, format 4.
///
/// Text that a file may hold as a list of lines is joined here. Members that the format doesn't
/// know are kept in `otherMembers`, and nothing is repaired on reading.
public struct Notebook: Sendable, Hashable {
    /// What a notebook says beside its cells.
    struct Head: Sendable, Hashable {
        var nbformat: Int
        var nbformatMinor: Int
        var metadata: JSONObject
        var otherMembers: JSONObject
    }

    /// The cells in order.
    public var cells: [Cell]
    private(set) var head: FileBacked<Head>

    /// The major version of the format, 4.
    public var nbformat: Int {
        get { head.value.nbformat }
        _modify { yield &head.value.nbformat }
    }

    /// The minor version of the format; ids of cells belong to minor 5 and later.
    public var nbformatMinor: Int {
        get { head.value.nbformatMinor }
        _modify { yield &head.value.nbformatMinor }
    }

    /// The metadata: `kernelspec`, `language_info` and whatever tools add.
    public var metadata: JSONObject {
        get { head.value.metadata }
        _modify { yield &head.value.metadata }
    }

    /// The top-level members that the format doesn't define.
    public var otherMembers: JSONObject {
        get { head.value.otherMembers }
        _modify { yield &head.value.otherMembers }
    }

    /// Makes a notebook, in format 4.5 by default.
    ///
    /// That format wants an id for each cell: ``addMissingIDs()`` gives one to those without.
    public init(
        cells: [Cell] = [],
        metadata: JSONObject = [:],
        nbformat: Int = 4,
        nbformatMinor: Int = 5,
        otherMembers: JSONObject = [:]
    ) {
        self.cells = cells
        head = FileBacked(
            Head(
                nbformat: nbformat,
                nbformatMinor: nbformatMinor,
                metadata: metadata,
                otherMembers: otherMembers
            )
        )
    }

    /// Makes a notebook of a file.
    init(_ file: NotebookFile) {
        cells = file.cells.map { range in
            Cell(
                FilePart(of: file, range) { file, range in
                    var reader = PartReader(file.bytes, from: range.lowerBound)
                    if let content = try? reader.cell() { return content }
                    return Cell.Content(lenient: JSONReader.value(in: file.bytes, at: range))
                }
            )
        }
        head = FileBacked(
            FilePart(of: file, file.layout.range) { file, _ in
                Head(
                    lenient: JSONObject(
                        file.layout.members.lazy.filter { $0.key != "cells" }
                            .map { ($0.key, file.value($0)) }
                    )
                )
            }
        )
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
