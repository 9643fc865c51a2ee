"""What is known of the values that names have, as far as the walk through the cells has come."""
from .syntax import kind

# What gives the very things that it is given, a collection of them, or one of them.
PASSING = frozenset(("enumerate", "zip", "reversed", "iter", "filter", "itertools.chain",
                     "tqdm.tqdm", "tqdm.auto.tqdm", "tqdm.notebook.tqdm", "csv.writer",
                     "csv.DictWriter", "contextlib.redirect_stdout", "contextlib.redirect_stderr"))
# What gives an array that shows the memory of the one that it is given.
SHOWING = frozenset(("numpy.asarray", "numpy.asanyarray", "numpy.squeeze", "numpy.ravel",
                     "numpy.reshape", "numpy.transpose", "numpy.atleast_1d", "numpy.atleast_2d",
                     "numpy.swapaxes", "numpy.expand_dims", "memoryview"))
COLLECTING = frozenset(("sorted", "list", "tuple", "set", "dict", "collections.deque",
                        "collections.OrderedDict"))
TAKING = frozenset(("next", "min", "max"))
VIEWING = frozenset(("items", "values", "keys", "get", "setdefault", "view", "reshape", "ravel",
                     "cursor", "gca", "add_subplot", "add_axes", "twinx", "twiny"))
WITHIN = frozenset(("get", "setdefault", "cursor", "gca", "add_subplot", "add_axes", "twinx",
                    "twiny"))  # among them, what gives a part
VIEWS = frozenset(("T", "flat", "real", "imag"))
# What puts the very object that it is given into another one.
KEEPING = frozenset(("append", "appendleft", "add", "put", "setdefault"))
# What holds the objects that are put into it, rather than copies.
HOLDERS = frozenset(("collections.defaultdict", "types.SimpleNamespace"))
MOST = 50  # names that one is bound up with
NONE = frozenset()
# What can be gone through once.
ITERATORS = frozenset(("iter", "map", "filter", "zip", "enumerate", "reversed", "open", "io.open",
                       "csv.reader", "csv.DictReader"))


class Facts:
    """Of one name; never changed, so that copies can share it."""

    __slots__ = ("alias", "sort", "objects")

    def __init__(self, alias=None, sort=None, objects=NONE):
        self.alias = alias  # the dotted name of what was imported
        # "iterator", "buffer", "path", "none", "generator" of numbers, "holder" of objects,
        # "own" for one of a class of the cells, or "plain": a number or a text, that nothing changes.
        self.sort = sort
        self.objects = objects  # those that it may name, see `Objects`

    def of(self, objects):
        return Facts(self.alias, self.sort, objects)

    def joined(self, other):
        sort = next((each for each in (self.sort, other.sort) if each not in (None, "plain")), None)
        return Facts(self.alias or other.alias, sort, self.objects | other.objects)


UNKNOWN = Facts()


class Values:
    """Of the names of a notebook, or of a function."""

    def __init__(self, facts=(), place=None):
        self.facts, self.touched = dict(facts), set()
        self.place = place or object()  # whose names these are

    def copy(self):
        return Values(self.facts, self.place)

    def of(self, name):
        return self.facts.get(name, UNKNOWN)

    def objects(self, name):
        """What a name stands for: an object of its own as long as nothing is known."""
        return self.of(name).objects or frozenset([(self.place, name)])

    def put(self, name, facts):
        self.touched.add(name)
        self.facts[name] = facts


def joined(before, ends):
    """After ways of which one is gone: what may be."""
    found = Values(ends[0].facts, before.place)
    names = set().union(*(each.touched for each in ends))
    for name in names:
        facts = UNKNOWN
        for each in ends:
            facts = facts.joined(each.of(name).of(each.objects(name)))
        found.facts[name] = facts
    found.touched = before.touched
    found.touched.update(names)
    return found


def deeper(found, steps, first=None):
    """What is so much deeper in objects, by a first step if one knows."""
    return {(each, depth + steps, step if depth else first) for each, depth, step in found}


def text(node):
    value = getattr(node, "value", None)
    return value if isinstance(value, str) else None


def key_of(node):
    """The text by which an expression picks an item, if it does."""
    if kind(node) == "Attribute":
        return node.attr
    return text(node.slice)


def is_item(node):
    """Whether it is an item or a slice; lists of keys and conditions give copies."""
    return kind(node.slice) in ("Constant", "Name", "Slice", "Tuple", "UnaryOp", "BinOp",
                                "Attribute", "Subscript", "Index")


def is_slice(node):
    parts = getattr(node.slice, "elts", [node.slice])
    return any(kind(each) == "Slice" for each in parts)
