"""Which calls only show something, and which change what they are given."""
from .syntax import children, kind

# What only shows: functions that print or measure, none that would use up an iterator, and methods
# whose value is all there is to them.
SHOWING = frozenset((
    "print", "display", "len", "repr", "str", "type", "id", "dir", "vars", "help", "isinstance",
    "issubclass", "callable", "hasattr", "abs", "round", "bool", "int", "float", "range", "hex",
    "bin", "format"))
READING = frozenset((
    "head", "tail", "describe", "info", "value_counts", "nunique", "unique", "isna", "isnull",
    "notna", "notnull", "sum", "mean", "median", "std", "var", "min", "max", "corr",
    "memory_usage", "keys", "values", "items", "groupby", "sort_values", "sort_index", "round",
    "upper", "lower", "strip", "split", "startswith", "endswith", "to_string"))

# What leaves an object as it was, but may draw, write or take long.
UNCHANGING = READING | frozenset((
    "plot", "hist", "boxplot", "show", "savefig", "apply", "map", "agg", "aggregate", "transform",
    "pivot_table", "merge", "join", "copy", "drop", "dropna", "fillna", "rename", "reset_index",
    "set_index", "query", "filter", "assign", "astype", "sample", "replace", "score", "predict",
    "predict_proba", "summary", "evaluate", "get", "index", "count", "format", "to_csv", "to_excel",
    "to_parquet", "to_json", "to_dict", "to_numpy", "tolist"))

# What changes the object that it is called on, or the module.
CHANGING = frozenset((
    "append", "extend", "insert", "pop", "popitem", "popleft", "appendleft", "extendleft",
    "remove", "discard", "clear", "update", "setdefault", "sort", "reverse", "add", "rotate",
    "intersection_update", "difference_update", "symmetric_difference_update", "fit",
    "fit_transform", "partial_fit", "load_state_dict", "put", "put_nowait", "write",
    "writelines", "send", "set_params"))
SETTING = frozenset((
    "seed", "manual_seed", "set_seed", "set_option", "set_printoptions", "set_theme", "set_style",
    "use", "basicConfig", "simplefilter", "filterwarnings", "setrecursionlimit"))
CHANGING_ARGUMENT = frozenset((
    "random.shuffle", "numpy.random.shuffle", "heapq.heappush", "heapq.heappop", "heapq.heapify",
    "heapq.heapreplace", "heapq.heappushpop", "bisect.insort", "bisect.insort_left",
    "bisect.insort_right", "next", "setattr", "delattr"))

# Among them a key, which a `defaultdict` takes up.
EFFECTS = frozenset((
    "NamedExpr", "Subscript", "Await", "Yield", "YieldFrom", "Starred", "ListComp", "SetComp",
    "DictComp", "GeneratorExp"))


def only_shows(node, own):
    """Whether a bare expression has no effect but its value or text on the screen.

    `own` are the names that cells define themselves: such a `head` may do anything.
    """
    name = kind(node)
    if name in EFFECTS or name == "Call" and not called_to_show(node, own):
        return False
    return name == "Lambda" or all(only_shows(each, own) for each in children(node))


def called_to_show(call, own):
    function = call.func
    if kind(function) == "Name":
        return function.id in SHOWING and function.id not in own \
            and not any(each.arg == "file" for each in call.keywords)
    return kind(function) == "Attribute" and function.attr in READING \
        and function.attr not in own and not in_place(call) and only_shows(function.value, own)


def in_place(call):
    """Whether it says `inplace=` something else than False, or where to put what comes `out`."""
    return any(each.arg == "out"
               or each.arg == "inplace" and getattr(each.value, "value", True) is not False
               for each in call.keywords)
