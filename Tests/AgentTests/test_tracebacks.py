import copy
import dataclasses
import json
import linecache
import os
import re
import sys
import traceback
import types
import unittest

import agent  # noqa: F401
from _sandbox_agent import libraries
from _sandbox_agent.cells import is_error
from _sandbox_agent.frames import CONTROL
from _sandbox_agent.jsonlite import dumps
from _sandbox_agent.tracebacks import cut, describe, fold


class FoldTests(unittest.TestCase):
    def test_short_ones_are_whole(self):
        self.assertEqual(fold([[1, 2], [3]]), ([[1, 2], [3]], None))

    def test_first_and_last_are_kept(self):
        kept, hidden = fold([list(range(1000))], 10)
        self.assertEqual(kept, [[0, 1, 2, 3, 4, 995, 996, 997, 998, 999]])
        self.assertEqual(hidden, [0, 5, 990])

    def test_exceptions_in_the_middle_are_left_out(self):
        kept, hidden = fold([[index] for index in range(1000)], 10)
        self.assertEqual([group for group in kept if group],
                         [[index] for index in (0, 1, 2, 3, 4, 995, 996, 997, 998, 999)])
        self.assertEqual(hidden[2], 990)


class DescribeTests(unittest.TestCase):
    def caught(self, function):
        try:
            function()
        except BaseException as error:
            return describe(error, {__file__: ("", 4)})

    def test_name_value_and_frames(self):
        error = self.caught(lambda: {}["key"])
        self.assertEqual((error["name"], error["value"]), ("KeyError", "'key'"))
        self.assertEqual(error["frames"][-1]["cell"], 4)
        self.assertEqual(error["traceback"][0], "Traceback (most recent call last):")
        self.assertEqual(error["traceback"][-1], "KeyError: 'key'")

    def test_recursion_is_folded(self):
        def down():
            down()
        error = self.caught(down)
        self.assertEqual(error["name"], "RecursionError")
        self.assertTrue(any("Previous line repeated" in line for line in error["traceback"]))
        self.assertLess(len(error["traceback"]), 60)

    def test_chains_are_joined_as_python_does(self):
        def chained():
            try:
                1 / 0
            except ZeroDivisionError as error:
                raise ValueError("x") from error
        lines = self.caught(chained)["traceback"]
        self.assertIn("ZeroDivisionError: division by zero", lines)
        self.assertIn("The above exception was the direct cause of the following exception:", lines)
        self.assertEqual(lines[-1], "ValueError: x")

    def test_the_exceptions_of_a_chain_are_data(self):
        def chained():
            try:
                try:
                    json.loads("{")
                except ValueError:
                    {}["key"]
            except KeyError as error:
                raise TypeError("last") from error
        described = self.caught(chained)
        self.assertEqual([(each["name"], each["relation"], [f["package"] for f in each["frames"]])
                          for each in described["chain"]],
                         [("json.decoder.JSONDecodeError", "context", [None] + ["json"] * 3),
                          ("KeyError", "cause", [None])])
        self.assertEqual(described["chain"][1]["value"], "'key'")
        self.assertEqual([each["function"] for each in described["frames"]], ["caught", "chained"])
        self.assertTrue(is_error(described))
        described["chain"][0]["frames"] = [1]
        self.assertFalse(is_error(described))

    def test_deep_chains_are_bounded(self):
        error = None
        for index in range(5000):
            later = ValueError(index)
            later.__cause__ = error
            error = later
        described = describe(error, {})
        self.assertLess(len(described["traceback"]), 500)
        self.assertEqual(described["traceback"][-1], "ValueError: 4999")
        self.assertLess(len(described["chain"]), 110)
        self.assertEqual(described["chain"][0]["value"], "0")
        self.assertEqual(described["chain"][-1]["value"], "4998")

    def test_hostile_exceptions(self):
        class Hostile(Exception):
            def __str__(self):
                raise RuntimeError
        described = describe(Hostile(), {})
        self.assertTrue(described["name"].endswith("Hostile"))

    def test_what_exceptions_say_of_themselves(self):
        class Leaving(Exception):
            def __str__(self):
                raise SystemExit

        class Private(Exception):
            __traceback__ = __cause__ = __context__ = property(lambda self: 1 / 0)

        def fail(kind):
            raise kind

        def chained():
            try:
                fail(Leaving)
            except Exception:
                {}["key"]
        for kind in Leaving, Private:
            described = self.caught(lambda: fail(kind))
            self.assertEqual(described["frames"][-1]["function"], "fail")
        self.assertIn("    raise kind", self.caught(lambda: fail(Leaving))["traceback"])
        self.assertEqual(self.caught(lambda: fail(Leaving))["value"], "<exception str() failed>")
        self.assertEqual(self.caught(chained)["traceback"][-1], "KeyError: 'key'")
        self.assertEqual(len(self.caught(chained)["chain"]), 1)

    def test_without_python_s_own_modules(self):
        source = "def f():\n    raise ValueError('two\\nlines')\nf()"
        for module, name in ((linecache, "getline"), (linecache, "getlines"),
                             (traceback, "TracebackException"), (traceback, "StackSummary")):
            kept = getattr(module, name)
            setattr(module, name, None)
            try:
                exec(compile(source, "<cell 7>", "exec"), {})
            except ValueError as error:
                described = describe(error, {"<cell 7>": (source, 7)})
            finally:
                setattr(module, name, kept)
            self.assertIn("    raise ValueError('two\\nlines')", described["traceback"])
            self.assertEqual(described["traceback"][-2:], ["ValueError: two", "lines"])
            self.assertEqual([each["cell"] for each in described["frames"]][-1], 7)

    def test_syntax_errors_show_their_place(self):
        described = self.caught(lambda: compile("x = = 1\n", "<cell 1>", "exec"))
        self.assertIn('  File "<cell 1>", line 1', described["traceback"])
        self.assertEqual(described["name"], "SyntaxError")


class LibraryTests(unittest.TestCase):
    """Of libraries' frames a traceback has the number; as data they are all there."""

    def described(self, function):
        try:
            function()
        except BaseException as error:
            return describe(error, {})

    def folded(self, lines):
        """The functions of the user's frames, and the notes between them."""
        return [re.sub(r".*, in |[ \[\]]", "", line) if line.startswith("  File ") else line.strip()
                for line in lines if line.startswith(("  File ", "  ["))]

    def check(self, function, expected, packages):
        described = self.described(function)
        self.assertEqual(self.folded(described["traceback"]), ["described"] + expected)
        self.assertEqual([each["package"] for each in described["frames"]], [None] + packages)

    def test_a_call(self):
        def load():
            json.loads("{")
        self.check(load, ["load", "[3 frames in json]"], [None] + ["json"] * 3)

    def test_a_call_back(self):
        def replace():
            re.sub(".", fail, "x")

        def fail(match):
            1 / 0
        self.check(replace, ["replace", "[1 frame in re]", "fail"], [None, "re", None])

    def test_a_recursion_through_a_library(self):
        class Deep:
            def __deepcopy__(self, memo):
                return copy.deepcopy(Deep(), memo)
        lines = self.described(lambda: copy.deepcopy(Deep()))["traceback"]
        self.assertTrue(any(re.fullmatch(r"  \[Previous 2 frames repeated \d+ more times\]", line)
                            for line in lines), lines)
        self.assertIn(lines.count("  [1 frame in copy]"), (3, 4))

    def test_a_recursion_of_a_library(self):
        nest = []
        for _ in range(200):
            nest = [nest]
        limit = sys.getrecursionlimit()

        def deep_copy():
            sys.setrecursionlimit(200)
            try:
                copy.deepcopy(nest)
            finally:
                sys.setrecursionlimit(limit)
        lines = self.described(deep_copy)["traceback"]
        self.assertEqual(self.folded(lines)[:2], ["described", "deep_copy"])
        note, = self.folded(lines)[2:]
        count = re.fullmatch(r"\[(\d+) frames in copy\]", note)
        self.assertGreater(int(count.group(1)), 90)

    def test_an_exception_of_a_chain_that_has_none_of_the_user_s(self):
        place = {}
        exec(compile("def fail(): raise KeyError(1)", "/x/site-packages/lib/core.py", "exec"), place)
        before = None
        try:
            place["fail"]()
        except KeyError as error:
            before = error.with_traceback(error.__traceback__.tb_next)

        def fail():
            raise ValueError("x") from before
        lines = self.described(fail)["traceback"]
        self.assertEqual(lines[:3], ["Traceback (most recent call last):", "  [1 frame in lib]",
                                     "KeyError: 1"])

    def test_methods_that_a_library_wrote(self):
        @dataclasses.dataclass(order=True, frozen=True)
        class Point:
            x: int
            y: list = dataclasses.field(default_factory=lambda: 1 / 0)

            def __post_init__(self):
                if self.x < 0:
                    raise ValueError

        class Vague:
            def __repr__(self):
                return 1 / 0
        generated = "[1 frame in dataclasses]"
        self.check(lambda: Point(-1, []), ["<lambda>", generated, "__post_init__"],
                   [None, "dataclasses", None])
        self.check(lambda: Point(1), ["<lambda>", generated, "<lambda>"],
                   [None, "dataclasses", None])
        self.check(lambda: sorted([Point(1, []), Point(1, 2)]), ["<lambda>", generated],
                   [None, "dataclasses"])
        described = self.described(lambda: repr(Point(1, Vague())))
        self.assertEqual(described["frames"][-2]["package"], "dataclasses")
        self.assertRegex(self.folded(described["traceback"])[2], r"\[2 frames in .*dataclasses\]")

    def test_what_the_user_writes_in_a_string_is_the_user_s(self):
        place = {}
        exec("class Own:\n def __init__(self): 1 / 0", place)
        self.check(lambda: place["Own"](), ["<lambda>", "__init__"], [None, None])

    def test_of_which_package_a_file_is(self):
        standard = os.path.dirname(os.__file__)
        for file, function, package in [
                ("<cell 1>", "f", None), ("<string>", "f", None), ("/workspace/json.py", "f", None),
                ("x.py", "f", None), ("", "f", None), ("/work/lib.pyx.py", "f", None),
                (standard + "/json/decoder.py", "f", "json"), (standard + "/os.py", "f", "os"),
                (standard + "/site-packages/pandas/core/frame.py", "f", "pandas"),
                ("/usr/lib/python3/dist-packages/six.py", "f", "six"),
                ("/home/.packages/tool/a.py", "f", "tool"),
                ("/a/site-packages/b/site-packages/c/d.py", "f", "c"),
                ("<attrs generated init __main__.A>", "__init__", "attrs"),
                ("<frozen importlib._bootstrap>", "_find_and_load", "importlib"),
                ("numpy/random/mtrand.pyx", "numpy.random.mtrand.RandomState.choice", "numpy"),
                ("pandas/_libs/lib.pyx", "map_infer", "pandas")]:
            with self.subTest(file):
                found = libraries.package(types.SimpleNamespace(filename=file, name=function))
                self.assertEqual(found, package)

    def test_three_packages_are_named(self):
        place, code = {}, "def f(next, *others): next(*others)"
        functions = []
        for name in "abcde":
            exec(compile(code, "/x/site-packages/%s.py" % name, "exec"), place)
            functions.append(place["f"])
        self.check(lambda: functions[0](*functions[1:], int, "x"),
                   ["<lambda>", "[5 frames in a, b, c, …]"], [None, *"abcde"])


@unittest.skipIf(sys.version_info < (3, 11), "without exception groups")
class GroupTests(unittest.TestCase):
    def lines(self, group):
        return describe(group, {})["traceback"]

    def test_python_s_own_form(self):
        try:
            try:
                1 / 0
            except ZeroDivisionError as error:
                raise ExceptionGroup("g", [error, ExceptionGroup("h", [KeyError("k")] * 20)]) from None
        except ExceptionGroup as group:
            group.add_note("a note")
            self.assertEqual(self.lines(group), traceback.format_exc().rstrip("\n").split("\n"))

    def test_libraries_are_folded_in_members_and_groups(self):
        def fail():
            try:
                json.loads("{")
            except ValueError as error:
                raise ExceptionGroup("g", [error])
        try:
            re.sub(".", lambda match: fail(), "x")
        except ExceptionGroup as group:
            lines = self.lines(group)
        self.assertIn("  |   [1 frame in re]", lines)
        self.assertIn("    |   [3 frames in json]", lines)
        self.assertNotIn(os.path.dirname(os.__file__), "\n".join(lines))

    def test_however_many_members_there_are_few_are_described(self):
        lines = self.lines(ExceptionGroup("g", [ValueError(n) for n in range(200_000)]))
        self.assertIn("    | and 199985 more exceptions", lines)
        self.assertEqual(lines[0], "  | ExceptionGroup: g (200000 sub-exceptions)")

    def test_however_deep_they_are(self):
        group = ValueError("x")
        for _ in range(5000):
            group = ExceptionGroup("g", [group])
        self.assertIn("... (max_group_depth is 10)", self.lines(group)[-2])

    def test_however_many_there_are_within_each_other(self):
        def tree(depth):
            return ExceptionGroup("g", [tree(depth - 1) for _ in range(12)]) if depth else ValueError(1)
        self.assertLess(len(self.lines(tree(4))), 1000)


class SizeTests(unittest.TestCase):
    """Whatever the exception is, the supervisor takes what the worker says of it."""

    def check(self, error):
        try:
            raise error
        except BaseException as caught:
            described = describe(caught, {})
        self.assertTrue(is_error(described))
        self.assertLess(len(dumps(described)), CONTROL - 1000)
        return described

    def test_many_lines(self):
        described = self.check(ValueError("a\n" * 20_000))
        self.assertEqual(described["traceback"][-1], "a")
        self.assertTrue(any(line.endswith(" lines …") for line in described["traceback"]))
        self.assertEqual(len(described["value"]), 40_000)

    def test_what_is_shortened_bears_a_mark(self):
        kind = type("E" * 2000, (Exception,), {})
        place = {"f": lambda: None, "kind": kind}
        exec(compile("def f():\n    raise kind('v' * 100_000)", "p" * 600, "exec"), place)
        try:
            place["f"]()
        except kind as caught:
            described = describe(caught, {})
        for text in described["name"], described["value"], described["frames"][-1]["file"]:
            self.assertTrue(text.endswith(" …"), text[-20:])

    def test_the_widest_characters(self):
        for each in "\U0001F600", "\x01", "\ud800", '"':
            self.check(ValueError(each * 1_000_000))
            self.check(ValueError((each + "\n") * 100_000))

    def test_long_names(self):
        self.check(type("E" * 30_000_000, (Exception,), {})("x"))

    def test_long_places(self):
        try:
            exec(compile("1 / 0", "x" * 30_000_000, "exec"))
        except ZeroDivisionError as error:
            self.check(error)

    def test_long_chains(self):
        for each in "x", "\U0001F600", "\x01":
            error = None
            for _ in range(300):
                link = type(each * 2000, (Exception,), {})(each * 60_000)
                link.__cause__ = error
                error = link
            self.check(error)

    def test_what_is_left_out_is_counted(self):
        lines = ["%d" % n for n in range(10_000)]
        self.assertEqual(cut(lines), lines[:2500] + ["… 5,000 lines …"] + lines[-2500:])
        self.assertEqual(cut(lines[:5000]), lines[:5000])
