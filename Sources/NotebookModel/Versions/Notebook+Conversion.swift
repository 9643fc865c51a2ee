extension Notebook {
    /// Converts the notebook to a minor version of format 4.
    ///
    /// A notebook that is valid by the schema of nbformat for its version stays valid: ids are
    /// removed below 4.5 and made for 4.5 (see ``addMissingIDs()``), metadata go that have another
    /// type than the version demands, and so does what only a version after 4.5 allows: unknown
    /// members, types of cells and outputs, and data that are no text in a type for text. What was
    /// against the rules before stays.
    ///
    /// - Parameter version: The version wanted.
    /// - Returns: What had to go, in the order of the notebook.
    public mutating func convert(to version: NotebookVersion) -> [ConversionLoss] {
        var conversion = NotebookConversion(from: nbformatMinor, to: version)
        conversion.convert(&self)
        if version == .v45 { addMissingIDs() }
        nbformatMinor = version.minor
        return conversion.losses
    }
}
