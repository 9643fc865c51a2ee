/// Whose rules a textual format follows.
public enum ExportMode: Sendable, Hashable {
    /// Our own, which mend what users of the usual tools complain of, and which these still read.
    case better
    /// Those of jupytext (1.19.6) or nbconvert (7.17.2), byte for byte.
    ///
    /// Only the line with jupytext's version is left out. What these tools can't convert is written
    /// as far as it goes, with a warning.
    case compatible
}
