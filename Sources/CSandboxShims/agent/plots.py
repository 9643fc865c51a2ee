"""matplotlib's figures as displays: the backend of this module's name."""
import sys
from io import BytesIO

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase, _Backend
from matplotlib.backends.backend_agg import FigureCanvasAgg

from . import display
from .channel import shared

NAME = "module://_sandbox_agent.plots"
WINDOWS = ("qt", "tk", "gtk", "wx", "macosx", "nbagg", "webagg", "widget", "ipympl", "notebook")
_silent = None  # tells whether the running cell shows nothing


class FigureManager(FigureManagerBase):
    """A figure of pyplot; numbered, since pyplot's own order changes with use."""

    made = 0

    def __init__(self, canvas, number):
        super().__init__(canvas, number)
        FigureManager.made += 1
        self.order = FigureManager.made

    def show(self):
        emit(self)

    @classmethod
    def pyplot_show(cls, *, block=None):
        show_open()


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager


@_Backend.export
class Backend(_Backend):
    FigureCanvas = FigureCanvas
    FigureManager = FigureManager

    @staticmethod
    def show(*_, **__):
        show_open()


def show_open():
    """Emits every open figure in the order of creation, and closes it."""
    managers = sorted(Gcf.get_all_fig_managers(), key=lambda each: getattr(each, "order", 0))
    for manager in managers:
        emit(manager)


def show_left_open():
    """At the end of a cell: those that nobody showed."""
    if Gcf.figs:
        show_open()


def emit(manager):
    figure = manager.canvas.figure
    try:
        if not getattr(figure, "_sandbox_shown", False) and not empty(figure) and not _silent() \
                and shared().has_room():  # drawing takes long
            display.send("display_data", {"image/png": png(figure), "text/plain": repr(figure)}, {})
    finally:
        Gcf.destroy(manager.num)


def shown(figure):
    """The image of a figure that is displayed as a value, and so not again at the cell's end."""
    figure._sandbox_shown = True
    return png(figure)


def empty(figure):
    return not figure.axes and len(figure.get_children()) < 2  # its background is always there


def png(figure):
    """As Jupyter's inline backend draws it."""
    from matplotlib import rcParams
    data = BytesIO()
    options = {"facecolor": figure.get_facecolor(), "edgecolor": figure.get_edgecolor()}
    if not figure.axes and not figure.lines:
        options["bbox_inches"] = None
    else:
        options["bbox_inches"] = "tight"
    canvas = figure.canvas
    if not hasattr(canvas, "print_png"):
        canvas = FigureCanvasAgg(figure)
    canvas.print_figure(data, format="png", dpi=figure.dpi or rcParams["figure.dpi"], **options)
    return data.getvalue()


def capture(pyplot, executor):
    """Whatever backend is asked for, figures come here."""
    global _silent
    _silent = lambda: executor.silent
    switch = pyplot.switch_backend

    def switch_backend(newbackend):
        """Keeps figures in the cell's output."""
        name = str(newbackend).lower()
        if name.startswith(WINDOWS):
            print("There are no windows here: figures are shown in the output.", file=sys.stderr)
        switch(NAME)

    pyplot.switch_backend = switch_backend
    pyplot.install_repl_displayhook = lambda: None  # it would look for all of IPython
    from matplotlib import rcParams
    dict.__setitem__(rcParams, "backend", NAME)
    switch(NAME)


def warm():
    """Before a fork: what the first figure would load."""
    from matplotlib.figure import Figure
    figure = Figure()
    figure.add_subplot().plot([1, 2, 3])
    FigureCanvasAgg(figure).print_figure(BytesIO(), format="png", bbox_inches="tight")
