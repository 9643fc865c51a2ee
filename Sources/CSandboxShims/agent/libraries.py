"""What in a traceback is not the user's: frames of the standard library and installed packages."""
import itertools
import os
import traceback
from collections import Counter
from types import FunctionType

from .environment import PACKAGES
from .texts import shortened

STANDARD = os.path.dirname(os.__file__) + "/"
INSTALLED = "/site-packages/", "/dist-packages/", PACKAGES + "/"
FROZEN = "<frozen "
GENERATED = {"<attrs generated ": "attrs", "<__array_function__ ": "numpy"}
CYTHON = ".pyx", ".pxd", ".pxi"
NAME = 100  # characters of a package's
NAMED = 3  # packages in a note


def package(summary, frame=None):
    """The package that a frame's file is of, or None: a cell, the user's own file, a string."""
    file = summary.filename
    if file == "<string>" and frame is not None and _is_of_dataclass(frame):
        return "dataclasses"
    for start, name in GENERATED.items():
        if file.startswith(start):
            return name
    if file.endswith(CYTHON):  # there is no such file, and mostly the function's name is full
        path = summary.name.replace(".", "/") if "." in summary.name else file
    elif file.startswith(FROZEN):
        path = file[len(FROZEN):].rstrip(">").replace(".", "/")
    else:
        start = max(file.rfind(each) + len(each) if each in file else 0 for each in INSTALLED)
        if not start and file.startswith(STANDARD):
            start = len(STANDARD)
        if not start:
            return None
        path = file[start:]
    return shortened(os.path.splitext(path.split("/")[0])[0], NAME)


def _is_of_dataclass(frame):
    """Whether the function is a method that `dataclasses` wrote."""
    code = frame.f_code
    if not code.co_argcount:
        return False
    kind = type(frame.f_locals.get(code.co_varnames[0]))
    for base in type.__dict__["__mro__"].__get__(kind):
        members = type.__dict__["__dict__"].__get__(base)
        method = members.get(code.co_name) if "__dataclass_fields__" in members else None
        while type(method) is FunctionType:
            if method.__code__ is code:
                return True
            method = vars(method).get("__wrapped__")
    return False


def note(counts):
    """A line on the frames counted, if there are some; the count begins anew."""
    count, packages = sum(counts.values()), list(counts)
    counts.clear()
    if not count:
        return []
    names = ", ".join(packages[:NAMED]) + (", …" if len(packages) > NAMED else "")
    return ["  [{:,} frame{} in {}]".format(count, "" if count == 1 else "s", names)]


class OwnStack(traceback.StackSummary):
    """Prints the user's frames, and in place of others a note."""

    def format(self, **options):
        lines = []
        for is_own, frames in itertools.groupby(self, lambda each: package(each) is None):
            if is_own:
                lines += traceback.StackSummary.from_list(frames).format(**options)
            else:
                lines += [line + "\n" for line in note(Counter(map(package, frames)))]
        return lines
