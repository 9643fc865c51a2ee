extension Notebook {
    /// The major format that the notebook was converted from, if the metadata tells.
    ///
    /// Reading a notebook of format 1, 2 or 3 notes it as `orig_nbformat`, as nbformat does. The
    /// note lasts as long as the notebook is in memory and is not written to files; some files of
    /// format 4 have it none the less, from other writers.
    public var originalFormat: Int? {
        metadata["orig_nbformat"]?.lenientInt
    }
}
