import sys
import traceback
import unittest

import agent  # noqa: F401
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

    def test_deep_chains_are_bounded(self):
        error = None
        for index in range(5000):
            later = ValueError(index)
            later.__cause__ = error
            error = later
        described = describe(error, {})
        self.assertLess(len(described["traceback"]), 500)
        self.assertEqual(described["traceback"][-1], "ValueError: 4999")

    def test_hostile_exceptions(self):
        class Hostile(Exception):
            def __str__(self):
                raise RuntimeError
        described = describe(Hostile(), {})
        self.assertTrue(described["name"].endswith("Hostile"))

    def test_syntax_errors_show_their_place(self):
        described = self.caught(lambda: compile("x = = 1\n", "<cell 1>", "exec"))
        self.assertIn('  File "<cell 1>", line 1', described["traceback"])
        self.assertEqual(described["name"], "SyntaxError")


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
        error = None
        for _ in range(90):
            link = ValueError("x" * 60_000)
            link.__cause__ = error
            error = link
        self.check(error)

    def test_what_is_left_out_is_counted(self):
        lines = ["%d" % n for n in range(10_000)]
        self.assertEqual(cut(lines), lines[:2500] + ["… 5,000 lines …"] + lines[-2500:])
        self.assertEqual(cut(lines[:5000]), lines[:5000])
