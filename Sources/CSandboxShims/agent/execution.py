"""Runs a cell in `__main__` and says how it ended."""
import builtins
import posix
import select
import sys
from _ast import Expr, Expression, PyCF_ALLOW_TOP_LEVEL_AWAIT, PyCF_ONLY_AST
from _operator import is_
from _signal import SIG_DFL, SIGABRT, signal
from time import process_time

from . import environment, hooks, shell
from .frames import ALIVE, frame
from .jsonlite import dumps, loads
from .texts import shortened

try:
    import resource
except ImportError:  # some builds leave it out
    resource = None

COROUTINE = 0x80
PAUSE = 20  # milliseconds without a command
TASK_ENDS = 1000  # tasks that may end by an exit while no cell runs; then the others wait for one
VALUES = (int, float, bool, complex)  # whose repr is all there is to show


class Executor:
    def __init__(self, settings, channel, streams, interrupts):
        self.settings, self.channel = settings, channel
        self.streams, self.interrupts = streams, interrupts
        self.loop = None
        self.flags = PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.sources = {}  # text and cell of each file name
        self.table = sys.modules
        self.main = self.table["__main__"] = type(sys)("__main__")
        self.modules = dict(self.table)
        self.namespace = self.main.__dict__
        self.namespace["__builtins__"] = builtins
        self.count = 0
        self.silent = self.warm = False
        self.cpu = process_time()
        shell.install(self)
        self.builtins = dict(vars(builtins))
        hooks.after_import("linecache", self._fill_linecache)

    def _fill_linecache(self, linecache):
        for name, (code, _) in self.sources.items():
            _show_source(linecache, name, code)

    # Commands

    def idle(self, commands):
        """Before waiting for a command; tasks of earlier cells go on meanwhile."""
        if not self.warm:
            self._warm_up(commands)
        if self.loop is not None:
            from .coroutines import run_until_readable
            for _ in range(TASK_ENDS):
                try:
                    return run_until_readable(self.loop, commands)
                except BaseException:  # a task's exit is the end of the task
                    pass

    def _warm_up(self, commands):
        """Uses the first pause to import what the first failure would wait for."""
        waiting = select.poll()
        waiting.register(commands, select.POLLIN)
        if not waiting.poll(PAUSE):
            self.warm = True
            try:
                environment.complete()
                from . import tracebacks  # noqa: F401
            except BaseException:  # a cell took away what these need: who needs them will see
                pass

    def probe(self, number, ends_pools):
        if ends_pools:
            end_pools()
        posix.write(self.channel.events, frame(ALIVE, number))

    def execute(self, number, payload):
        request = loads(payload)
        self.count = request.get("count")
        self.silent = bool(request.get("silent"))
        self.channel.begin(number, self.settings)
        try:
            try:
                # In this order: an interrupt that comes before is told as one of an earlier cell, and repeated.
                self.interrupts.running = True
                self.interrupts.cell = number
                result = self.attempt(request, number)
            finally:
                sys.settrace(None)
                sys.setprofile(None)
                self.interrupts.running = False
        except BaseException as error:  # an interrupt at the very end
            self.interrupts.running = False
            result = self.failure(error)
        if self.channel.forked:
            self._end_child(result)
        if not self.streams.are_whole() or not may_open():  # nobody would hear the next cell
            give_up()
        cpu, result["peakMemory"] = usage()
        result["cpuTime"] = max(0, cpu - self.cpu)
        result["displaysDropped"] = self.channel.displays.dropped
        self.channel.end(number, dumps(result))
        try:
            self.tidy()
        except BaseException:  # no cell could follow
            give_up()
        self.cpu = usage()[0]

    def attempt(self, request, number):
        """Runs the code, then shows the plots it left; the first failure counts."""
        result = None
        for step in self.steps(request, number):
            try:
                step()
            except BaseException as error:
                result = result or self.failure(error)
        self.streams.flush()
        if self.settings.get("endsChildren"):
            end_pools()
        return result or {"outcome": "ok"}

    def steps(self, request, number):
        """What belongs to the cell, one after the other; what follows goes by what the code has loaded."""
        if "call" in request:
            from .calls import call
            yield lambda: call(self, request["call"], number)
        else:
            yield lambda: self.run(request["code"], number)
        is_program = request.get("program")
        if is_program and "threading" in self.table:
            yield lambda: self.table["threading"]._shutdown()  # as the interpreter does
        plots = self.table.get("_sandbox_agent.plots")
        if plots is not None and "matplotlib.pyplot" in self.table and not self.silent:
            yield plots.show_left_open
        if is_program and "atexit" in self.table:
            yield lambda: run_exit_functions(self.table["atexit"])

    def failure(self, error):
        if isinstance(error, SystemExit):
            return exited(error, self.streams)
        self.interrupts.describes = True
        try:
            from .tracebacks import describe
            description = describe(error, self.sources)
        except BaseException:  # the code took away what it needs, or raises whatever is asked of it
            description = nameless(error)
        finally:
            self.interrupts.describes = False
        outcome = "interrupted" if isinstance(error, KeyboardInterrupt) else "raised"
        return {"outcome": outcome, "error": description}

    def tidy(self):
        """After the answer: the next cell finds everything where it should be."""
        self.streams.restore()
        self.channel.muted = False
        self.interrupts.install()
        sys.displayhook = self.displayhook
        now = vars(builtins)
        if not all(map(is_, map(now.get, self.builtins), self.builtins.values())):
            now.update(self.builtins)
        sys.modules = self.table
        if "sys" not in self.table:  # it removed them all
            self.table.update(self.modules)
        self.table["__main__"] = self.main

    def _end_child(self, result):
        """A child of user code ran to the end of the cell: it must not answer as the worker."""
        for line in result.get("error", {}).get("traceback", ()):
            posix.write(2, line.encode("utf-8", "replace") + b"\n")
        posix._exit({"ok": 0, "exited": result.get("status", 1)}.get(result["outcome"], 1))

    # Code

    def run(self, code, number, alter=None):
        if "\r" in code:
            code = code.replace("\r\n", "\n").replace("\r", "\n")
        name = "<cell %d>" % (number if self.count is None else self.count)
        self.sources[name] = (code, number)
        linecache = sys.modules.get("linecache")
        if linecache is not None:
            _show_source(linecache, name, code)
        places = None
        if "%" in code or "!" in code or "?" in code:
            from .magics import transform
            written, code = code, transform(code)
            if code is not written:
                from .places import of_rewritten
                places = of_rewritten(written, code)
        value = self.evaluate(code, name, places, alter)
        if value is not None and not self.silent:
            self.displayhook(value)

    def evaluate(self, code, name, places=None, alter=None):
        """Executes the statements; the value of a last expression not followed by `;`.

        The places say where lines stand that are not as the user wrote them; `alter` may change the
        syntax tree.
        """
        parts = self.compiled(code, name, places, alter)
        if any(part.co_flags & COROUTINE for part in parts):
            from .coroutines import run
            return run(self, parts)
        value = None
        for part in parts:
            value = eval(part, self.namespace)
        return value

    def compiled(self, code, name, places=None, alter=None):
        """The statements as code, a last expression by itself."""
        try:
            return self._compiled(code, name, places, alter)
        except SyntaxError as error:
            if error.filename == name and name in self.sources:
                from .places import correct
                correct(error, places or {}, self.sources[name][0].split("\n"))
            raise

    def _compiled(self, code, name, places, alter):
        tree = compile(code, name, "exec", PyCF_ONLY_AST | self.flags, True)
        if alter is not None:
            alter(tree)
        last = None
        if tree.body and isinstance(tree.body[-1], Expr) and not silenced(code, tree.body[-1]):
            last = Expression(tree.body.pop().value)
        if places:
            from .places import move
            move(tree, places)
            if last is not None:
                move(last, places)
        parts = [compile(tree, name, "exec", self.flags, True)] if tree.body else []
        if "__future__" in code:
            self._keep_futures(tree)
        if last is not None:
            parts.append(compile(last, name, "eval", self.flags, True))
        return parts

    def _keep_futures(self, tree):
        """`from __future__` holds for the cells that follow."""
        import __future__
        for statement in tree.body:
            if getattr(statement, "module", None) == "__future__":
                for alias in statement.names:
                    self.flags |= getattr(__future__, alias.name).compiler_flag

    def displayhook(self, value):
        """Shows a value as the cell's result and remembers it."""
        if value is None:
            return
        names = self.namespace
        names["___"], names["__"], names["_"] = names.get("__"), names.get("_"), value
        if self.count is not None:
            names["_%d" % self.count] = value
            names.setdefault("Out", {})[self.count] = value
        if type(value) in VALUES:
            self.channel.display({"type": "execute_result", "metadata": {},
                                  "data": {"text/plain": repr(value)}})
        else:
            from .display import show
            show(value, "execute_result")


def _show_source(linecache, name, code):
    """For tracebacks and `inspect`; the last line needs its end, or carets are shifted."""
    if not isinstance(getattr(linecache, "cache", None), dict):
        linecache.cache = {}
    linecache.cache[name] = (len(code), None, (code.rstrip("\n") + "\n").splitlines(True), name)


def silenced(code, statement):
    """Whether a semicolon follows the statement."""
    lines = code.split("\n")
    rest = lines[statement.end_lineno - 1].encode()[statement.end_col_offset:]
    return rest.lstrip(b" \t)").startswith(b";")


def nameless(error):
    """An exception of which only the class can be told."""
    name = str(type.__getattribute__(type(error), "__qualname__"))
    return {"name": name, "value": "", "traceback": [name], "frames": [], "chain": []}


def end_pools():
    """Those of processes that are ended would start them again."""
    if "multiprocessing.pool" in sys.modules:
        try:
            from .pools import end
            end()
        except Exception:  # the module is the code's, and may be anything
            pass


def run_exit_functions(atexit):
    """They tell of their exceptions themselves; Python before 3.10 raises the last of them too."""
    try:
        atexit._run_exitfuncs()
    except Exception:
        pass


def may_open():
    """Whether descriptors can be put back where programs look for them."""
    return resource is None or resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 2


def give_up():
    """The worker ends, and is known to have been broken."""
    signal(SIGABRT, SIG_DFL)
    posix.kill(posix.getpid(), SIGABRT)


def exited(error, streams):
    """A `SystemExit` as the shell sees it."""
    code = error.code
    if code is None:
        return {"outcome": "exited", "status": 0, "exitValue": "None"}
    if isinstance(code, int):
        code = int.__add__(code, 0)  # whatever a class of the code's makes of it
        status = code & 0xFF if -1 << 63 <= code < 1 << 63 else 255  # as Python converts it
        try:
            value = str(code)
        except ValueError:  # too many digits
            value = shortened(hex(code), 65536)
        return {"outcome": "exited", "status": status, "exitValue": value}
    try:
        text = str.__str__(str(code))
    except Exception:
        text = "<unprintable exit value>"
    try:
        sys.stderr.write(text + "\n")
    except Exception:  # the code has made something else of it
        streams.flush()
        streams.restore()
        sys.stderr.write(text + "\n")
    return {"outcome": "exited", "status": 1, "exitValue": shortened(text, 65536)}


def usage():
    """CPU seconds of the worker and of the children it waited for, and its peak of memory."""
    if resource is None:
        return process_time(), 0
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return cpu, own.ru_maxrss << 10
