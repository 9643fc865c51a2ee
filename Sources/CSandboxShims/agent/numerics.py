"""Arrays and tables: exact types of numpy, pandas and torch, as far as that runs nothing else."""
import sys

from .previews import AXES, Previewer, class_module, class_name

Module = type(sys)
HEAP = 1 << 9  # set in the flags of classes that Python code made
FIRST = 8
ARRAYS = ("DatetimeArray", "TimedeltaArray", "PeriodArray", "StringArray", "ArrowStringArray",
          "BooleanArray", "IntegerArray", "FloatingArray")
ROWS = ("Index", "RangeIndex", "DatetimeIndex", "TimedeltaIndex", "CategoricalIndex", "Categorical")
members_of = type.__dict__["__dict__"].__get__
flags_of = type.__dict__["__flags__"].__get__


def facts(value, previewer):
    """Shape, size and preview; None of what is none of these."""
    cls = type(value)
    if not flags_of(cls) & HEAP:
        if class_module(cls) != "numpy":
            return None
        return array(value, previewer) if class_name(cls) == "ndarray" else scalar(value, previewer)
    if cls is member("pandas", "DataFrame"):
        return table(value, previewer)
    if cls is member("pandas", "Series"):
        return series(value, previewer)
    if any(cls is member("pandas", name) for name in ROWS):
        return row(value, previewer)
    if cls is member("pandas", "Timestamp"):
        return {"preview": "Timestamp(%r)" % value.isoformat()}
    return tensor(value) if cls is member("torch", "Tensor") else None


def member(package, name):
    """A class of a package, if that is loaded and still a module."""
    module = sys.modules.get(package)
    return dict.get(module.__dict__, name) if type(module) is Module else None


def array(value, previewer):
    members = members_of(type(value))

    def get(name):
        return members[name].__get__(value)

    shape = get("shape")
    found = {"shape": list(shape[:AXES]), "length": shape[0] if shape else None,
             "bytes": get("nbytes")}
    start = get("flat")[:FIRST]
    if get("dtype").kind in "mM":
        start = start.astype(str)
    found["preview"] = "array([%s])" % first(start.tolist(), get("size"), previewer)
    return found


def first(items, size, previewer):
    return previewer.pieces(([each] for each in items), size, 0)


def scalar(value, previewer):
    """One number, as the Python value it is."""
    for base in type(value).__mro__:
        members = members_of(base)
        if class_name(base) == "generic" and class_module(base) == "numpy":
            plain = members["item"].__get__(value)()
            return {"bytes": members["nbytes"].__get__(value),
                    "preview": Previewer(previewer.width).known(plain, 0)}
    return None


def is_plain(values):
    """Whether what holds a column is numpy's or pandas' own: others may be the user's."""
    cls = type(values)
    if cls is member("pandas", "Categorical"):
        return is_plain(values.categories._values)
    return not flags_of(cls) & HEAP and class_module(cls) == "numpy" \
        or any(cls is member("pandas.core.arrays", name) for name in ARRAYS)


def table(value, previewer):
    if not is_plain(value.columns._values) or not is_plain(value.index._values):
        return {}
    rows, columns = value.shape
    names = first(value.columns[:FIRST].tolist(), columns, previewer)
    found = {"shape": [rows, columns], "length": rows, "preview": "columns: " + names}
    if all(is_plain(each) for each in value._mgr.arrays):
        found["bytes"] = int(value.memory_usage(index=True, deep=False).sum())
    return found


def series(value, previewer):
    if not is_plain(value.index._values):
        return {}
    rows = len(value.index)
    found = {"shape": [rows], "length": rows}
    if is_plain(value._values):
        found["bytes"] = int(value.memory_usage(index=True, deep=False))
        found["preview"] = beginning(value.iloc[:FIRST], rows, previewer)
    return found


def row(value, previewer):
    """An index, or categories."""
    if not is_plain(value if type(value) is member("pandas", "Categorical") else value._values):
        return {}
    return {"shape": [len(value)], "length": len(value), "bytes": int(value.nbytes),
            "preview": beginning(value[:FIRST], len(value), previewer)}


def beginning(value, size, previewer):
    """The first items; moments in time as texts."""
    items = value.tolist()
    if getattr(value.dtype, "kind", "O") in "mM":
        items = [str(each) for each in items]
    return "[%s]" % first(items, size, previewer)


def tensor(value):
    shape = [int(each) for each in value.shape[:AXES]]
    return {"shape": shape, "length": shape[0] if shape else None, "preview": str(value.dtype),
            "bytes": value.numel() * value.element_size()}
