"""Answers `analyze`: the names and errors of each cell, and what may differ when it runs again."""
from . import effects, reading, scopes
from .doubts import Doubter
from .names import Walker
from .objects import Objects
from .syntax import Shallow, Unreadable, children, kind, parse
from .texts import shortened
from .values import UNKNOWN, Facts, Values

GIVEN = ("__name__", "__file__", "__doc__", "__builtins__", "__debug__", "In", "Out", "_", "__",
         "___", "_ih", "_oh", "_dh", "_exit_code")
ERROR = 500  # characters of a message
MOST = 50  # parameters that all functions of a name change
FAR = 1 << 30  # the place of an argument that is given by name only


class Notebook:
    """What is known over all cells, and how far the walk through them has come."""

    def __init__(self, trees, earlier=None):
        self.values, self.objects, self.modules = Values(), Objects(), set()
        self.defined = set()  # at the top of a cell
        self.functions, self.classes = set(), set()  # anywhere
        self.generators = set()  # functions that are some
        self.bound = set()  # by the cells so far
        # Parameters that functions and methods change, as far as a walk has found out before.
        self.changers = earlier.changers if earlier else {}
        self.methods = earlier.methods if earlier else {}
        # Attributes of their object within which methods change something.
        self.changed_within = earlier.changed_within if earlier else {}
        self.stored = {}  # by classes: which attribute an argument becomes, by place and name
        # The notebook's names whose objects functions change.
        self.reached = earlier.reached if earlier else {}
        # Parameters that all functions, and all methods, of a name only read.
        self.reading = earlier.reading if earlier else {}
        self.reading_methods = earlier.reading_methods if earlier else {}
        for tree in trees:
            for node in tree.body:
                scopes.collect(node, self.defined, self.defined)
                self.look_for_imports(node)
            scopes.definitions(tree.body, self.functions, self.classes)
        self.own = self.defined | self.functions
        self.anyones = set(self.own)  # names that may do anything
        for tree in trees:
            effects.replaced(tree, self.anyones)
        self.hooks = effects.has_hooks(self.anyones)
        self.doubter = Doubter(self.functions)

    def learn(self, node, scope, outer):
        """A function has been walked through: its scope, and that around it."""
        names = [each.arg for each in (*getattr(node.args, "posonlyargs", ()), *node.args.args)]
        only_named = [(FAR, each.arg) for each in node.args.kwonlyargs]
        is_method = outer is not None and outer.kind == "class"
        marks = {getattr(each, "id", None) for each in node.decorator_list}
        places = enumerate(names, 1 if is_method and "staticmethod" in marks else 0)
        changed = {each for each in (*places, *only_named) if each[1] in scope.changed}
        if is_method:
            is_plain = not marks & {"staticmethod", "classmethod"}
            changed = {(*each, is_plain) for each in changed}
            self.changed_within.setdefault(node.name, set()).update(
                step for name, step in scope.changed_within if [name] == names[:1])
        self.learn_reading(node, names, is_method)
        known = (self.methods if is_method else self.changers).setdefault(node.name, set())
        if len(known) < MOST:
            known.update(changed)
        reached = self.reached.setdefault(node.name, set())
        if len(reached) < MOST:
            reached.update(scope.reached)
        if scope.yields:
            self.generators.add(node.name)
        self.doubter.define(node.name, scope, outer)

    def learn_reading(self, node, names, is_method):
        known = self.reading_methods if is_method else self.reading
        read = set() if node.decorator_list else {
            (place, name) for place, name in enumerate(names[:MOST])
            if reading.reads(node.body, name, self.own)}
        known[node.name] = known.get(node.name, read) & read

    def imported(self, name, path):
        if self.values.of(name) is UNKNOWN:
            self.values.put(name, Facts(path))

    def look_for_imports(self, node):
        """Imports of all cells, for cells that stand before them."""
        if kind(node) == "Import":
            for alias in node.names:
                bound = scopes.bound_as(alias)
                path = alias.name if alias.asname else bound
                self.imported(bound, path)
                self.modules.update((alias.name, path))
        elif kind(node) == "ImportFrom":
            for alias in node.names:
                if alias.name != "*":
                    path = "%s.%s" % (node.module or "", alias.name)
                    self.imported(scopes.bound_as(alias), path)
        elif kind(node) in ("If", "Try", "With"):
            for each in children(node):
                self.look_for_imports(each)


def analyze(executor, request):
    """The analyses of `cells`, in their order."""
    with Shallow():
        return {"cells": analyses(request["cells"], executor.builtins)}


def analyses(sources, builtins):
    trees, errors = [], []
    for source in sources:
        try:
            trees.append(parse(source))
            errors.append(None)
        except Unreadable as error:
            line, column, message = error.args
            trees.append(parse(""))
            errors.append({"line": line, "column": column, "message": shortened(message, ERROR)})
    notebook = notebook_of(trees, errors)
    walk(notebook, trees, errors)
    notebook = Notebook(trees, notebook)  # who now knows what functions further below change
    found = walk(notebook, trees, errors)
    known = notebook.defined.union(*(cell.defines for cell in found))
    used = set().union(*(cell.uses for cell in found), *(cell.uses_later for cell in found))
    for cell in found:
        cell.forget(cell.along - used)
    return [described(cell, error, known, builtins) for cell, error in zip(found, errors)]


def walk(notebook, trees, errors):
    found = []
    for index, tree in enumerate(trees):
        walker = Walker(notebook)
        try:
            walker.walk(tree)
        except (RecursionError, MemoryError):
            walker = Walker(notebook)
            errors[index] = too_deep()
        except Exception as error:  # a fault of ours costs one cell
            walker = Walker(notebook)
            errors[index] = {"line": 1, "column": 1,
                             "message": "not understood: " + type(error).__name__}
        notebook.bound.update(walker.cell.defines)
        found.append(walker.cell)
    notebook.doubter.settle_all()
    return found


def notebook_of(trees, errors):
    for index, tree in enumerate(trees):
        try:
            Notebook([tree])
        except (RecursionError, MemoryError):
            trees[index], errors[index] = parse(""), too_deep()
    return Notebook(trees)


def too_deep():
    return {"line": 1, "column": 1, "message": "too deeply nested"}


def described(cell, error, known, builtins):
    """An analysis as JSON; builtins are no uses unless a cell defines them."""
    def names(found):
        return [each for each in found
                if each in known or each not in builtins and each not in GIVEN]
    return {
        "defines": list(cell.defines), "perhaps": [name for name in cell.defines
                                                   if name in cell.perhaps],
        "uses": names(cell.uses), "usesLater": names(cell.uses_later),
        "mutates": names(cell.mutates), "mutatesLater": names(cell.mutates_later),
        "deletes": list(cell.deletes), "opaque": cell.opaque,
        "doubts": sorted(cell.doubts, key=lambda each: each["line"]),
        "error": error,
    }
