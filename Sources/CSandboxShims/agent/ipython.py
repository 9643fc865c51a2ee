"""What `get_ipython()` gives: the magics that notebooks use, without IPython."""
import os
import sys

from . import cellmagics, linemagics


class UsageError(Exception):
    """A magic that there isn't, or with arguments it doesn't take."""


UsageError.__module__ = "builtins"  # shown as IPython shows its own: by the bare name


class Shell:
    def __init__(self, executor):
        self.executor = executor
        self.user_ns = executor.namespace
        self.config = {}
        self.line_magics = dict(linemagics.MAGICS)
        self.cell_magics = dict(cellmagics.MAGICS)

    @property
    def execution_count(self):
        return self.executor.count

    def run_line_magic(self, name, line, _stack_depth=1):
        magic = self.line_magics.get(name)
        if magic is None:
            raise UsageError("Line magic function `%%%s` not found." % name)
        return magic(self, self.expand(line))

    def run_cell_magic(self, name, line, cell):
        magic = self.cell_magics.get(name)
        if magic is None:
            raise UsageError("Cell magic `%%%%%s` not found." % name)
        return magic(self, self.expand(line), cell)

    def magic(self, line):
        name, _, rest = line.lstrip("%").partition(" ")
        return self.run_line_magic(name, rest.strip())

    def register_magic_function(self, function, magic_kind="line", magic_name=None):
        name = magic_name or function.__name__
        if magic_kind in ("line", "line_cell"):
            self.line_magics[name] = lambda shell, line: function(line)
        if magic_kind in ("cell", "line_cell"):
            self.cell_magics[name] = lambda shell, line, cell: function(line, cell)

    def system(self, command):
        """Runs a shell command; its output is the cell's."""
        import subprocess
        status = subprocess.call(self.expand(command), shell=True)
        self.user_ns["_exit_code"] = status
        if any(word.rpartition("/")[2].startswith("pip") for word in command.split()[:3]):
            from . import network
            network.explain(status)

    def getoutput(self, command):
        """The lines that a shell command printed."""
        import subprocess
        done = subprocess.run(self.expand(command), shell=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        self.user_ns["_exit_code"] = done.returncode
        return done.stdout.decode("utf-8", "replace").splitlines()

    def run_cell(self, code, *_, **__):
        return self.evaluate(code, 1)

    def evaluate(self, code, offset):
        """Runs code that stands in the running cell, `offset` lines below its magic."""
        return self.executor.evaluate(*self.located(code, offset))

    def check(self, code, offset):
        """Raises what is wrong with such code before it runs."""
        self.executor.compiled(*self.located(code, offset))

    def located(self, code, offset):
        """The code at its place in the cell's file, that file's name, and places of its lines."""
        from .magics import transform
        from .places import of_part, of_rewritten
        name, line = self.position()
        changed, first = transform(code), line + offset
        places = of_rewritten(code, changed, first)
        if offset == 0 and name in self.executor.sources:
            written = self.executor.sources[name][0].split("\n")[line - 1]
            places.update(of_part(written, code, line, line in places))
        return "\n" * (first - 1) + changed, name, places

    def position(self):
        """File name and line of the magic being run."""
        frame = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename in self.executor.sources:
                return frame.f_code.co_filename, frame.f_lineno
            frame = frame.f_back
        return "<magic>", 1

    def expand(self, text):
        """Fills in `{expression}` and `$name`; what can't be evaluated stays."""
        result, at = [], 0
        while at < len(text):
            char = text[at]
            if text.startswith(("{{", "}}"), at):
                result.append(char)
                at += 2
                continue
            end = at + 1
            if char == "{":
                end = text.find("}", at) + 1
                value = self._value(text[at + 1:end - 1]) if end else None
            elif char == "$":
                while text[at + 1:end + 1].isidentifier() and end < len(text):
                    end += 1
                value = self._value(text[at + 1:end]) if text[at + 1:end] in self.user_ns else None
            else:
                value = None
            if value is None:
                end = at + 1
            result.append(char if value is None else value)
            at = end
        return "".join(result)

    def _value(self, expression):
        try:
            return str(eval(expression, self.user_ns))
        except Exception:
            return None

    def change_directory(self, path):
        os.chdir(os.path.expanduser(path or "~"))


_shell = None


def shell(executor):
    global _shell
    if _shell is None:
        _shell = Shell(executor)
    return _shell
