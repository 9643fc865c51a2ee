import sys
import unittest

from sample import analyzed, found


class DefinitionTests(unittest.TestCase):
    def test_every_statement_that_binds(self):
        cases = {
            "x = 1": "x", "a, (b, *c) = v": "abc", "x: int = 1": "x", "x += 1": "x",
            "for i, j in v: pass": "ij", "with f() as (a, b): pass": "ab", "(n := 1)": "n",
            "import a.b": "a", "import a.b as c": "c", "from a import b as d": "d",
            "def f(x, *y, z=1, **w): l = 1": "f", "async def f(): pass": "f",
            "class C:\n    y = 1": "C", "[n := i for i in v]": "n",
            "def f():\n    global g\n    g = 1": "fg",
            "if v: a = 1\nelse: b = 1": "ab", "while v: a = 1": "a",
            "try: a = 1\nexcept E as e: b = 1\nelse: c = 1\nfinally: d = 1": "abcd",
        }
        for code, names in cases.items():
            self.assertEqual(sorted(found("defines", code)[0]), sorted(names), code)

    def test_what_binds_nothing(self):
        for code in ("x: int", "x.y = 1", "x[0] = 1", "[i for i in v]", "lambda a: a", "x = 1\ndel x",
                     "def f(): pass\ndel f", "f(a=1)"):
            self.assertEqual(found("defines", code)[0], [], code)

    def test_conditions_make_it_perhaps(self):
        cases = {
            "if v: a = 1": ["a"], "if v: a = 1\nelse: a = 2": [], "for i in v: a = i": ["i", "a"],
            "try: import a\nexcept ImportError: a = None": [], "try: a = 1\nexcept E: pass": ["a"],
            "if v: a = 1\nelse: raise E": [], "with f(): a = 1": [],
            "from contextlib import suppress\nwith suppress(E): a = 1": ["a"],
            "def f():\n    global g\n    g = 1": ["g"],
        }
        for code, names in cases.items():
            self.assertEqual(found("perhaps", code)[0], names, code)

    def test_deletions(self):
        cell, = analyzed("del x")
        self.assertEqual((cell["deletes"], cell["uses"]), (["x"], ["x"]))


class UseTests(unittest.TestCase):
    def used(self, code, *others):
        return sorted(found("uses", code, *others)[0])

    def test_what_is_bound_before_is_no_use(self):
        for code in ("x = 1\nx", "for i in range(3): i", "def f(): pass\nf()", "import a\na.b",
                     "with open('f') as f: f", "x = 1\ndef f(): return x",
                     "def f(): return x\nx = 1", "class C: pass\nC()",
                     "try: pass\nexcept ValueError as e: e", "def f(n): return f(n)"):
            self.assertEqual(self.used(code), [], code)

    def test_what_is_bound_after_or_perhaps_is_one(self):
        for code in ("with open('f'): raise ValueError\nx", "x\nx = 1", "x += 1", "x = x + 1", "if print(): x = 1\nx",
                     "def f(y=x): pass\nx = 1", "del x"):
            self.assertEqual(self.used(code), ["x"], code)

    def test_every_place_of_a_use(self):
        for code in ("f'{x!r:>{y}}'", "@x\ndef f(a: y): pass", "class C(x, m=y): pass",
                     "def f() -> x: return y", "lambda a, b=x: y", "[x for i in y]",
                     "{x: i for i in y if i}", "x.a[y] = 1", "a = x if y else 1",
                     "class C:\n    def m(self): return x, y", "raise x from y",
                     "assert x, y", "x[y]", "async def f():\n    await x\n    yield y",
                     "!ls {x} $y\nx = y = 1", "%time x + y"):
            self.assertEqual(self.used(code, "x = y = 1"), ["x", "y"], code)

    def test_locals_are_none(self):
        for code in ("def f(a, *b, c, **d): e = 1; return a, b, c, d, e", "lambda a: a",
                     "[i for i in range(3) for j in range(i)]",
                     "class C:\n    y = 1\n    z = y",
                     "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2"):
            self.assertEqual(self.used(code), [], code)

    def test_class_names_are_not_seen_by_methods(self):
        self.assertEqual(self.used("class C:\n    y = 1\n    def m(self): return y"), ["y"])

    def test_functions_use_later(self):
        cell, = analyzed("z = 1\ndef f(): return x + z")
        self.assertEqual((cell["usesLater"], cell["uses"]), (["x", "z"], ["x"]))

    def test_functions_and_classes_that_are_passed_on_are_used_later(self):
        cells = ("def f(): return x", "class A:\n    def m(self): return y")
        for code, name in (("g = f", "f"), ("g = map(f, v)", "f"), ("@f\ndef h(): pass", "f"),
                           ("class B(A): pass", "A"), ("a = A()", "A")):
            self.assertIn(name, found("usesLater", *cells, code)[2], code)
        self.assertEqual(found("usesLater", *cells, "v = f()")[2], [])

    def test_builtins_count_when_a_cell_defines_them(self):
        self.assertEqual(self.used("print(len(x))"), ["x"])
        self.assertEqual(self.used("print(len(x))", "def len(v): pass"), ["len", "x"])

    if sys.version_info >= (3, 10):
        def test_patterns(self):
            cell, = analyzed(
                "match x:\n    case {'a': [a, *b], **c} if y: pass\n    case C(d) as e: z")
            self.assertEqual(sorted(cell["defines"]), ["a", "b", "c", "d", "e"])
            self.assertEqual(sorted(cell["uses"]), ["C", "x", "y", "z"])

    if sys.version_info >= (3, 12):
        def test_type_parameters_are_local(self):
            cell, = analyzed(
                "type X[T] = list[T]\ndef f[T](a: T) -> T: pass\nclass C[T](B[T]): a: T")
            self.assertEqual((cell["defines"], cell["uses"]), (["X", "f", "C"], ["B"]))
            cell, = analyzed("def f[T]():\n    x: T = T\nclass A[T]:\n    def g(self, a: T) -> T: return T")
            self.assertEqual((cell["uses"], cell["usesLater"]), ([], []))


class MutationTests(unittest.TestCase):
    def test_what_changes(self):
        for code in ("x['a'] = 1", "x.a = 1", "x[0].b += 1", "del x[0]", "x.append(1)",
                     "y = x.pop()", "x.loc[0, 'a'] = 1", "x.drop('a', inplace=True)", "x.train()",
                     "import random\nrandom.shuffle(x)", "next(x)", "def g(v): pass\ng(x)",
                     "for x[0] in range(3): pass", "from m import x\nx.append(1)",
                     "import x\nx.environ.update(a=1)", "import numpy as np\nnp.fill_diagonal(x, 1)",
                     "list.sort(x)", "import numpy as np\nnp.add(a, b, out=x)"):
            self.assertEqual(found("mutates", code)[0], ["x"], code)

    def test_what_changes_by_another_name(self):
        for code in ("for r in x: r['a'] = 1", "for i, r in enumerate(x): r.append(9)",
                     "for k, v in x.items(): v.append(3)", "for r in reversed(x): r.a = 1",
                     "for a in x.flat: a.set_title('t')", "with x as b: b.rows.append(2)",
                     "[r.pop() for r in x]", "for r in [x]: r.append(1)",
                     "y = x\ny.append(1)", "y = x[0]\nz = y\nz.a = 1",
                     "a, b = x, v\na.append(1)", "(y := x).append(1)\ny.append(2)",
                     "y = x.setdefault('k', [])\ny.append(1)", "y = x.cursor()\ny.execute('q')",
                     "if v: y = x\nelse: y = []\ny.append(1)", "y = [x, x]\ny[0].append(1)",
                     "y = (x, v)\nfor r in y: r.append(1)", "y = [x]\nz = y\nz[0].a = 1",
                     "y = {'k': x}\ny['k'].append(1)", "for r in {'k': x}.values(): r.append(1)",
                     "y = {'k': x}\nfor k, r in y.items(): r['b'] = 1",
                     "y = x\ny += [1]", "y = x[:2]\ny += 1", "for r in x: r *= 2"):
            self.assertIn("x", found("mutates", code)[0], code)
        self.assertEqual(sorted(found(
            "mutates", "import matplotlib.pyplot as plt\nx, a = plt.subplots()\na.plot(v)\na.set(b=1)"
        )[0]), ["a", "x"])
        self.assertEqual(found("mutates", "x = []\ny = x", "y.append(1)")[1], ["y", "x"])
        self.assertEqual(found("mutates", "x = []\ny = x", "x.append(1)")[1], ["x", "y"])
        self.assertEqual(found("mutates", "x = []\ny = x\ny += [1]", "x.append(1)")[1], ["x", "y"])
        self.assertEqual(found("mutates", "x = []\ny = x", "y = 1\nx.append(1)")[1], ["x"])

    def test_copies_are_others(self):
        for code in ("y = x[['a', 'b']]\ny['c'] = 1", "y = x[x.a > 1]\ny['c'] = 1",
                     "y = [x]\ny.append(1)", "y = x\ny = []\ny.append(1)",
                     "for i in range(x): y[i] = 1", "y = f(x)\ny.append(1)"):
            self.assertEqual(found("mutates", code)[0], ["y"], code)

    def test_functions_of_the_cells_that_change_what_they_get(self):
        account = "class A:\n    def take(self, n): self.n -= n; return self.n"
        for code in (account + "\ny = x.take(1)", account + "\nprint(x.take(1))",
                     account + "\ny = A.take(x, 1)", "def f(l, i): l.append(i); return l\ny = f(x, 1)",
                     "def f(i, l): l[0] = i\ny = f(1, l=x)", "def f(i, *, l): l[0] = i\ny = f(1, l=x)",
                     "def f(l):\n    for r in l: r.n = 1\ny = f(x)",
                     "class S:\n    def a(self): return self.b()\n"
                     "    def b(self): return self.items.pop()\ny = x.a()"):
            self.assertEqual(found("mutates", code)[0], ["x"], code)
        for code in ("def f(l): return len(l)\ny = f(x)",
                     "def f(l):\n    l = l.copy()\n    l['n'] = 1\n    return l\ny = f(x)"):
            self.assertEqual(found("mutates", code)[0], [], code)
        self.assertEqual(found("mutates", "def f(l):\n    if v: l = l.copy()\n    l['n'] = 1\ny = f(x)")[0],
                         ["x"])
        methods = ("class T:\n    @classmethod\n    def c(cls, l): l.append(1)\n"
                   "    @staticmethod\n    def s(l): l.append(1)\n"
                   "    @classmethod\n    def i(cls): cls.n += 1\n")
        for call, changed in (("v = T.c(x)", "x"), ("v = t.c(x)", "x"), ("v = T.s(x)", "x"),
                              ("v = t.s(x)", "x"), ("v = T.i()", "T")):
            self.assertEqual(found("mutates", methods + call)[0], [changed], call)

    def test_what_is_written_to(self):
        for code in ("print('a', file=x)", "import json\njson.dump(v, x)",
                     "import pickle as p\np.dump(v, file=x)", "from json import dump\ny = dump(v, fp=x)",
                     "from contextlib import redirect_stdout\nwith redirect_stdout(x): pass",
                     "import contextlib\nwith contextlib.redirect_stderr(x): pass",
                     "import csv\ncsv.writer(x).writerow(v)", "import csv\ncsv.DictWriter(x, v)"):
            self.assertEqual(found("mutates", code)[0], ["x"], code)
        self.assertEqual(found("mutates", "import csv, io\nx = io.StringIO()", "w = csv.writer(x)",
                               "w.writerow(v)", "x.getvalue()")[2], ["w", "x"])
        for code in ("import sys\nprint('a', file=sys.stderr)", "print('a', file=None)",
                     "import sys, json\njson.dump(v, sys.stdout)", "f('a', file=x)"):
            self.assertEqual(found("mutates", code)[0], [], code)

    def test_calls_and_operators_of_the_cells_classes_that_change_their_object(self):
        layer = "class Layer:\n    def __call__(self, v): self.calls += 1; return v\n"
        for code in ("y = x(1)", "y = x(x(1))", "print(x(1))"):
            self.assertEqual(found("mutates", layer + "x = Layer()", code)[1], ["x"], code)
        self.assertEqual(found("mutates", layer, "def f(v): pass", "y = f(1)\nz = len(v)")[2], [])
        counter = "class C:\n    def %s(self, o): self.n += 1; return self\nx = C()\n%s"
        for method, code in (("__lshift__", "y = x << 1"), ("__add__", "y = x + 1"),
                             ("__getitem__", "y = x['k']"), ("__contains__", "y = 1 in x"),
                             ("__eq__", "y = x == 1"), ("__enter__", "with x: pass")):
            cells = (counter % (method, ""), code)
            self.assertEqual(found("mutates", *cells)[1], ["x"], code)
            self.assertEqual(found("mutates", cells[0].replace("self.n += 1; ", ""), code)[1], [])
        self.assertIn("z", found("mutates", counter % ("__iadd__", "z = x"), "x += 1", "z")[1])

    def test_what_is_used_up(self):
        for code in ("x = (i for i in v)", "x = iter(v)", "x = open('f')",
                     "def g():\n    yield 1\nx = g()"):
            for use in ("y = list(x)", "for i in x: break", "y = dict(zip(x, v))"):
                self.assertEqual(found("mutates", code, use)[1], ["x"], (code, use))
        for code in ("y = x.get()", "y = x.readline()", "y = x.execute('insert')"):
            self.assertEqual(found("mutates", code)[0], ["x"], code)
        self.assertEqual(found("mutates", "x = [i for i in v]", "y = list(x)")[1], [])
        self.assertEqual(found("mutates", "y = x.get('k')")[0], [])

    def test_what_shuffles(self):
        self.assertEqual(sorted(found("mutates", "rng.shuffle(x)")[0]), ["rng", "x"])
        self.assertEqual(found("mutates", "import numpy as np\nnp.add.at(x, 0, 1)")[0], ["x"])

    def test_the_name_of_an_exception_is_gone_afterwards(self):
        code = "try: f()\nexcept ValueError as e: pass"
        self.assertEqual(found("mutates", "e = 5", code)[1], ["e"])
        self.assertEqual(found("mutates", code)[0], [])

    def test_what_does_not(self):
        for code in ("x.head()", "x.plot()", "x.plot.scatter(x='a')", "x.quantile(.5)", "y = x.copy()", "print(x)", "import x\nx.plot(1)", "x + 1",
                     "f(x)", "import x\nx.remove('f')", "import x.y\nx.y.append(1)", "x.drop('a', inplace=False).head()", "len(x)",
                     "def f(x): x.append(1)"):
            self.assertEqual(found("mutates", code)[0], [], code)

    def test_a_bare_call_of_a_function_that_only_reads(self):
        for body in ("print(len(x), sum(x))", "for r in x: print(r['n'])", "return x",
                     "print(f'{x[0]:>3}', max(x) + 1)", "if x: print([r.n * 2 for r in x])",
                     "print(sum(r.n for r in x))", "print(x.head(), sorted(x))", "for i, r in enumerate(x): print(i, r)",
                     "t = sum(x) / len(x)\n    print(t)"):
            self.assertEqual(found("mutates", "def f(x):\n    " + body, "f(x)")[1], [], body)
            self.assertEqual(found("mutates", "f(x)", "def f(x):\n    " + body)[0], [], body)
        for body in ("x.append(1)", "y = x", "g(x)", "x.a = 1", "for r in x: r.go()",
                     "for r in x: g(r)", "del x[0]", "xs.append(x)", "x += 1", "x.b()", "next(x)",
                     "print(x, file=x)", "g(k=x)", "def h(): x.go()", "print([x])", "g(x[0])",
                     "m = max(x)\n    m.n = 1", "for v in x.values(): v.n = 1", "[r.go() for r in x]",
                     "y = sorted(x)\n    y[0].n = 1", "y = list(x.values())\n    y[0].n = 1"):
            self.assertEqual(found("mutates", "def f(x):\n    " + body, "f(x)")[1], ["x"], body)
        shape = "class C:\n    def area(self): return self.w * self.h\n    def go(self): g(self)\nc = C()"
        self.assertEqual(found("mutates", shape, "c.area()", "c.go()", "x.area()")[1:],
                         [[], ["c"], ["x"]])
        for code in ("x.findall('a')", "x.center(20)", "x.zfill(9)"):
            self.assertEqual(found("mutates", code)[0], [], code)

    def test_a_method_that_cells_define_may_do_anything(self):
        self.assertEqual(found("mutates", "x.head()", "class C:\n    def head(self): pass")[0],
                         ["x"])

    def test_functions_change_later(self):
        cell, = analyzed("def f():\n    global n\n    n += 1\n    xs.append(n)")
        self.assertEqual(sorted(cell["mutatesLater"]), ["n", "xs"])


class TieTests(unittest.TestCase):
    """Which other names change where an object does: of what it is in, and of what is in it."""

    account = "class Acc:\n    b = 0\n    def dep(self, n): self.b += n"
    rows = "rows = [{'n': 1}, {'n': 2}]"

    def changed(self, *cells):
        """The names that the last but one of some cells changes; the last one uses some."""
        return sorted(found("mutates", *cells)[-2])

    def test_what_contains_it(self):
        for cell in ("pair = [xs, 2]", "pair = {'xs': xs}", "pair = {}\npair['xs'] = xs",
                     "pair = []\npair.append(xs)", "pair = Acc()\npair.xs = xs", "pair = Acc(xs)",
                     "import types\npair = types.SimpleNamespace()\npair.xs = xs",
                     "inner = (xs, 2)\npair = [inner]", "pair = [r for r in [xs]]",
                     "pair = []\npair.append([xs])", "pair = [list(y) for y in [[xs]]]",
                     "pair = [xs]\nx = xs\nxs = x"):
            self.assertIn("pair", self.changed(self.account, "xs = [1]", cell, "xs.append(5)", "pair"),
                          cell)
        self.assertEqual(self.changed(self.account, "bob = Acc()", "accounts = {'bob': bob}",
                                      "bob.dep(7)", "accounts['bob'].b"), ["accounts", "bob"])

    def test_what_contains_what_a_function_changes(self):
        for functions in ("def g(): xs.append(1)", "def g(): h()\ndef h(): xs.append(1)"):
            self.assertIn("pair", self.changed("xs = [1]", "pair = [xs]", functions, "g()", "pair"))

    def test_what_a_method_changes_within_its_object(self):
        engine = "class Engine:\n def up(self, k): self.n += k"
        for car in ("class Car:\n def __init__(self, e): self.e = e\n"
                    " def go(self): self.e.on = True",
                    "class Car:\n def __init__(self, e):\n  self.e = e\n def go(self): self.e.up(1)",
                    "@dataclass\nclass Car:\n e: Engine\n def go(self): self.e.up(1)"):
            for made in ("Car(e)", "Car(e=e)"):
                self.assertEqual(self.changed(engine, car, "e = Engine()", "car = " + made,
                                              "car.go()", "print(e.n)"), ["car", "e"], car)
        team = ("class Team:\n def __init__(self, players): self.players, self.log = players, []\n"
                " def add(self, p): self.players.append(p)")
        self.assertIn("names", self.changed(team, "names = f()", "team = Team(names)",
                                            "team.add('bob')", "names"))
        model = ("class Model:\n def __init__(self, df):\n  self.df = df\n  self.log = []\n"
                 " def fit(self): self.log.append(1)")
        self.assertEqual(self.changed(model, "df = f()", "m = Model(df)", "m.fit()", "(df, m)"), ["m"])

    def test_figures_and_axes(self):
        plot = "import matplotlib.pyplot as plt\n"
        for made in ("fig, ax = plt.subplots()", "ax = plt.gca()", "f = plt.figure()\nax = f.add_subplot()",
                     "fig, axs = plt.subplots(2)\nax = axs[0]",
                     "fig, axs = plt.subplots(2)\nfor each in axs: ax = each"):
            for call in ("ax.plot([1, 2])", "line, = ax.plot([1, 2])", "df.plot(ax=ax)"):
                self.assertIn("ax", self.changed(plot + made, call, "len(ax.lines)"), made)
            self.assertEqual(self.changed(plot + made, "t = ax.get_title()", "ax"), [])

    def test_what_shares_its_parts(self):
        for copy in ("b = a.copy()", "import copy\nb = copy.copy(a)", "b = a + [[2]]", "b = [[2]] + a",
                     "b = dict(k=a)", "b = {}\nb.update(a)", "b = list(a)",
                     "from types import SimpleNamespace\nb = SimpleNamespace(l=a)"):
            self.assertIn("a", self.changed("a = [[1]]", copy, "b[0].append(1)", "a"), copy)
        self.assertEqual(self.changed("a = [[1]]", "b = a.copy()", "b.append(1)", "a"), ["b"])
        self.assertEqual(self.changed("a = f()", "b = a.copy()", "b[0] = 1", "a"), ["b"])
        self.assertEqual(self.changed("a = f()", "b = a + 1", "b[0] = 1", "a"), ["b"])

    def test_what_a_call_gives_of_it(self):
        for change in ("d.get('a')['n'] += 1", "d.get('a').append(1)", "list(d.values())[0].append(1)"):
            self.assertEqual(self.changed("d = f()", change, "d"), ["d"], change)
        self.assertIn("a", self.changed("import numpy as np\na = f()", "b = np.squeeze(a)",
                                        "b += 1", "a"))

    def test_what_is_a_part_of_it(self):
        for cell in ("first = rows[0]", "first = next(iter(rows))", "first, second = rows",
                     "first = [r for r in rows if r['n'] > 1]", "first = sorted(rows)",
                     "first = {i: r for i, r in enumerate(rows)}", "first = rows[:1]",
                     "first = {r['n']: r for r in rows}"):
            for change in ("rows[0]['n'] = 10", "for r in rows: r['n'] *= 10"):
                self.assertIn("first", self.changed(self.rows, cell, change, "first"), (cell, change))
        self.assertEqual(self.changed("cfg = {'db': {'host': 'a'}}", "db = cfg['db']",
                                      "cfg['db']['host'] = 'b'", "db['host']"), ["cfg", "db"])
        self.assertEqual(self.changed(self.account, "accs = [Acc(), Acc()]", "best = accs[0]",
                                      "for a in accs: a.dep(7)", "best.b"), ["a", "accs", "best"])
        for made, change in (("{i: r for i, r in enumerate(rows)}", "x[0]['n'] = 10"),
                             ("[r for r in rows if r['n'] > 1]", "x[0]['big'] = True"),
                             ("{a.o: a for a in rows}", "x['o'].b = 1"),
                             ("list(rows)", "x[0]['n'] = 10")):
            self.assertEqual(self.changed(self.rows, "x = " + made, change, "rows"), ["rows", "x"])

    def test_what_shows_its_memory(self):
        for cells in (("a = np.arange(5)", "b = a[1:4]", "a[2] = 100"),
                      ("a = np.arange(6)", "b = a.reshape(2, 3)", "a += 1"),
                      ("a = np.arange(6)", "b = a.T", "a.sort()")):
            self.assertIn("b", sum(found("mutates", "import numpy as np", *cells, "b"), []), cells)

    def test_what_is_not_tied(self):
        for made, cell, change, shown in (
                ("df = f()", "df2 = df.groupby('a').sum()", "df['b'] = 1", "df2"),
                ("df = f()", "s = df['a']", "df['b'] = 1", "s"),
                ("df = f()", "train = df[:10]", "df['b'] = 1", "train"),
                ("p = f()", "df = g()\ndf['p'] = p", "p[0] = 1", "df"),
                ("n = 1", "ns = [n, 2]", "n += 1", "ns"),
                ("rows = f()", "ns = [r['n'] for r in rows]", "rows[0]['n'] = 1", "ns"),
                ("rows = f()", "n = rows[0]['n']", "rows[0]['n'] = 1", "n"),
                ("rows = f()", "first = rows[0]", "rows.append(1)", "first"),
                ("rows = f()", "few = rows[:3]", "rows.append(1)", "few"),
                ("rows = f()", "few = [r for r in rows]", "rows.append(1)", "few"),
                ("xs = f()", "pair = [xs]\nxs = g()", "xs.append(1)", "pair"),
                ("xs = f()", "pair = [xs]\npair = 1", "xs.append(1)", "pair"),
                ("rows = f()", "box = [rows[0]]", "box.append(1)", "rows"),
                ("a, b = f(), g()", "both = {'a': a, 'b': b}", "a.fit(1)", "b"),
                ("a, b = f(), g()", "both = []\nboth.append(a)\nboth.append(b)", "a.fit(1)", "b"),
                ("a, b = f(), g()", "both = {'a': a, 'b': b}", "both['a'].fit(1)", "b"),
                ("d = f()", "a, b = d['a'], d['b']", "a.drop(1)\na.b = 1", "b"),
                ("xs = f()", "import numpy as np\nsin = np.sin", "np.random.seed(1)", "sin")):
            self.assertNotIn(shown, self.changed(made, cell, change, shown), cell)

    def test_names_that_no_cell_uses_are_left_alone(self):
        self.assertEqual(found("mutates", self.rows, "for r in rows: print(r)",
                               "rows[0]['n'] = 1", "rows")[2], ["rows"])

    def test_many_ties_take_no_time(self):
        cells = ["rows = f()"] + ["x%d = rows[%d]\nall_ = [x%d, rows]\nrows[0]['n'] = 1" % (i, i, i)
                                  for i in range(500)]
        self.assertEqual(len(analyzed(*cells)), 501)


class OpaqueTests(unittest.TestCase):
    def test_what_can_not_be_seen_through(self):
        cases = {"from math import *": "import", "exec('x')": "code", "eval('x')": "code",
                 "globals()['x'] = 1": "code", "%run a.py": "code", "%%unheard\nof": "code"}
        for code, kind in cases.items():
            self.assertEqual([each["kind"] for each in found("opaque", code)[0]], [kind], code)

    def test_harmless_magics_are_none(self):
        for code in ("%matplotlib inline", "!ls", "%%bash\nls", "%%time\nx = 1"):
            self.assertEqual(found("opaque", code)[0], [], code)

    def test_the_code_of_magics_counts(self):
        self.assertEqual(found("defines", "%%time\nx = 1", "%time y = 1", "%%timeit\nz = 1",
                               "%%capture out\nw = 1", "%%bash --out o --err=e -x\nls"),
                         [["x"], ["y"], [], ["out", "w"], ["o", "e"]])


class ErrorTests(unittest.TestCase):
    def test_others_are_still_analysed(self):
        cells = analyzed("x = 1", "y = =", "z = x")
        self.assertEqual([cell["error"] is None for cell in cells], [True, False, True])
        self.assertEqual(cells[1]["error"]["line"], 1)
        self.assertEqual(cells[2]["uses"], ["x"])

    def test_what_only_the_compiler_refuses_is_analysed(self):
        for code in ("return 1", "if 0: return", "class A: return 1", "yield 1", "await f()",
                     "break", "x = 1\nglobal x", "nonlocal x"):
            cells = analyzed("a = 1", code, "b = a")
            self.assertEqual(cells[2]["uses"], ["a"], code)

    def test_long_chains_of_what_shows_take_no_time(self):
        self.assertEqual(found("mutates", "x" + ".head()" * 500)[0], [])
        self.assertEqual(found("defines", "\n".join("if a: x%d = y" % i for i in range(2000)))[0][:2],
                         ["x0", "x1"])

    def test_a_function_may_be_deep(self):
        cells = analyzed("def f(x):\n    return " + "+".join(["x"] * 440), "f(y)")
        self.assertEqual([each["error"] for each in cells], [None, None])

    def test_depth_costs_nothing_but_the_cell(self):
        for code in ("(" * 5000 + ")" * 5000, "+".join(["x"] * 200_000), "x" + ".x" * 200_000,
                     "not " * 100_000 + "x", "x" + "()" * 100_000, "-" * 100_000 + "1",
                     "if x: pass\n" + "elif x: pass\n" * 20_000, "lambda: " * 5000 + "x",
                     "x\0y"):
            cells = analyzed("a = 1", code, "b = a")
            self.assertIsNotNone(cells[1]["error"], code[:20])
            self.assertEqual(cells[2]["uses"], ["a"])

    def test_what_is_only_long_is_read(self):
        cell, = analyzed("x = [" + "1.5, -2, " * 50_000 + "]\n" + "y = x\n" * 10_000)
        self.assertEqual((cell["error"], cell["defines"]), (None, ["x", "y"]))


class DoubtTests(unittest.TestCase):
    def kinds(self, *cells):
        return [each["kind"] for each in found("doubts", *cells)[-1]]

    def test_kinds(self):
        cases = {
            "import time as t\nt.time()": "time", "from datetime import datetime\ndatetime.now()":
            "time", "import random\nrandom.random()": "randomness",
            "import numpy as np\nnp.random.rand(3)": "randomness", "open('f')": "files",
            "import pandas as pd\npd.read_csv('f')": "files",
            "import pandas as pd\npd.read_csv('https://a')": "network",
            "import requests\nrequests.get('u')": "network",
            "from urllib.request import urlopen\nurlopen('u')": "network",
            "import os\nos.environ['A']": "environment", "import os\nos.system('ls')": "processes",
            "import subprocess as s\ns.run(['ls'])": "processes", "!ls": "processes",
            "%%bash\nls": "processes", "input()": "input", "df.to_csv('f')": "files",
            "f = __import__\nimport time\nclock = time.time": "time", "print(_)": "history",
            "x = Out[1]": "history", "df.sample(3)": "randomness",
            "def f():\n    import time\n    return time.time()": "time",
            "import random\nr = random\nr.random()": "randomness", "o = open\no('f')": "files",
            "import numpy as np\nr = s = np.random\ns.rand(3)": "randomness",
            "t = __import__('time')\nt.time()": "time",
            "import importlib\nr = importlib.import_module('random')\nr.random()": "randomness",
            "import time\ndef f():\n    t = time\n    return t.time()": "time",
            "exec('x = 1')": "code", "y = eval('1 + 1')": "code",
            "from random import *": "randomness", "from time import *": "time",
            "import random\nrandom.seed(1)\nrandom.SystemRandom().random()": "randomness",
            "import random\nif x: random.seed(1)\nrandom.random()": "randomness",
            "import random\ndef f(): random.seed(1)\nrandom.random()": "randomness",
            "import time\ntime.asctime()": "time",
            "import numpy as np\nnp.datetime64('now')": "time",
            "import pandas as pd\npd.to_datetime('today')": "time",
            "from scipy import stats\nstats.norm.rvs(size=3)": "randomness",
            "from sklearn.cluster import KMeans\nKMeans(3)": "randomness",
            "from sklearn.datasets import make_blobs\nmake_blobs()": "randomness",
            "from sklearn.model_selection import train_test_split as t\nt(x, random_state=None)":
            "randomness", "df.sample(3, random_state=None)": "randomness",
            "p.exists()": "files", "import codecs\ncodecs.open('f')": "files",
            "df.to_json('f')": "files", "df.to_sql('t', con=c)": "files",
            "import asyncio\nawait asyncio.open_connection('h', 1)": "network",
        }
        for code, kind in cases.items():
            self.assertEqual(self.kinds(code), [kind], code)

    def test_none(self):
        for code in ("import time, random, os, requests", "import random\nrandom.seed(1)\n"
                     "random.random()", "import numpy as np\nnp.random.default_rng(1)",
                     "import random\nrandom.Random(3)", "def open(f): pass\nopen('f')",
                     "def f(time): return time.time()", "import os\nos.path.join('a')",
                     "import time\ntime.sleep(1)", "df.sample(3, random_state=1)", "_ = 1\nprint(_)",
                     "import math\nm = math\nm.sin(1)", "import os\np = os.path\np.join('a')",
                     "import random\nr = random\nr = 1\nr.random()",
                     "import random\ndef f(): random.seed(1)\nf()\nrandom.random()",
                     "import random\nfor i in v:\n    random.seed(i)\n    random.random()",
                     "import random\nif x: random.seed(1)\nelse: random.seed(2)\nrandom.random()",
                     "import numpy as np\nnp.datetime64('2020-01-01')", "from math import *",
                     "from sklearn.cluster import KMeans\nKMeans(3, random_state=1)",
                     "class D:\n    def sample(self, n): pass\nd.sample(3)",
                     "df.to_json(orient='records')", "df.to_csv(index=False)",
                     "import io, pandas as pd\npd.read_csv(io.StringIO(t))"):
            self.assertEqual(self.kinds(code), [], code)

    def test_seeds_and_aliases_of_earlier_cells_hold(self):
        self.assertEqual(self.kinds("import random as r\nr.seed(1)", "r.random()"), [])
        self.assertEqual(self.kinds("import numpy as np", "np.random.seed()", "np.random.rand()"),
                         ["randomness"])

    def test_a_guarded_import_is_one(self):
        code = "try:\n    import random\nexcept ImportError:\n    random = None"
        self.assertEqual(self.kinds(code, "v = random.random()"), ["randomness"])
        self.assertEqual(self.kinds("if x: import random as r\nelse: r = None", "r.random()"),
                         ["randomness"])

    def test_what_functions_draw_counts_when_they_are_called(self):
        draw = "import random\ndef draw(): return random.random()"
        for cells in ((draw, "random.seed(4)", "v = draw()"),
                      (draw + "\ndef twice(): return draw() + draw()", "random.seed(1)", "twice()"),
                      (draw, "random.seed(4)\nv = list(map(draw, x))"),
                      ("import random\nclass C:\n    def __init__(self): random.seed(1)\n"
                       "    def draw(self): return random.random()", "C().draw()"),
                      (draw, "def set_up(): random.seed(1)", "set_up()", "draw()"),
                      ("import random\ndef f():\n    random.seed(1)\n    return random.random()",
                       "f()"),
                      ("import random\ntry: random.seed(1)\nexcept OSError: pass",
                       "random.random()")):
            self.assertEqual(sum(found("doubts", *cells), []), [], cells)
        for cells in ((draw, "v = draw()", "random.seed(4)"), (draw,),
                      (draw, "random.seed(1)", "random.seed()\ndraw()"),
                      (draw + "\ndef twice(): return draw() + draw()", "twice()", "random.seed(1)"),
                      (draw, "f = lambda: draw()")):
            self.assertEqual([(each["kind"], each["line"]) for each in found("doubts", *cells)[0]],
                             [("randomness", 2)], cells)

    def test_seeds_that_may_not_come_are_none(self):
        for seeding in ("def s(flag):\n    if not flag: return\n    random.seed(1)\ns(x)",
                        "x and random.seed(1)", "random.seed(1) if x else None",
                        "[random.seed(1) for _ in x]", "n = None\nrandom.seed(n)",
                        "class C:\n    def s(self): random.seed(1)\ndef s(): pass\ns()"):
            self.assertIn("randomness",
                          self.kinds("import random\n" + seeding + "\nrandom.random()"), seeding)

    def test_more_libraries(self):
        cases = {
            "import timeit\nt = timeit.timeit('f()')": "time", "r = %timeit -o f()": "time",
            "import pandas as pd\npd.date_range(start='today', periods=3)": "time",
            "from sklearn.model_selection import KFold\nKFold(5, shuffle=True)": "randomness",
            "from sklearn.svm import SVC\nSVC(probability=True)": "randomness",
            "from sklearn.svm import LinearSVC\nLinearSVC()": "randomness",
            "import sklearn.decomposition\nsklearn.decomposition.FastICA(2)": "randomness",
            "from sklearn.linear_model import RANSACRegressor\nRANSACRegressor()": "randomness",
            "from sklearn.linear_model import LogisticRegression\nLogisticRegression("
            "solver='saga')": "randomness",
            "from scipy.optimize import differential_evolution as d\nd(f, b)": "randomness",
            "import scipy\nscipy.sparse.random(3, 3)": "randomness",
            "df.sample(5, None)": "randomness", "df.sample(5, True)": "randomness",
            "from torch import nn\nnn.Linear(2, 3)": "randomness",
            "from tensorflow.keras import layers\nlayers.Dense(3)": "randomness",
            "from torch.utils.data import DataLoader\nDataLoader(d, shuffle=True)": "randomness",
            "from pathlib import Path\nPath.cwd()": "environment",
            "from pathlib import Path\nPath('.').resolve()": "files",
            "from pathlib import Path\np = Path('a')\np.rename('b')": "files",
            "import os\nos.path.abspath('a')": "environment", "im.save('x.png')": "files",
            "config.read('a.ini')": "files", "a.tofile('f')": "files",
            "import linecache\nlinecache.getline('f', 1)": "files",
            "from email.utils import make_msgid\nmake_msgid()": "time",
            "import logging\nlogging.basicConfig(filename='l')": "files",
            "import keras\nkeras.utils.get_file('f', 'u')": "network",
            "M.from_pretrained('m')": "network", "vocabulary = list(set(words))": "randomness",
        }
        for code, kind in cases.items():
            self.assertEqual(self.kinds(code), [kind], code)

    def test_what_only_looks_as_if(self):
        for code in ("import os\nos.environ['A'] = '3'", "import sqlite3\nsqlite3.connect(':memory:')",
                     "import pandas as pd\npd.read_sql('q', c)",
                     "import io, pandas as pd\nb = io.StringIO()\ndf.to_csv(b)\npd.read_csv(b)",
                     "import time\ntime.gmtime(0)\ntime.strftime('%d', t)",
                     "class C:\n    def __hash__(self): return hash(self.x)",
                     "import requests\ntry: pass\nexcept requests.exceptions.HTTPError: pass",
                     "import subprocess\nsubprocess.PIPE", "import shutil\nshutil.get_terminal_size()",
                     "import random\nr = random.Random(5)\nr.sample(population=x, k=2)",
                     "import keras, numpy as np\nkeras.utils.set_random_seed(1)\nnp.random.rand()",
                     "from sklearn.svm import LinearSVC\nLinearSVC(random_state=1)",
                     "from sklearn.linear_model import LogisticRegression\nLogisticRegression()",
                     "from sklearn.linear_model import LogisticRegression\nLogisticRegression("
                     "solver='saga', random_state=0)",
                     "df.rename(columns=c)", "f.read(10)", "from torch import nn\nnn.ReLU()"):
            self.assertEqual(self.kinds(code), [], code)

    def test_what_is_only_shown_says_so(self):
        for code in ("id(x)", "import sys\nprint(sys.argv)", "print(_)"):
            self.assertEqual([each["isShown"] for each in found("doubts", code)[0]], [True], code)
        for code in ("y = id(x)", "print(id(x), file=f)", "if v: print(id(x))"):
            self.assertEqual([each["isShown"] for each in found("doubts", code)[0]], [False], code)

    def test_lines(self):
        self.assertEqual(found("doubts", "x = 1\n\n%%time") [0], [])
        doubt, = found("doubts", "%%time\nx = 1\nopen('f')")[0]
        self.assertEqual((doubt["line"], doubt["what"]), (3, "open"))


if __name__ == "__main__":
    unittest.main()
