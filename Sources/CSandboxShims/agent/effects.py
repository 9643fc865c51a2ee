"""Which calls only show something, and which change what they are given."""
from .objects import VIEW
from .syntax import children, kind

# What only shows: functions that print or measure, none that would use up an iterator, and methods
# whose value is all there is to them.
PRINTING = frozenset(("print", "display", "help"))
SHOWING = PRINTING | frozenset((
    "len", "repr", "str", "type", "id", "dir", "vars", "isinstance",
    "issubclass", "callable", "hasattr", "abs", "round", "bool", "int", "float", "range", "hex",
    "bin", "format"))
READING = frozenset((
    "head", "tail", "describe", "info", "value_counts", "nunique", "unique", "isna", "isnull",
    "notna", "notnull", "sum", "mean", "median", "std", "var", "min", "max", "corr",
    "memory_usage", "keys", "values", "items", "groupby", "sort_values", "sort_index", "round",
    "upper", "lower", "strip", "split", "startswith", "endswith", "to_string"))
TAKING = frozenset(("info", "to_string", "round"))  # among them what may write to what it is given

# What leaves an object as it was, but may draw, write or take long.
UNCHANGING = READING | frozenset((
    "plot", "hist", "boxplot", "show", "savefig", "apply", "map", "agg", "aggregate", "transform",
    "pivot_table", "merge", "join", "copy", "drop", "dropna", "fillna", "rename", "reset_index",
    "set_index", "query", "filter", "assign", "astype", "sample", "replace", "score", "predict",
    "predict_proba", "summary", "evaluate", "get", "index", "count", "format", "to_csv", "to_excel",
    "to_parquet", "to_json", "to_dict", "to_numpy", "tolist", "to_latex", "quantile", "nlargest",
    "nsmallest", "duplicated", "drop_duplicates", "select_dtypes", "pct_change", "melt", "explode",
    "mode", "cov", "skew", "kurt", "any", "all", "idxmax", "idxmin", "argmax", "argmin", "between",
    "shift", "diff", "stack", "unstack", "pivot", "resample", "rolling", "expanding", "isin", "mask",
    "where", "clip", "cumsum", "cumprod", "cummax", "cummin", "rank", "transpose", "squeeze",
    "equals", "compare", "xs", "take", "at_time", "iterrows", "itertuples", "add_prefix",
    "crosstab", "applymap", "pipe", "get_params", "decision_function", "kneighbors",
    "inverse_transform", "score_samples", "predict_log_proba", "staged_predict", "flatten",
    "findall", "finditer", "search", "match", "fullmatch", "center", "ljust", "rjust", "zfill",
    "title", "capitalize", "swapcase", "casefold", "splitlines", "rsplit", "partition",
    "rpartition", "encode", "decode", "hexdigest", "isoformat", "strftime"))

# What changes the object that it is called on, or the module.
CHANGING = frozenset((
    "append", "extend", "insert", "pop", "popitem", "popleft", "appendleft", "extendleft",
    "remove", "discard", "clear", "update", "setdefault", "sort", "reverse", "add", "rotate",
    "intersection_update", "difference_update", "symmetric_difference_update", "fit",
    "fit_transform", "partial_fit", "load_state_dict", "put", "put_nowait", "write",
    "writelines", "send", "set_params", "readline", "readlines", "get_nowait", "execute",
    "executemany", "executescript"))
SETTING = frozenset((
    "seed", "manual_seed", "set_seed", "set_option", "set_printoptions", "set_theme", "set_style",
    "use", "basicConfig", "simplefilter", "filterwarnings", "setrecursionlimit"))
CHANGING_ARGUMENT = frozenset((
    "random.shuffle", "numpy.random.shuffle", "heapq.heappush", "heapq.heappop", "heapq.heapify",
    "heapq.heapreplace", "heapq.heappushpop", "bisect.insort", "bisect.insort_left",
    "bisect.insort_right", "next", "setattr", "delattr", "numpy.fill_diagonal", "numpy.copyto",
    "numpy.put", "numpy.place", "numpy.putmask", "numpy.put_along_axis"))
# What writes to what it is given: by name, and by place.
WRITING = {"print": ("file", None), "json.dump": ("fp", 1), "pickle.dump": ("file", 1),
           "marshal.dump": ("file", 1), "yaml.dump": ("stream", 1), "csv.writer": ("csvfile", 0),
           "csv.DictWriter": ("f", 0), "contextlib.redirect_stdout": ("new_target", 0),
           "contextlib.redirect_stderr": ("new_target", 0)}
STREAMS = ("sys.stdout", "sys.stderr")
CONTAINERS = frozenset(("list", "dict", "set", "bytearray"))

# Among them a key, which a `defaultdict` takes up, and operators by which libraries build: `a >> b`.
EFFECTS = frozenset((
    "NamedExpr", "Subscript", "Await", "Yield", "YieldFrom", "Starred", "ListComp", "SetComp",
    "DictComp", "GeneratorExp", "In", "NotIn", "LShift", "RShift", "BitOr"))

# What may call a method of a class, and the methods that an ordinary class has.
OPERATIONS = frozenset(("Attribute", "BinOp", "UnaryOp", "BoolOp", "IfExp", "Compare",
                        "JoinedStr", "Call"))
OPERATORS = {
    "Add": "add", "Sub": "sub", "Mult": "mul", "Div": "truediv", "FloorDiv": "floordiv",
    "Mod": "mod", "Pow": "pow", "MatMult": "matmul", "LShift": "lshift", "RShift": "rshift",
    "BitOr": "or", "BitAnd": "and", "BitXor": "xor", "Eq": "eq", "NotEq": "ne", "Lt": "lt",
    "LtE": "le", "Gt": "gt", "GtE": "ge", "In": "contains", "NotIn": "contains"}
ORDINARY = frozenset(("__init__", "__repr__", "__str__", "__post_init__", "__new__"))


def changes_argument(path):
    return path in CHANGING_ARGUMENT or path.startswith("numpy.") and path.endswith(".at")


def changes_object(call):
    """Whether a method is known to change its object: a `get` of no key is a queue's."""
    method = call.func.attr
    return method in CHANGING or in_place(call) or method == "get" and not call.args


def replaced(node, own):
    """Adds the attributes that a part of a cell sets: `sys.stdout` is another then."""
    if kind(node) == "Attribute" and kind(node.ctx) == "Store":
        own.add(node.attr)
    for each in children(node):
        replaced(each, own)


def has_hooks(own):
    """Whether classes of the cells say what operators do."""
    return any(name[:2] == name[-2:] == "__" and name not in ORDINARY for name in own)


def only_shows(node, own, hooks=None):
    """Whether a bare expression has no effect but its value or text on the screen.

    `own` are the names that cells define themselves: such a `head` may do anything.
    """
    name = kind(node)
    hooks = has_hooks(own) if hooks is None else hooks
    if name in EFFECTS or name == "Call" and not called_to_show(node, own, hooks) \
            or name == "Attribute" and node.attr in own or name in OPERATIONS and hooks:
        return False
    parts = [*node.args, *node.keywords] if name == "Call" else children(node)
    return name == "Lambda" or all(only_shows(each, own, hooks) for each in parts)


def called_to_show(call, own, hooks=None):
    function = call.func
    if kind(function) == "Name":
        return function.id in SHOWING and function.id not in own \
            and not any(each.arg == "file" for each in call.keywords) \
            and not (function.id in PRINTING and ("stdout" in own or "stderr" in own))
    return kind(function) == "Attribute" and function.attr in READING \
        and function.attr not in own and not in_place(call) \
        and only_shows(function.value, own, hooks) \
        and not (function.attr in TAKING and is_given(call))


def is_given(call):
    """Whether it is given more than numbers and switches: a text to log, a place to write to."""
    values = [*call.args, *(each.value for each in call.keywords)]
    return not all(isinstance(getattr(each, "value", None), (int, float)) for each in values)


def depth(method):
    """How deep a method changes its object: with one more or one less in it, views are the same."""
    return 0 if method in CHANGING and method != "sort" else VIEW


def in_place(call):
    """Whether it says `inplace=` something else than False, or where to put what comes `out`."""
    return any(each.arg == "out"
               or each.arg == "inplace" and getattr(each.value, "value", True) is not False
               for each in call.keywords)
