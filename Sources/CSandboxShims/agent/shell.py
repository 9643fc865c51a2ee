"""What cells find without importing it, and what other modules must be told about us."""
import builtins
import sys

from . import hiding, hooks, interrupts, loops


def install(executor):
    streams, channel = executor.streams, executor.channel
    streams.builtin_input = builtins.input
    builtins.input = streams.input

    def display(*objects, **options):
        """Shows objects in the cell's output, as rich as they can be."""
        with executor.interrupts:  # a handler that shows something would find half a module
            from .display import display
        return display(*objects, **options)

    def get_ipython():
        """The notebook's shell: magics, and little else."""
        from .ipython import shell
        return shell(executor)

    def leave(code=None):
        """Ends the cell."""
        raise SystemExit(code)

    builtins.display, builtins.get_ipython = display, get_ipython
    builtins.exit = builtins.quit = leave
    executor.display, executor.get_ipython = display, get_ipython
    hooks.after_import("getpass", lambda module: _ask_through(module, streams))
    hooks.after_import("signal", lambda module: interrupts.watch(module, executor.interrupts))
    hooks.after_import("threading", lambda module: _remember_cells(module, channel))
    hooks.after_import("os", lambda module: _await_texts(module, channel))
    hiding.install(hooks)
    hooks.after_import("asyncio", lambda module: loops.share(module, executor))
    hooks.after_import("matplotlib.pyplot", lambda module: _capture(module, executor))
    hooks.after_import("IPython", lambda module: setattr(module, "get_ipython", get_ipython))
    for name in ("IPython.display", "IPython.core.display", "IPython.core.display_functions"):
        hooks.after_import(name, _redirect)
    sys.meta_path.append(StandIn())


def _ask_through(getpass, streams):
    getpass.getpass = getpass.unix_getpass = streams.getpass


def _remember_cells(threading, channel):
    """A thread's text belongs to the cell that started it, also after that cell."""
    start = threading.Thread.start

    def start_in_cell(self):
        self._sandbox_cell = channel.current()
        return start(self)

    start_in_cell.__doc__ = start.__doc__
    threading.Thread.start = start_in_cell


def _await_texts(os, channel):
    """What a child has written comes before what is written once it was waited for."""
    for name in ("system", "wait", "waitpid", "wait3", "wait4", "waitid"):
        if hasattr(os, name):
            setattr(os, name, _catching_up(getattr(os, name), channel))


def _catching_up(wait, channel):
    def wait_and_catch_up(*arguments, **options):
        result = wait(*arguments, **options)
        if type(result) is int or result and result[0]:  # not of children that go on
            channel.catch_up()
        return result

    wait_and_catch_up.__name__, wait_and_catch_up.__doc__ = wait.__name__, wait.__doc__
    return wait_and_catch_up


def _capture(pyplot, executor):
    from . import plots
    plots.capture(pyplot, executor)


def _redirect(module):
    """IPython's own functions would print to a terminal that isn't there."""
    from . import display
    for name in ("display", "update_display", "clear_output", "publish_display_data"):
        if hasattr(module, name):
            setattr(module, name, getattr(display, name))


class StandIn:
    """Last on the path of finders: `IPython` where it isn't installed."""

    def find_spec(self, name, path=None, target=None):
        if name not in ("IPython", "IPython.display"):
            return None
        from _frozen_importlib import ModuleSpec
        return ModuleSpec(name, self, is_package=name == "IPython")

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        from . import display, rich
        names = rich.CLASSES
        if module.__name__ == "IPython":
            module.version_info = (0, 0, 0)
            module.__version__ = "0.0.0"
            names = {"display": sys.modules.get("IPython.display")}
        else:
            for name in ("display", "update_display", "clear_output", "publish_display_data"):
                setattr(module, name, getattr(display, name))
        for name, value in names.items():
            if value is not None:
                setattr(module, name, value)
