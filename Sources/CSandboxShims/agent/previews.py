"""Short texts of values of built-in types, made without any method of the user's.

Classes are compared by identity alone: to hash one, or to compare it, may run its metaclass.
"""
from _collections import OrderedDict, defaultdict, deque
from sys import getsizeof

LONG = 200  # characters of a name
AXES = 32
DEPTH = 3
ITEMS = 20
BITS = 256  # of a number that is written out

HEAP = 1 << 9  # set in the flags of classes that Python code made
Function = type(lambda: None)
class_name = type.__dict__["__qualname__"].__get__  # a metaclass may have its own idea of these
class_module = type.__dict__["__module__"].__get__
flags_of = type.__dict__["__flags__"].__get__


def cut(text, limit):
    """At most so many characters, as an exact `str` with no surrogates."""
    kept = str.__getitem__(text, slice(0, limit))
    if str.__len__(text) > limit:
        kept = kept[:limit - 1] + "\u2026"
    return kept.encode("utf-8", "replace").decode("utf-8")


def type_name(cls):
    """The class's own name, with its module unless that says nothing."""
    name = cut(class_name(cls), LONG)
    try:
        module = class_module(cls)
    except AttributeError:
        module = None
    if type(module) is not str or module in ("builtins", "__main__"):
        return name
    return cut(module + "." + name, LONG)


def by_its_type(value):
    return "<%s>" % type_name(type(value))


def by_itself(value):
    """In the object's own words, whatever comes of that."""
    try:
        return repr(value)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return "<repr raised %s>" % type_name(type(error))


class Previewer:
    """Makes texts of about `width` characters; of foreign objects as `foreign` tells them."""

    def __init__(self, width, foreign=by_its_type):
        self.width, self.foreign = width, foreign

    def facts(self, value):
        """Length, size and preview of a value of an exact built-in type."""
        found, cls = {}, id(type(value))
        if cls in SIZED:
            found["length"] = len(value)
        if cls in SIZED or cls in SCALARS or type(value) is range:
            found["bytes"] = getsizeof(value)
        text = self.known(value, 0)
        if text is not None:
            found["preview"] = cut(text, self.width)
        return found

    def known(self, value, depth):
        """None if nothing but the type can be told."""
        cls = type(value)
        if id(cls) in SCALARS:
            return SCALARS[id(cls)](value, self.width)
        if id(cls) in BRACKETS:
            return self.container(value, depth)
        if id(cls) in DICTIONARIES:
            return DICTIONARIES[id(cls)] % self.pairs(value, depth)
        if cls is range:
            bounds = (value.start, value.stop, value.step)
            return "range(%s)" % ", ".join(number(each, 0) for each in bounds)
        if cls is Function:
            return signature(value)
        if issubclass(cls, type):
            return "class %s" % type_name(value)
        if is_moment(value, cls):
            return repr(value)
        return None

    def pairs(self, value, depth):
        items = ([key, each] for _, (key, each) in zip(range(ITEMS), dict.items(value)))
        return self.pieces(items, dict.__len__(value), depth) if depth < DEPTH else "\u2026"

    def container(self, value, depth):
        cls, size = type(value), len(value)
        start, end = BRACKETS[id(cls)]
        if not size and cls is set:
            return "set()"
        if depth >= DEPTH:
            return start + "\u2026" + end
        items = self.pieces(([each] for _, each in zip(range(ITEMS), value)), size, depth)
        return start + items + ("," if cls is tuple and size == 1 else "") + end

    def pieces(self, groups, size, depth):
        """Items one after the other, until the text is long enough."""
        texts, length, count = [], 0, 0
        for group in groups:
            if length > self.width:
                break
            texts.append(": ".join(self.item(each, depth + 1) for each in group))
            length += len(texts[-1]) + 2
            count += 1
        if count < size:
            texts.append("\u2026")
        return ", ".join(texts)

    def item(self, value, depth):
        text = self.known(value, depth)
        return cut(self.foreign(value) if text is None else text, self.width)


def is_moment(value, cls):
    """Whether it is of `datetime`, with no time zone of the user's kind."""
    if flags_of(cls) & HEAP or class_module(cls) != "datetime":
        return False
    zone = getattr(value, "tzinfo", None)
    return zone is None or not flags_of(type(zone)) & HEAP


def number(value, _):
    bits = value.bit_length()
    return str(value) if bits <= BITS else "<int of %d bits>" % bits


def quoted(value, width):
    return repr(value[:width]) + ("\u2026" if len(value) > width else "")


def plain(value, _):
    return repr(value)


def signature(function):
    """Its name and the names of its arguments."""
    code = function.__code__
    names = code.co_varnames[:code.co_argcount + code.co_kwonlyargcount]
    return "%s(%s)" % (cut(function.__name__, LONG), ", ".join(names[:ITEMS]))


SCALARS = {id(cls): tell for cls, tell in (
    (int, number), (str, quoted), (bytes, quoted), (bytearray, quoted), (bool, plain),
    (float, plain), (complex, plain), (type(None), plain), (type(Ellipsis), plain),
    (type(NotImplemented), plain))}
BRACKETS = {id(list): ("[", "]"), id(tuple): ("(", ")"), id(set): ("{", "}"),
            id(frozenset): ("frozenset({", "})"), id(deque): ("deque([", "])")}
DICTIONARIES = {id(dict): "{%s}", id(defaultdict): "defaultdict({%s})",
                id(OrderedDict): "OrderedDict({%s})"}
SIZED = {id(cls) for cls in (str, bytes, bytearray, list, tuple, dict, set, frozenset, deque,
                             defaultdict, OrderedDict)}
