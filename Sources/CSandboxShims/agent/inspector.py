"""Answers `variables`: what there is, told without running the user's code unless that is asked."""
import sys

from . import numerics
from .calls import Muted
from .previews import AXES, LONG, Previewer, by_itself, cut, type_name

GIVEN = ("In", "Out")


def variables(executor, request):
    """At most `limit` variables by name, with texts of at most `text` characters."""
    items = [(name, value) for name, value in list(executor.namespace.items())
             if type(name) is str and not name.startswith("_") and name not in GIVEN
             and (request["modules"] or not issubclass(type(value), numerics.Module))]
    items.sort(key=lambda item: item[0])
    kept = items[:request["limit"]]
    listing = Listing(request["text"], request["full"])
    if request["full"]:
        with Muted(executor):
            found = [listing.entry(*item) for item in kept]
    else:
        found = [listing.entry(*item) for item in kept]
    return {"variables": found, "leftOut": len(items) - len(kept),
            "interrupted": listing.interrupted}


class Listing:
    def __init__(self, width, full):
        self.safe = Previewer(width)
        self.full = Previewer(width, by_itself) if full else None
        self.interrupted = False

    def entry(self, name, value):
        entry = {"name": cut(name, LONG), "type": type_name(type(value)), "shape": None,
                 "length": None, "bytes": None, "preview": None}
        if self.full:
            try:
                entry.update(facts(value, self.full) or told_by_itself(value, self.full.width))
                return entry
            except KeyboardInterrupt:  # the time is over: the rest is told without its own words
                self.interrupted, self.full = True, None
        entry.update(facts(value, self.safe))
        return entry


def facts(value, previewer):
    try:
        return numerics.facts(value, previewer) or previewer.facts(value)
    except Exception:  # it changes meanwhile, or was made to look like what it isn't
        return {}


def told_by_itself(value, width):
    """What the object's own methods say; they may fail in any way."""
    return {"preview": cut(by_itself(value), width), "shape": attempt(lambda: shape(value.shape)),
            "length": attempt(lambda: bounded(len(value))),
            "bytes": attempt(lambda: bounded(value.nbytes))
            or attempt(lambda: bounded(sys.getsizeof(value)))}


def attempt(question):
    try:
        return question()
    except KeyboardInterrupt:
        raise
    except BaseException:
        return None


def shape(value):
    """A shape as arrays have it: few whole numbers."""
    sizes = [bounded(each) for each in tuple.__getitem__(value, slice(0, AXES))]
    return None if None in sizes else sizes


def bounded(value):
    return value if type(value) is int and 0 <= value < 1 << 53 else None
