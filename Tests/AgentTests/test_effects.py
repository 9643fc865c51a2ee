import ast
import unittest

import agent  # noqa: F401
from _sandbox_agent.effects import only_shows, replaced


def shows(code, *own):
    return only_shows(ast.parse(code).body[0].value, own)


class OnlyShowsTests(unittest.TestCase):
    def test_what_is_left_out(self):
        for code in ("x", "x.y", "1 + x", "'text'", "f'{x} {y!r}'", "x, y", "[x]",
                     "{'a': x}", "x if y else z", "not x", "lambda: f()", "print(x, y, sep='')",
                     "print()", "df.head()", "df.head(n).describe()", "len(xs)",
                     "display(df.head())", "df.a.value_counts(normalize=True)", "df.info(verbose=True)",
                     "x.round(2)", "x < y", "x + 5", "..."):
            self.assertTrue(shows(code), code)

    def test_what_is_kept(self):
        for code in ("f()", "xs.append(1)", "random.seed(1)", "print(f(x))", "print(xs.pop())",
                     "print(x, file=f)", "(x := 1)", "[g(x) for x in xs]", "[x for x in xs]",
                     "sum(xs)", "list(xs)", "print(*xs)", "await x", "df.sample(3)",
                     "df.sort_values('a', inplace=True)", "f(x).head()", "x[f()]", "x['a']",
                     "x.sum(out=y)", "plt.show()", "1 in x", "1 not in x", "df.info(buf=b)", "df.to_string(b)",
                     "x.round(0, y)", "log.info('text')",
                     "f'{f()}'", "x or f()", "task >> other", "rule << part", "steps | more"):
            self.assertFalse(shows(code), code)

    def test_names_of_the_cells_are_kept(self):
        self.assertFalse(shows("print(x)", "print"))
        self.assertFalse(shows("x.head()", "head"))
        self.assertFalse(shows("x.tick", "tick"))

    def test_operators_of_the_cells_classes_are_kept(self):
        for code in ("x + 5", "x == 1", "x.y", "len(x)", "f'{x}'", "not x", "x and y"):
            self.assertFalse(shows(code, "C", "__add__"), code)
            self.assertTrue(shows(code, "C", "__init__", "__repr__"), code)

    def test_what_prints_is_kept_once_its_stream_is_another(self):
        own = set()
        replaced(ast.parse("import sys\nsys.stdout = f"), own)
        self.assertFalse(shows("print(x)", *own))
        self.assertTrue(shows("len(x)", *own))


if __name__ == "__main__":
    unittest.main()
