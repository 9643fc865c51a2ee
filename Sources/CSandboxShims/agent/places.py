"""Where compiled code stands in what the user wrote, if that was rewritten first or is a part of a
line: columns of tracebacks and syntax errors are the user's. Columns count UTF-8 bytes."""
from .syntax import children

CALL = "get_ipython()"


class Shifted:
    """A line that is the user's from a column on."""

    def __init__(self, by):
        self.by = by

    def begin(self, column):
        return column + self.by

    end = begin


class Rewritten:
    """A line whose rest from `at` on means what the user wrote from `start` to `stop`."""

    def __init__(self, at, start, stop):
        self.at, self.start, self.stop = at, start, stop

    def begin(self, column):
        return column if column < self.at else self.start

    def end(self, column):
        return column if column <= self.at else self.stop


def of_rewritten(before, after, first=1):
    """The places of the lines that `transform` has changed, by number."""
    places = {}
    for at, (old, new) in enumerate(zip(before.split("\n"), after.split("\n"))):
        call = new.find(CALL)
        if old != new and call >= 0:
            target = new[:call].rstrip().rstrip("=").rstrip()
            rest = old[len(target):] if target and old.startswith(target) else old
            sign = len(old) - len(rest.lstrip(" \t="))
            places[first + at] = Rewritten(_bytes(new[:call]), _bytes(old[:sign]),
                                           _bytes(old.rstrip()))
    return places


def of_part(line, part, number, rewritten):
    """The place of code that is a part of a line; of one that isn't found, all of the line."""
    at = line.rfind(part.split("\n")[0])
    if at < 0 or "\n" in part:
        return {number: Rewritten(0, _bytes(line[:len(line) - len(line.lstrip())]), _bytes(line))}
    if rewritten:
        return {number: Rewritten(0, _bytes(line[:at]), _bytes(line[:at] + part))}
    return {number: Shifted(_bytes(line[:at]))}


def move(tree, places):
    """Gives the nodes of a syntax tree the user's columns."""
    nodes = [tree]
    while nodes:
        node = nodes.pop()
        nodes += children(node)
        place = places.get(getattr(node, "lineno", None))
        if place is not None:
            node.col_offset = place.begin(node.col_offset)
        place = places.get(getattr(node, "end_lineno", None))
        if place is not None:
            node.end_col_offset = place.end(node.end_col_offset)


def correct(error, places, lines):
    """Gives a syntax error the user's line and columns.

    One that was found in a syntax tree has the user's columns, in bytes, and no line.
    """
    if not error.lineno or not 0 < error.lineno <= len(lines):
        return
    line, place = lines[error.lineno - 1], places.get(error.lineno)
    if error.text is None:
        place = Shifted(0)
        before = lambda offset: offset - 1  # noqa: E731
    elif place is not None:
        compiled = error.text
        before = lambda offset: _bytes(compiled[:offset - 1])  # noqa: E731
    else:
        return
    if error.offset:
        error.offset = _column(line, place.begin(before(error.offset)))
    if getattr(error, "end_lineno", None) == error.lineno and error.end_offset:
        error.end_offset = max(_column(line, place.end(before(error.end_offset))), error.offset)
    error.text = line + "\n"


def _column(line, column):
    """A column in characters from 1."""
    return len(line.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "replace")) + 1


def _bytes(text):
    return len(text.encode("utf-8", "surrogatepass"))
