"""Cells as syntax trees; what can't be one is said, and never costs the worker."""
import posix
import sys
from _ast import PyCF_ALLOW_TOP_LEVEL_AWAIT, PyCF_ONLY_AST

from .magics import transform

DEPTH = 3000  # of Python's stack: deeper trees are refused; older parsers have no limit
SUSPICIOUS = 20_000  # characters from which an older parser may run out of its stack
FLAGS = PyCF_ONLY_AST | PyCF_ALLOW_TOP_LEVEL_AWAIT


class Unreadable(Exception):
    """Source that is no Python, or can't be looked at: the line, the column and why."""


class Shallow:
    """As a context: a recursion limit of our own, whatever user code made of it."""

    def __enter__(self):
        self.limit = sys.getrecursionlimit()
        sys.setrecursionlimit(DEPTH)

    def __exit__(self, *_):
        sys.setrecursionlimit(self.limit)


def clean(code):
    """The text as Python counts its lines, with magics as calls."""
    return transform(code.replace("\r\n", "\n").replace("\r", "\n"))


def parse(code, name="<cell>", offset=0):
    """The tree of a cell, its lines counted from `offset`."""
    code = "\n" * offset + clean(code)
    try:
        if sys.version_info < (3, 11) and len(code) > SUSPICIOUS and kills_parser(code, name):
            raise Unreadable(1, 1, "too deeply nested")
        return compile(code, name, "exec", FLAGS, True)
    except SyntaxError as error:
        raise Unreadable(error.lineno or 1, error.offset or 1, str(error.msg)) from None
    except (RecursionError, MemoryError):
        raise Unreadable(1, 1, "too deeply nested") from None
    except ValueError as error:  # null bytes, before 3.12
        raise Unreadable(1, 1, str(error)) from None


def kills_parser(code, name):
    """Whether a child that parses it dies of that."""
    child = posix.fork()
    if child == 0:
        try:
            compile(code, name, "exec", FLAGS, True)
        except BaseException:
            pass
        posix._exit(0)
    while True:
        try:
            return posix.WIFSIGNALED(posix.waitpid(child, 0)[1])
        except InterruptedError:
            pass


def kind(node):
    """The class of a node by name: older Pythons don't have all."""
    return type(node).__name__


def children(node):
    """The nodes right below one, in the order of the source."""
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            for each in value:
                if hasattr(each, "_fields"):
                    yield each
        elif hasattr(value, "_fields"):
            yield value


def root(node):
    """The name at the bottom of `name.attribute[index]`, if there is one."""
    node = bottom(node)
    return node.id if kind(node) == "Name" else None


def bottom(node):
    while kind(node) in ("Attribute", "Subscript", "Starred"):
        node = node.value
    return node
