"""Which names a function's body makes its own."""
from .syntax import children, kind
from .values import Values

FUNCTIONS = ("FunctionDef", "AsyncFunctionDef")
COMPREHENSIONS = ("ListComp", "SetComp", "DictComp", "GeneratorExp")


class Scope:
    """A function, class, comprehension or list of type parameters: its names, those it declared global."""

    def __init__(self, kind, names=(), outside=(), name=None):
        self.kind, self.names, self.outside = kind, set(names), set(outside)
        self.name = name  # of a function or a class
        self.values = Values()
        self.changed = set()  # its names whose objects it changes
        self.changed_within = set()  # of them, with the first step to what it changes within
        self.reached = set()  # the notebook's names whose objects it changes when it is called
        self.ways = []  # out of a function: the generators that are seeded then
        self.doubts, self.calls = [], set()  # that count where it is called; functions that it calls
        self.yields = False


def of_function(node):
    names, outside = set(), set()
    for each in node.args._fields:
        value = getattr(node.args, each)
        for argument in value if isinstance(value, list) else [value]:
            if kind(argument) == "arg":
                names.add(argument.arg)
    body = node.body if isinstance(node.body, list) else [node.body]
    for each in body:
        collect(each, names, outside)
    return Scope("function", names - outside, outside, getattr(node, "name", None))


def collect(node, names, outside, inside=False):
    """The names that a part of a body binds, but not what scopes within it keep to themselves."""
    name = kind(node)
    if name in FUNCTIONS or name == "ClassDef":
        names.add(node.name)
        return
    if name == "Lambda":
        return
    if name == "Name":
        if not inside and kind(node.ctx) != "Load":
            names.add(node.id)
    elif name == "NamedExpr":
        names.add(node.target.id)
        collect(node.value, names, outside, inside)
        return
    elif name == "Global":
        outside.update(node.names)
    else:
        names.update(bound_by(node))
    for each in children(node):
        collect(each, names, outside, inside or name in COMPREHENSIONS)


def bound_by(node):
    """Names that a node holds as text."""
    name = kind(node)
    if name in ("Import", "ImportFrom"):
        return [bound_as(alias) for alias in node.names if alias.name != "*"]
    if name in ("ExceptHandler", "MatchAs", "MatchStar") and node.name:
        return [node.name]
    if name == "MatchMapping" and node.rest:
        return [node.rest]
    return []


def bound_as(alias):
    return alias.asname or alias.name.partition(".")[0]


def definitions(nodes, functions, classes):
    """Adds the names of all functions, methods and classes below."""
    for node in nodes:
        if kind(node) in FUNCTIONS:
            functions.add(node.name)
        elif kind(node) == "ClassDef":
            classes.add(node.name)
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            below = getattr(node, field, None)
            if isinstance(below, list):
                definitions(below, functions, classes)
