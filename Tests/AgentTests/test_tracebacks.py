import unittest

import agent  # noqa: F401
from _sandbox_agent.tracebacks import describe, fold


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
