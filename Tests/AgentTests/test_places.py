import __future__
import linecache
import sys
import unittest

import agent  # noqa: F401
from _sandbox_agent import execution
from _sandbox_agent.ipython import Shell
from _sandbox_agent.tracebacks import describe

CARETS = sys.version_info >= (3, 11)


class Cells:
    """Runs cells as the worker does, without a sandbox."""

    def __init__(self):
        executor = object.__new__(execution.Executor)
        executor.sources, executor.namespace = {}, {"__name__": "__main__"}
        executor.flags = execution.PyCF_ALLOW_TOP_LEVEL_AWAIT
        executor.silent, executor.count = True, None
        executor.namespace["get_ipython"] = lambda: Shell(executor)
        self.executor, self.count = executor, 0
        linecache.checkcache()

    def run(self, code):
        """The traceback's lines."""
        self.count += 1
        try:
            self.executor.run(code, self.count)
        except BaseException as error:
            return describe(error, self.executor.sources)["traceback"]
        return []


class SyntaxErrorTests(unittest.TestCase):
    def shown(self, code):
        """The place that is shown last: line number, text, and how far in the caret stands."""
        lines = Cells().run(code)
        at = max(index for index, line in enumerate(lines) if line.startswith('  File "<cell 1>"'))
        number = int(lines[at].split("line ")[1].split(",")[0])
        caret = lines[at + 2].index("^") if "^" in lines[at + 2] else None
        return number, lines[at + 1].strip(), caret

    def test_the_place_in_plain_code(self):
        self.assertEqual(self.shown("x = 1\ny = = 2"), (2, "y = = 2", 8))

    def test_code_that_no_parser_refuses_shows_its_line_too(self):
        self.assertEqual(self.shown("x = 1\nif x:\n    return 5"), (3, "return 5", 4))
        self.assertEqual(self.shown("日本 = 1; break")[:2], (1, "日本 = 1; break"))

    def test_lines_around_magics(self):
        self.assertEqual(self.shown("%pwd\nx = !ls\ny = = 2"), (3, "y = = 2", 8))

    def test_the_line_of_a_magic_is_the_users(self):
        self.assertEqual(self.shown("for = !ls")[:2], (1, "for = !ls"))

    def test_code_in_the_line_of_a_magic(self):
        self.assertEqual(self.shown("x = 1\n%time y = = 2"), (2, "%time y = = 2", 14))
        self.assertEqual(self.shown("x =%time é = = 2"), (1, "x =%time é = = 2", 17))
        self.assertEqual(self.shown("if 1:\n    %time  return 1"), (2, "%time  return 1", 11))
        self.assertEqual(self.shown("%timeit x = = 0"), (1, "%timeit x = = 0", 16))

    def test_code_below_a_cell_magic(self):
        self.assertEqual(self.shown("\n%%time\nx = 1\ny = = 2"), (4, "y = = 2", 8))
        self.assertEqual(self.shown("%%timeit\ny = = 2"), (2, "y = = 2", 8))


class ColumnTests(unittest.TestCase if CARETS else object):
    """CPython 3.11 and later mark a part of the line."""

    def marked(self, code):
        """Pairs of a line of the traceback and what is marked in it."""
        lines, pairs = Cells().run(code), []
        for line, marks in zip(lines, lines[1:]):
            if marks.strip() and not marks.strip(" ~^"):
                start = len(marks) - len(marks.lstrip())
                pairs.append(line[start:len(marks)])
        return pairs

    def test_code_in_the_line_of_a_magic(self):
        self.assertEqual(self.marked("%time x = 1 / 0"), ["1 / 0"])
        self.assertEqual(self.marked("é = %time  1 / 0"), ["%time  1 / 0", "1 / 0"])
        self.assertEqual(self.marked("%timeit -n1 -r1 1 + (1 / 0)"), ["1 / 0"])

    def test_a_call_in_the_line_of_a_magic(self):
        self.assertEqual(self.marked("def f(): raise ValueError\n%time f() + 1"),
                         ["f()", "raise ValueError"])

    def test_an_argument_that_goes_on_marks_nothing(self):
        self.assertEqual(self.marked("%time x = 1 + \\\n (1 / 0)"), [])


class FrameTests(unittest.TestCase):
    def test_the_machinery_of_magics_is_not_shown(self):
        for code in ("%timeit -n1 -r1 1 / 0", "%time 1 / 0", "%%timeit -n1 -r1\n1 / 0"):
            lines = Cells().run(code)
            files = [line for line in lines if line.startswith("  File ")]
            self.assertTrue(all('"<cell 1>"' in file for file in files), files)

    def test_timed_cells_show_their_lines(self):
        lines = Cells().run("%%timeit -n1 -r1 b = 0\n\na = 1\nc = a / b")
        self.assertIn('  File "<cell 1>", line 4, in inner', lines)
        self.assertIn("    c = a / b", lines)

    def test_functions_of_earlier_cells_show_their_lines(self):
        cells = Cells()
        cells.run("def f():\n    # two\n    raise ValueError")
        cells.run("%pwd\ndef g(): f()")
        lines = cells.run("\n\ng()")
        files = [(line, lines[at + 1]) for at, line in enumerate(lines) if "File" in line]
        self.assertEqual(files, [
            ('  File "<cell 3>", line 3, in <module>', "    g()"),
            ('  File "<cell 2>", line 2, in g', "    def g(): f()"),
            ('  File "<cell 1>", line 3, in f', "    raise ValueError")])

    def test_features_of_the_future_hold_for_a_last_expression(self):
        cells = Cells()
        cells.run("from __future__ import annotations\n1")
        self.assertTrue(cells.executor.flags & __future__.annotations.compiler_flag)


class RecursionTests(unittest.TestCase):
    def test_a_round_of_several_functions_is_folded(self):
        lines = Cells().run("def a(): b()\ndef b(): c()\ndef c(): a()\na()")
        self.assertTrue(any("Previous 3 frames repeated" in line for line in lines), lines)
        self.assertLess(len(lines), 60)

    def test_what_follows_a_round_is_shown(self):
        lines = Cells().run("def a(n): b(n)\ndef b(n): a(n - 1) if n else 1 / 0\na(50)")
        self.assertIn("  [Previous 2 frames repeated 48 more times]", lines)
        self.assertEqual(lines[-1], "ZeroDivisionError: division by zero")
        self.assertEqual(sum("in b" in line for line in lines), 3)

    def test_few_rounds_are_whole(self):
        lines = Cells().run("def a(n): b(n)\ndef b(n): a(n - 1) if n else 1 / 0\na(2)")
        self.assertFalse(any("repeated" in line for line in lines))
        self.assertEqual(sum("in b" in line for line in lines), 3)


if __name__ == "__main__":
    unittest.main()
