"""Whether a function of the cells only reads what it is given, as far as its body tells."""
from . import effects
from .scopes import COMPREHENSIONS, collect
from .syntax import children, kind, root

PURE = effects.PRINTING | frozenset((
    "len", "str", "repr", "format", "any", "all", "int", "float", "bool", "isinstance", "range"))
GIVING = frozenset(("sum", "max", "min", "sorted", "abs", "round", "enumerate"))  # perhaps items
MEASURING = frozenset(("mean", "median", "std", "var", "nunique", "upper", "lower", "strip",
                       "split", "startswith", "endswith"))  # methods, of which none gives items
# Where a value is looked at and not kept, among them a bare expression and what a caller drops.
LOOKING = frozenset(("BinOp", "UnaryOp", "Compare", "FormattedValue", "Expr", "Return", "If",
                     "While", "IfExp", "Assert", "Slice"))


def reads(body, name, own):
    """Whether nothing changes or keeps an argument; `own` are the names that cells define.

    Of a body that doesn't mention it, as one yet to be written, nothing is known.
    """
    names = {name}
    try:
        return any(mentions(each, names) for each in body) \
            and all(only_reads(each, names, own) for each in body)
    except RecursionError:
        return False


def mentions(node, names):
    return getattr(node, "id", None) in names or any(mentions(each, names) for each in children(node))


def only_reads(node, names, own, is_looked_at=False):
    name = kind(node)
    if name in ("Name", "Attribute", "Subscript") and root(node) in names:
        return is_looked_at and kind(node.ctx) == "Load" and is_plain(node, own) \
            and (name != "Subscript" or only_reads(node.slice, names, own, True))
    if name == "Call" and is_reader(node, own):
        if not is_looked_at and gives_items(node) and mentions(node, names):
            return False
        return all(only_reads(each, names, own, True)
                   for each in (getattr(node.func, "value", node.func), *node.args,
                                *(each.value for each in node.keywords)))
    if name in ("For", "AsyncFor", "comprehension"):
        collect(node.target, names, set())  # an item is one of the argument, for all we know
        return only_reads(node.iter, names, own, True) \
            and all(only_reads(each, names, own) for each in children(node)
                    if each not in (node.iter, node.target))
    for each in getattr(node, "generators", ()):
        collect(each.target, names, set())
    if name in ("Name", "Lambda") or name[-3:] == "Def":
        return name == "Name"
    is_looked_at = name in LOOKING or name in COMPREHENSIONS and is_looked_at
    return all(only_reads(each, names, own, is_looked_at) for each in children(node))


def is_plain(node, own):
    """Whether it names no property that a class of the cells may have."""
    while kind(node) in ("Attribute", "Subscript"):
        if kind(node) == "Attribute" and node.attr in own:
            return False
        node = node.value
    return True


def is_reader(call, own):
    """Whether a call leaves all as it is, and what it gives has nothing of that."""
    function = call.func
    if kind(function) == "Name":
        return function.id in PURE | GIVING and function.id not in own \
            and not any(each.arg == "file" for each in call.keywords)
    return kind(function) == "Attribute" and function.attr in effects.READING \
        and function.attr not in own and not effects.in_place(call)


def gives_items(call):
    if kind(call.func) == "Name":
        return call.func.id in GIVING
    return call.func.attr not in MEASURING
