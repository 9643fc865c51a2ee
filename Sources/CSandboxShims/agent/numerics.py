"""Arrays and tables: exact types of numpy, pandas and torch, as far as that runs nothing else."""
import sys

from .previews import AXES, HEAP, Previewer, class_module, class_name, flags_of

Module = type(sys)
FIRST = 8
ARRAYS = ("DatetimeArray", "TimedeltaArray", "PeriodArray", "StringArray", "ArrowStringArray",
          "BooleanArray", "IntegerArray", "FloatingArray")
ROWS = ("Index", "RangeIndex", "DatetimeIndex", "TimedeltaIndex", "CategoricalIndex", "Categorical")
members_of = type.__dict__["__dict__"].__get__


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
    if cls is member("pandas", "MultiIndex"):
        names = first(list(value.names)[:FIRST], value.nlevels, previewer)
        return {"shape": [len(value)], "length": len(value), "preview": "levels: " + names}
    if any(cls is member("pandas", name) for name in ("Timestamp", "Timedelta")):
        return {"preview": "%s(%r)" % (class_name(cls), value.isoformat())}
    if cls is member("pandas", "Period"):
        return {"preview": "Period(%r)" % str(value)}
    for name, text in (("NaT", "NaT"), ("NA", "<NA>")):
        if value is member("pandas", name):
            return {"preview": text}
    if cls is member("collections", "Counter"):
        return {"length": dict.__len__(value), "preview": "Counter({%s})" % previewer.pairs(value, 0)}
    ndarray = member("numpy", "ndarray")
    if ndarray is not None and not flags_of(ndarray) & HEAP and issubclass(cls, ndarray):
        return measures(value, ndarray)
    return tensor(value) if cls is member("torch", "Tensor") else None


def member(package, name):
    """A class of a package, if that is loaded and still a module."""
    module = sys.modules.get(package)
    return dict.get(module.__dict__, name) if type(module) is Module else None


def array(value, previewer):
    found = measures(value, type(value))
    start = value.flat[:FIRST]
    if value.dtype.kind in "mM":
        start = start.astype(str)
    text = "[%s]" if found["shape"] else "%s"
    found["preview"] = "array(%s)" % text % first(start.tolist(), value.size, previewer)
    return found


def measures(value, cls):
    """Shape and size of an array, by numpy's own means whatever class it is of."""
    members = members_of(cls)
    shape = members["shape"].__get__(value)
    return {"shape": list(shape[:AXES]), "length": shape[0] if shape else None,
            "bytes": members["nbytes"].__get__(value)}


def first(items, size, previewer):
    return previewer.pieces(([each] for each in items), size, 0)


def scalar(value, previewer):
    """One number, as the Python value it is."""
    for base in type(value).__mro__:
        members = members_of(base)
        if class_name(base) == "generic" and class_module(base) == "numpy":
            plain = members["item"].__get__(value)()
            if members["dtype"].__get__(value).kind in "mM":
                plain = str(value)
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
