extension PythonException {
    /// The traceback with colours, as lines for a terminal.
    ///
    /// Files, lines and functions are magenta, the parts of a line that are to blame red, names of
    /// exceptions bold: the colours of CPython 3.13. They are put around ``traceback``'s lines
    /// here; what the code wrote itself is passed on as text, its control characters, terminal
    /// escapes among them, spelled as `\u{1B}`.
    public var ansiTraceback: [String] { TracebackPainter.paint(traceback) }
}
