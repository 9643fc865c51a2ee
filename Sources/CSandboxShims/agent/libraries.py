"""What in a traceback is not the user's: frames of the standard library and installed packages."""
import itertools
import os
import traceback
from collections import Counter

from .environment import PACKAGES
from .texts import shortened

STANDARD = os.path.dirname(os.__file__) + "/"
INSTALLED = "/site-packages/", "/dist-packages/", PACKAGES + "/"
FROZEN = "<frozen "
CYTHON = ".pyx", ".pxd", ".pxi"
NAME = 100  # characters of a package's
NAMED = 3  # packages in a note


def package(summary):
    """The package that a frame's file is of, or None: a cell, the user's own file, a string."""
    file = summary.filename
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
