import collections
import datetime
import types
import unittest

import agent  # noqa: F401
from _sandbox_agent.inspector import variables

TRAP = """
class Meta(type):
    __name__ = property(lambda cls: boom())
    __module__ = property(lambda cls: boom())
    def __hash__(cls): boom()
    def __eq__(cls, other): boom()
    def __instancecheck__(cls, other): boom()
    def __subclasscheck__(cls, other): boom()
    def __getattribute__(cls, name): boom()
def boom(*_): calls.append(1); raise RuntimeError("user code ran")
members = {name: boom for name in ("__repr__", "__len__", "__str__", "__sizeof__", "__hash__",
    "__eq__", "__iter__", "__getattribute__", "__getattr__", "__bool__", "__index__", "__format__")}
members["__class__"], members["__module__"] = property(boom), "__main__"
"""


def listed(values, **options):
    executor = types.SimpleNamespace(namespace=values)
    request = dict({"limit": 100, "text": 80, "modules": False, "full": False}, **options)
    return variables(executor, request)


def preview(value):
    return listed({"x": value})["variables"][0]["preview"]


class PreviewTests(unittest.TestCase):
    def test_built_in_values(self):
        for value in (1, -1.5, "a'b", b"c", True, None, ..., 1j, [1, "a"], (1,), (1, 2), {1: "a"},
                      {1}, frozenset({1}), set(), [], {}, range(3), float("nan"), "", ()):
            shown = repr(value)
            self.assertEqual(preview(value), "range(0, 3, 1)" if shown == "range(0, 3)" else shown)

    def test_values_of_the_library(self):
        cases = {
            "deque([1, 2])": collections.deque([1, 2]), "Counter({'a': 2})": collections.Counter("aa"),
            "defaultdict({1: []})": collections.defaultdict(list, {1: []}),
            "OrderedDict({1: 2})": collections.OrderedDict({1: 2}),
            "datetime.date(2026, 1, 2)": datetime.date(2026, 1, 2),
            "[datetime.timedelta(days=1)]": [datetime.timedelta(1)],
            "datetime.datetime(2026, 1, 2, 0, 0, tzinfo=datetime.timezone.utc)":
            datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone.utc),
        }
        for text, value in cases.items():
            self.assertEqual(preview(value), text)

    def test_time_zones_of_the_users_kind_are_not_asked(self):
        class Zone(datetime.tzinfo):
            def __repr__(self): raise RuntimeError("user code ran")
        self.assertIsNone(preview(datetime.datetime(2026, 1, 2, tzinfo=Zone())))

    def test_bounds(self):
        self.assertEqual(preview(1 << 100_000_000), "<int of 100000001 bits>")
        for value in ("x" * 10_000_000, b"x" * 10_000_000, [0] * 10_000_000, list(range(1000)),
                      dict.fromkeys(range(1000)), "\0" * 1000, ["x" * 1000] * 20):
            self.assertLessEqual(len(preview(value)), 80)
            self.assertIn("\u2026", preview(value))

    def test_depth(self):
        value = []
        value.append(value)
        self.assertEqual(preview(value), "[[[[\u2026]]]]")
        self.assertEqual(preview({1: {2: {3: {4: {}}}}}), "{1: {2: {3: {\u2026}}}}")

    def test_functions_and_classes(self):
        self.assertEqual(preview(lambda a, *b, c=1: a), "<lambda>(a, c)")
        self.assertEqual(preview(ValueError), "class ValueError")

    def test_lone_surrogates(self):
        self.assertEqual(preview("\ud800"), "'\\ud800'")
        self.assertEqual(listed({"x\ud800": 1})["variables"][0]["name"], "x?")


class HostileTests(unittest.TestCase):
    def test_no_method_of_the_user_runs(self):
        names = {"calls": []}
        exec(TRAP, names)
        calls = names["calls"]
        values = {}
        for name, bases in (("A", ()), ("S", (str,)), ("D", (dict,)), ("L", (list,)), ("I", (int,)),
                            ("T", (tuple,)), ("F", (float,))):
            cls = type.__new__(names["Meta"], name, bases, dict(names["members"]))
            values[name.lower()] = object.__new__(cls) if not bases else bases[0].__new__(cls)
            values["class" + name] = cls
            values["in" + name] = [values[name.lower()], (cls,)]
        found = listed(values)["variables"]
        self.assertEqual(calls, [])
        told = {each["name"]: each for each in found}
        self.assertEqual((told["d"]["type"], told["d"]["preview"]), ("D", None))
        self.assertEqual(told["classS"]["preview"], "class S")
        self.assertEqual(told["inS"]["preview"], "[<S>, (class S,)]")

    def test_names_that_are_no_names(self):
        class Text(str):
            def startswith(self, *_):
                raise RuntimeError
        self.assertEqual(listed({Text("a"): 1, 3: 4, "b": 5})["variables"][0]["name"], "b")


class ListTests(unittest.TestCase):
    def test_sorted_bounded_and_no_machinery(self):
        values = {"b": 1, "a": 2, "_c": 3, "In": [], "Out": {}, "m": types, "d": 4}
        found = listed(values, limit=2)
        self.assertEqual([each["name"] for each in found["variables"]], ["a", "b"])
        self.assertEqual(found["leftOut"], 1)
        self.assertEqual(len(listed(values, modules=True)["variables"]), 4)


if __name__ == "__main__":
    unittest.main()
