import unittest

import agent  # noqa: F401
from _sandbox_agent.magics import transform


class MagicsTests(unittest.TestCase):
    def test_python_is_left_alone(self):
        for code in ("a = b % c", "x != y", "s = '''\n%not\n!nor\n'''", "y = (5\n% 3)",
                     "# what?", "d = {\n'a': 1}\n", "x = 5 \\\n% 3", "", "\n\n",
                     "print('100%')", "f'{x!r}'"):
            self.assertEqual(transform(code), code)

    def test_lines(self):
        cases = {
            "%time f(x)": "get_ipython().run_line_magic('time', 'f(x)')",
            "!ls -l": "get_ipython().system('ls -l')",
            "  !ls": "  get_ipython().system('ls')",
            "x = !ls": "x = get_ipython().getoutput('ls')",
            "a, b = %sx ls": "a, b = get_ipython().run_line_magic('sx', 'ls')",
            "len?": "get_ipython().run_line_magic('pinfo', 'len')",
            "?len": "get_ipython().run_line_magic('pinfo', 'len')",
            "a.b??": "get_ipython().run_line_magic('pinfo2', 'a.b')",
            "!!ls": "get_ipython().getoutput('ls')",
        }
        for code, expected in cases.items():
            self.assertEqual(transform(code), expected)

    def test_line_numbers_stay(self):
        code = "%cd a\\\nb\nx = 1\n!echo 'a'\n1/0"
        lines = transform(code).split("\n")
        self.assertEqual(len(lines), 5)
        self.assertEqual((lines[1], lines[2], lines[4]), ("", "x = 1", "1/0"))

    def test_cell_magics_take_the_rest(self):
        self.assertEqual(transform("\n%%bash -e\necho 'x'\n"),
                         "\nget_ipython().run_cell_magic('bash', '-e', \"echo 'x'\\n\")")

    def test_only_statements_begin_magics(self):
        code = "f(\n'''\n!no\n''',\n)\n!yes"
        self.assertEqual(transform(code).split("\n")[2], "!no")
        self.assertEqual(transform(code).split("\n")[5], "get_ipython().system('yes')")
