"""Line magics, each a function of the shell and the rest of the line."""
import builtins
import os
import shlex
import sys
from time import perf_counter, process_time

from .registry import registry

MAGICS, magic = registry()


@magic("matplotlib", "config", "autoreload", "precision", "colors", "xmode", "pprint",
       "unload_ext", "doctest_mode", "autosave", "pdb", "logstart", "logstop")
def nothing(shell, line):
    """Settings of a notebook that mean nothing here: plots are always inline."""


@magic("load_ext", "reload_ext")
def load_ext(shell, line):
    if line.split(".")[0] not in ("autoreload", "nb_black", "lab_black", "memory_profiler",
                                  "line_profiler", "tensorboard"):
        __import__(line)
        sys.modules[line].load_ipython_extension(shell)


@magic("time")
def time(shell, line):
    return timed(lambda: shell.evaluate(line, 0))


def timed(run):
    wall, cpu = perf_counter(), process_time()
    try:
        return run()
    finally:
        cpu, wall = process_time() - cpu, perf_counter() - wall
        print("CPU times: total: %s\nWall time: %s" % (span(cpu), span(wall)))


def span(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return "%.3g %s" % (seconds / size, unit)
    return "%.3g ns" % (seconds * 1e9)


@magic("timeit")
def timeit(shell, line):
    return measure(shell, line, None)


def measure(shell, line, cell):
    """Options of IPython's `timeit`: -n loops, -r repeats, -q quiet, -o give the result."""
    import timeit as module
    import getopt
    words = line.split()
    count = 0
    while count < len(words) and words[count].startswith("-"):
        count += 2 if words[count] in ("-n", "-r", "-p", "-t", "-c") else 1
    options = dict(getopt.getopt(words[:count], "n:r:p:tcqo")[0])
    rest = line
    for word in words[:count]:
        rest = rest[rest.index(word) + len(word):]
    statement, setup = (rest.strip(), "pass") if cell is None else (cell, rest.strip() or "pass")
    timer = module.Timer(globals=shell.user_ns)
    timer.inner = loop(shell, statement, setup, 0 if cell is None else 1)
    loops = int(options.get("-n", 0)) or timer.autorange()[0]
    repeats = int(options.get("-r", 7))
    times = [each / loops for each in timer.repeat(repeats, loops)]
    mean = sum(times) / repeats
    deviation = (sum((each - mean) ** 2 for each in times) / repeats) ** 0.5
    if "-q" not in options:
        print("%s ± %s per loop (mean ± std. dev. of %d run%s, %s loop%s each)" % (
            span(mean), span(deviation), repeats, "s" if repeats > 1 else "",
            format(loops, ","), "s" if loops > 1 else ""))
    return times if "-o" in options else None


def loop(shell, statement, setup, offset):
    """The function that `timeit` measures, with the lines of the cell."""
    import ast
    from .places import move
    shell.check(statement, offset)
    text, name, places = shell.located(statement, offset)
    measured = ast.parse(text)
    move(measured, places)
    tree = ast.parse("def inner(_it, _timer):\n pass\n start = _timer()\n for _ in _it: pass\n"
                     " return _timer() - start")
    inner = tree.body[0]
    inner.body[0:1] = ast.parse(setup).body
    inner.body[-2].body = measured.body
    found = {}
    exec(compile(tree, name, "exec"), shell.user_ns, found)
    return found["inner"]


@magic("cd")
def cd(shell, line):
    shell.change_directory(line.strip("'\""))
    print(os.getcwd())


@magic("pwd")
def pwd(shell, line):
    return os.getcwd()


def _command(name):
    MAGICS[name] = lambda shell, line: shell.system(name + " " + line)


for _name in ("ls", "cat", "mkdir", "rmdir", "rm", "cp", "mv", "ln", "man", "less", "head", "tail"):
    _command(_name)
MAGICS["ll"] = lambda shell, line: shell.system("ls -l " + line)


@magic("system", "sx")
def system(shell, line):
    return shell.getoutput(line)


@magic("env", "set_env")
def env(shell, line):
    name, separator, value = line.partition("=" if "=" in line else " ")
    if not line:
        return dict(os.environ)
    if not separator:
        return os.environ[name]
    os.environ[name.strip()] = value.strip()
    print("env: %s=%s" % (name.strip(), value.strip()))


HIDDEN = ("In", "Out", "exit", "quit", "get_ipython", "display")


def variables(shell):
    return sorted(name for name in shell.user_ns if not name.startswith("_") and name not in HIDDEN)


@magic("who")
def who(shell, line):
    print("\t ".join(variables(shell)) or "Interactive namespace is empty.")


@magic("who_ls")
def who_ls(shell, line):
    return variables(shell)


@magic("whos")
def whos(shell, line):
    print("Variable   Type       Data/Info\n" + "-" * 30)
    for name in variables(shell):
        value = shell.user_ns[name]
        print("%-10s %-10s %s" % (name, type(value).__name__, repr(value)[:60]))


@magic("reset")
def reset(shell, line):
    for name in list(shell.user_ns):
        if not (name.startswith("__") and name.endswith("__")):
            del shell.user_ns[name]


@magic("reset_selective")
def reset_selective(shell, line):
    import re
    pattern = re.compile(line.replace("-f", "").strip())
    for name in variables(shell):
        if pattern.search(name):
            del shell.user_ns[name]


@magic("pip")
def pip(shell, line):
    import subprocess
    from . import network
    network.explain(subprocess.call([sys.executable, "-m", "pip"] + shlex.split(line)))


@magic("run")
def run(shell, line):
    words = shlex.split(line)
    inside = "-i" in words
    words = [word for word in words if word != "-i"]
    path = words[0] if os.path.exists(words[0]) else words[0] + ".py"
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    own = {"__name__": "__main__", "__builtins__": builtins, "__file__": path}
    arguments, sys.argv = sys.argv, words
    try:
        exec(code, shell.user_ns if inside else own)
    finally:
        sys.argv = arguments
        shell.user_ns.update((name, own[name]) for name in own if name[:2] != "__")


@magic("pylab")
def pylab(shell, line):
    from .ipython import UsageError
    raise UsageError("%pylab is not supported: import numpy and matplotlib.pyplot by name.")


@magic("lsmagic")
def lsmagic(shell, line):
    print(" ".join("%" + name for name in sorted(shell.line_magics)))
    print(" ".join("%%" + name for name in sorted(shell.cell_magics)))


@magic("pinfo")
def pinfo(shell, line):
    describe(shell, line, False)


@magic("pinfo2")
def pinfo2(shell, line):
    describe(shell, line, True)


def describe(shell, name, source):
    import inspect
    if name.startswith("%"):
        value = shell.line_magics.get(name.strip("%")) or shell.cell_magics.get(name.strip("%"))
    else:
        try:
            value = eval(name, shell.user_ns)
        except Exception:
            print("Object `%s` not found." % name)
            return
    parts = []
    try:
        parts.append("Signature: %s%s" % (name, inspect.signature(value)))
    except (TypeError, ValueError):
        parts.append("String form: %s" % repr(value)[:200])
    if source:
        try:
            parts.append("Source:\n" + inspect.getsource(value))
        except (TypeError, OSError):
            pass
    parts.append("Docstring:\n%s" % (inspect.getdoc(value) or "<no docstring>"))
    parts.append("Type: %s" % type(value).__name__)
    print("\n".join(parts))
