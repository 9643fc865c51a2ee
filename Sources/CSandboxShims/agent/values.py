"""What is known of the values that names have, as far as the walk through the cells has come."""
from .syntax import kind

# What gives the very things that it is given, or parts of them.
PASSING = frozenset(("enumerate", "zip", "reversed", "sorted", "iter", "list", "tuple", "filter",
                     "next", "min", "max", "itertools.chain", "tqdm.tqdm", "tqdm.auto.tqdm",
                     "tqdm.notebook.tqdm"))
VIEWING = frozenset(("items", "values", "keys", "get", "setdefault", "view", "reshape", "ravel",
                     "cursor", "gca", "add_subplot", "add_axes", "twinx", "twiny"))
MOST = 50  # names that one is bound up with
NONE = frozenset()
# What can be gone through once.
ITERATORS = frozenset(("iter", "map", "filter", "zip", "enumerate", "reversed", "open", "io.open",
                       "csv.reader", "csv.DictReader"))


class Facts:
    """Of one name; never changed, so that copies can share it."""

    __slots__ = ("alias", "sort", "parts", "contents", "others")

    def __init__(self, alias=None, sort=None, parts=NONE, contents=NONE, others=NONE):
        self.alias = alias  # the dotted name of what was imported
        self.sort = sort  # "iterator", "buffer", "path", "none" or "generator" of numbers
        self.parts = parts  # names of objects that it may be, or may be a part of
        self.contents = contents  # names of objects that a list or the like was made of
        self.others = others  # other names of the same object

    def but(self, others):
        return Facts(self.alias, self.sort, self.parts, self.contents, others)

    def joined(self, other):
        return Facts(self.alias or other.alias, self.sort or other.sort, self.parts | other.parts,
                     self.contents | other.contents, self.others | other.others)


UNKNOWN = Facts()


class Values:
    """Of the names of a notebook, or of a function."""

    def __init__(self, facts=()):
        self.facts, self.touched = dict(facts), set()

    def copy(self):
        return Values(self.facts)

    def of(self, name):
        return self.facts.get(name, UNKNOWN)

    def put(self, name, facts):
        self.touched.add(name)
        self.facts[name] = facts

    def bind(self, name, facts=UNKNOWN):
        """A name gets a value, or keeps what is known of it."""
        if facts is self.of(name):
            return
        for each in self.of(name).others:
            known = self.of(each)
            self.put(each, known.but(known.others - {name}))
        if facts is not UNKNOWN or name in self.facts:
            self.put(name, facts)

    def share(self, name, other):
        """A name has got the object of another one."""
        names = self.of(other).others | {other}
        if len(names) < MOST:
            for each in names:
                known = self.of(each)
                self.put(each, known.but(known.others | {name}))
            self.put(name, self.of(name).but(names - {name}))


def joined(before, ends):
    """After ways of which one is gone: what may be."""
    found = Values(ends[0].facts)
    names = set().union(*(each.touched for each in ends))
    for name in names:
        facts = UNKNOWN
        for each in ends:
            facts = facts.joined(each.of(name))
        found.facts[name] = facts
    found.touched = before.touched
    found.touched.update(names)
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
        found = node.elts[:MOST]
    elif name == "Dict":
        found = node.values[:MOST]
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
