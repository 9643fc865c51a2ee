/// Where the parts of a script stand.
///
/// Behind the mark of a cell come two blank lines, behind its code come two again, and behind a
/// text one. A text is a row of comment lines; blank lines part one from the next.
enum ScriptLayout {
    /// The first two lines as nbconvert writes them; calls of `get_ipython()` stand for magics.
    static let jupyterHeader = "#!/usr/bin/env python\n# coding: utf-8\n"
    /// The first two lines as we write them; comments stand for magics.
    static let header = "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n"

    /// The place of the first comment line that could be a text behind the code.
    ///
    /// Such a line stands behind two blank lines, with nothing but comments and blank lines behind
    /// it.
    ///
    /// - Parameter lines: What stands between the blank lines behind a mark and the next mark.
    /// - Returns: The position of the line, at least the third.
    static func textStart(in lines: ArraySlice<ArraySlice<UInt8>>) -> Int? {
        var start = lines.endIndex
        while start > lines.startIndex {
            let first = lines[start - 1].first
            guard first == nil || first == UInt8(ascii: "#") else { break }
            start -= 1
        }
        let first = max(start, lines.startIndex + 2)
        guard first < lines.endIndex else { return nil }
        return (first..<lines.endIndex).first { index in
            !lines[index].isEmpty && lines[index - 1].isEmpty && lines[index - 2].isEmpty
        }
    }

    /// Tells whether a text behind some code would be taken to start within the code.
    static func isOpenEnded(_ code: [UInt8]) -> Bool {
        var blankLines = 0
        var lineStart = true
        for byte in code {
            if byte == 0x0A {
                blankLines = lineStart ? blankLines + 1 : 0
                lineStart = true
            } else if lineStart {
                if byte == UInt8(ascii: "#"), blankLines > 1 {
                    return textStart(in: CommentBlock.lines(of: code[...])[...]) != nil
                }
                lineStart = false
            }
        }
        return false
    }
}
