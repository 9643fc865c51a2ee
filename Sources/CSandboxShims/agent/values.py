"""What is known of the values that names have, as far as the walk through the cells has come."""
from .syntax import kind

# What gives the very things that it is given, or parts of them.
PASSING = frozenset(("enumerate", "zip", "reversed", "sorted", "iter", "list", "tuple", "filter",
                     "next", "min", "max", "itertools.chain", "tqdm.tqdm", "tqdm.auto.tqdm",
                     "tqdm.notebook.tqdm"))
VIEWING = frozenset(("items", "values", "keys", "get", "setdefault", "view", "reshape", "ravel",
                     "cursor", "gca", "add_subplot", "add_axes", "twinx", "twiny"))
MOST = 50  # names that one is bound up with
# What can be gone through once.
ITERATORS = frozenset(("iter", "map", "filter", "zip", "enumerate", "reversed", "open", "io.open",
                       "csv.reader", "csv.DictReader"))


class Values:
    """Of the names of a notebook, or of a function."""

    def __init__(self):
        self.aliases = {}  # dotted names of what was imported
        self.sorts = {}  # "iterator", "buffer", "path", "none" or "generator" of numbers
        self.parts = {}  # names of objects that it may be, or may be a part of
        self.contents = {}  # names of objects that a list or the like was made of
        self.others = {}  # other names of the same object

    def copy(self):
        return joined([self])

    def bind(self, name, alias=None):
        for each in self.others.get(name, ()):
            self.others[each] = self.others.get(each, frozenset()) - {name}
        for each in (self.aliases, self.sorts, self.parts, self.contents, self.others):
            each.pop(name, None)
        if alias:
            self.aliases[name] = alias

    def share(self, name, other):
        """A name gets the object of another one."""
        names = self.others.get(other, frozenset()) | {other}
        if len(names) < MOST:
            for each in names:
                self.others[each] = self.others.get(each, frozenset()) | {name}
            self.others[name] = names


def joined(ends):
    """After ways of which one is gone: what may be."""
    found = Values()
    for end in reversed(ends):
        found.aliases.update(end.aliases)
        found.sorts.update(end.sorts)
        for mine, theirs in ((found.parts, end.parts), (found.contents, end.contents),
                             (found.others, end.others)):
            for name, names in theirs.items():
                mine[name] = mine.get(name, frozenset()) | names
    return found


def parts_of(node, path):
    """The names of the objects that an expression gives, or whose parts it gives.

    `path` tells the dotted name of a function.
    """
    name = kind(node)
    if name == "Name":
        return {node.id}
    if name in ("Attribute", "Starred", "NamedExpr") or name == "Subscript" and is_item(node):
        return parts_of(node.value, path)
    found = []
    if name in ("Tuple", "List"):
        found = node.elts
    elif name == "IfExp":
        found = [node.body, node.orelse]
    elif name == "BoolOp":
        found = node.values
    elif name == "Call" and path(node.func) in PASSING:
        found = node.args
    elif name == "Call" and kind(node.func) == "Attribute" and node.func.attr in VIEWING:
        found = [node.func.value]
    return set().union(*(parts_of(each, path) for each in found))


def is_item(node):
    """Whether it is an item or a slice; lists of keys and conditions give copies."""
    return kind(node.slice) in ("Constant", "Name", "Slice", "Tuple", "UnaryOp", "BinOp",
                                "Attribute", "Subscript", "Index")
