"""Cell magics, each a function of the shell, the rest of its line and the cell below it."""
import os
import shlex
import sys

from . import linemagics, scriptoptions
from .channel import shared
from .display import send
from .registry import registry

MAGICS, magic = registry()


@magic("time")
def time(shell, line, cell):
    if line:
        cell = line + "\n" + cell
        return linemagics.timed(lambda: shell.evaluate(cell, 0))
    return linemagics.timed(lambda: shell.evaluate(cell, 1))


@magic("timeit")
def timeit(shell, line, cell):
    return linemagics.measure(shell, line, cell)


class Captured:
    """What a cell printed and displayed."""

    def __init__(self, stdout, stderr, outputs):
        self._streams = (stdout, stderr)
        self.outputs = outputs

    @property
    def stdout(self):
        return self._streams[0].getvalue()

    @property
    def stderr(self):
        return self._streams[1].getvalue()

    def show(self):
        sys.stdout.write(self.stdout)
        sys.stderr.write(self.stderr)
        for message in self.outputs:
            shared().display(message)

    __call__ = show

    def __str__(self):
        return self.stdout


@magic("capture")
def capture(shell, line, cell):
    import io
    words = line.split()
    names = [word for word in words if not word.startswith("-")]
    captured = Captured(io.StringIO(), io.StringIO(), [])
    streams, channel = (sys.stdout, sys.stderr), shared()
    if "--no-stdout" not in words:
        sys.stdout = captured._streams[0]
    if "--no-stderr" not in words:
        sys.stderr = captured._streams[1]
    if "--no-display" not in words:
        channel.diverted = captured.outputs
    try:
        value = shell.evaluate(cell, 1)
        if value is not None:
            shell.executor.displayhook(value)
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["_sandbox_agent.plots"].show_left_open()
    finally:
        sys.stdout, sys.stderr = streams
        channel.diverted = None
    if names:
        shell.user_ns[names[0]] = captured


@magic("writefile", "file")
def writefile(shell, line, cell):
    words = shlex.split(line)
    append = "-a" in words or "--append" in words
    path = os.path.expanduser([word for word in words if word not in ("-a", "--append")][0])
    word = "Appending to" if append else "Overwriting" if os.path.exists(path) else "Writing"
    print("%s %s" % (word, path))
    with open(path, "a" if append else "w", encoding="utf-8") as file:
        file.write(cell if cell.endswith("\n") else cell + "\n")


@magic("script")
def script(shell, line, cell, command=()):
    """What the program writes goes into variables where `--out` and `--err` name them."""
    import subprocess
    taken, words = scriptoptions.options(shlex.split(line))
    done = subprocess.run(
        [*command, *words], input=cell.encode("utf-8", "surrogateescape"),
        stdout=subprocess.PIPE if taken.get("--out") else None,
        stderr=subprocess.PIPE if taken.get("--err") else None)
    shell.user_ns["_exit_code"] = done.returncode
    for name, text in ((taken.get("--out"), done.stdout), (taken.get("--err"), done.stderr)):
        if name:
            shell.user_ns[name] = text.decode("utf-8", "replace")
    if done.returncode and "--no-raise-error" not in taken:
        raise subprocess.CalledProcessError(done.returncode, " ".join([*command, *words]))


def _interpreter(name, *command):
    MAGICS[name] = lambda shell, line, cell: script(shell, line, cell, command)


for _name in ("bash", "sh", "perl", "ruby"):
    _interpreter(_name, _name)
for _name in ("python", "python3"):
    _interpreter(_name, sys.executable, "-")


@magic("system", "sx", "!")
def system(shell, line, cell):
    return shell.getoutput(cell)


def _content(name, mime):
    MAGICS[name] = lambda shell, line, cell: send("display_data", {mime: cell}, {})


for _name, _mime in (("html", "text/html"), ("HTML", "text/html"), ("markdown", "text/markdown"),
                     ("latex", "text/latex"), ("svg", "image/svg+xml"), ("SVG", "image/svg+xml"),
                     ("javascript", "application/javascript"), ("js", "application/javascript")):
    _content(_name, _mime)
