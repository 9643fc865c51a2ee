"""The code that stands in a magic's line, and what other magics do."""
from . import scriptoptions
from .doubts import Doubt
from .syntax import Unreadable, kind, parse

SHELL = ("system", "getoutput")
PYTHON = ("time", "timeit", "capture", "prun", "memit", "mprun", "lprun")
INERT = ("html", "HTML", "markdown", "latex", "svg", "SVG", "javascript", "js")
PROCESSES = ("bash", "sh", "perl", "ruby", "python", "python3", "script", "system", "sx", "!",
             "pip", "conda")
DOUBTS = {"writefile": "files", "file": "files", "run": "files", "load": "files", "cd": "files",
          "env": "environment", "set_env": "environment"}
DOUBTS.update((name, "processes") for name in PROCESSES)
OPAQUE = ("run", "load", "reset", "reset_selective", "store", "pylab", "macro")


def is_magic(call):
    """Whether it is a call that `magics.transform` makes."""
    function = call.func
    return kind(function) == "Attribute" and kind(function.value) == "Call" \
        and kind(function.value.func) == "Name" and function.value.func.id == "get_ipython" \
        and function.attr in ("system", "getoutput", "run_line_magic", "run_cell_magic") \
        and all(kind(each) == "Constant" and isinstance(each.value, str) for each in call.args)


def visit(walker, call):
    words = [each.value for each in call.args]
    if call.func.attr in SHELL:
        walker.doubt(call, Doubt("processes"), "!" + "".join(words))
        expand(walker, call, "".join(words))
        return
    name, line, body = (words + ["", ""])[:3]
    mark = "%%" if call.func.attr == "run_cell_magic" else "%"
    found = "time" if name == "timeit" and "-o" in line.split() else DOUBTS.get(name)
    walker.doubt(call, found and Doubt(found), mark + name)
    if name in OPAQUE or mark == "%%" and name not in (*PYTHON, *INERT, *DOUBTS):
        walker.opaque(call, "code", mark + name)
    if name in PYTHON:
        python(walker, call, name, line, body)
    else:
        expand(walker, call, line)
    if mark == "%%" and name in PROCESSES:
        written(walker, line)


def written(walker, line):
    """The variables that a program's output goes to."""
    try:
        found = scriptoptions.options(line.split())[0]
    except ValueError:
        return
    for option in scriptoptions.VARIABLES:
        if option in found:
            walker.bind(found[option])


def python(walker, call, name, line, body):
    """A magic that runs its text: `timeit` within a function of its own."""
    if name == "capture":
        for word in line.split():
            if word.isidentifier():
                walker.bind(word)
        line = ""
    words = line.split(" ")
    while words and words[0].startswith("-"):
        words.pop(0)
        while words and (words[0].isdigit() or not words[0]):
            words.pop(0)
    before = dict(walker.cell.defines), type(walker.sure)(walker.sure)
    for code, offset in ((" ".join(words), call.lineno - 1), (body, call.lineno)):
        try:
            walker.block(parse(code, offset=offset).body)
        except Unreadable:
            walker.opaque(call, "code", "%" + name)
    if name == "timeit":
        walker.cell.defines, walker.sure = before


def expand(walker, call, text):
    """The `{expressions}` and `$names` that are filled in."""
    for piece in text.split("{")[1:]:
        expression, closed, _ = piece.partition("}")
        if closed and expression.strip():
            try:
                walker.visit_all(parse(expression, offset=call.lineno - 1).body)
            except Unreadable:
                pass
    for piece in text.split("$")[1:]:
        length = 0
        while piece[:length + 1].isidentifier() and length < len(piece):
            length += 1
        if piece[:length] in walker.notebook.defined:
            walker.load(piece[:length])
