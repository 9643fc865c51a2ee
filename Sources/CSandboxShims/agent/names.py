"""What a cell defines, uses and changes, by its syntax tree."""
from . import effects
from .definitions import Definitions
from .invocations import Invocations
from .knowledge import Knowledge
from .origins import Origins
from .scopes import bound_by
from .statements import Ended, Statements
from .syntax import bottom, children, kind, root
from .texts import shortened
from .values import Facts, deeper, joined

TEXT = 200  # characters of what is said of a place
MOST = 1000  # places of a cell that are told


class Cell:
    """What is found out about one cell; the dictionaries keep the order of the source."""

    def __init__(self):
        self.defines, self.uses, self.mutates, self.deletes = {}, {}, {}, {}
        self.uses_later, self.mutates_later = {}, {}  # by functions, when they are called
        self.along = set()  # of what it changes, by way of others: counts where a cell uses it
        self.perhaps = set()  # defined under a condition, or by a function
        self.opaque, self.doubts = [], []

    def add(self, doubt):
        if len(self.doubts) < MOST and doubt not in self.doubts[-20:]:
            self.doubts.append(doubt)

    def forget(self, changed):
        for each in changed:
            self.mutates.pop(each, None)
            self.mutates_later.pop(each, None)


class Walker(Statements, Definitions, Invocations, Knowledge, Origins):
    """Goes through a cell's tree in the order of its execution."""

    def __init__(self, notebook):
        self.notebook = notebook  # names that cells define, what is known of them, random seeds
        self.cell = Cell()
        self.sure = set()  # names bound so far whatever happens
        self.scopes = []
        self.is_shown = False  # within a statement that only shows a value

    def walk(self, tree):
        cell = self.cell
        for each in tree.body:
            self.is_shown = kind(each) == "Expr" \
                and effects.only_shows(each.value, self.notebook.anyones, self.notebook.hooks)
            self.visit(each)
        sure = set() if isinstance(self.sure, Ended) else self.sure
        for name in cell.uses_later:
            if name not in sure:
                cell.uses[name] = None
        cell.perhaps.update(name for name in cell.defines if name not in sure)
        return cell

    # Names

    def function(self):
        """The scope of the function around, if there is one."""
        return next((each for each in reversed(self.scopes) if each.kind == "function"), None)

    def is_later(self):
        return self.function() is not None

    def owner(self, name):
        """The scope that a name here belongs to, or the notebook."""
        for scope in reversed(self.scopes):
            if name in scope.outside:
                break
            if name in scope.names and (scope.kind != "class" or scope is self.scopes[-1]):
                return scope
        return self.notebook

    def is_global(self, name):
        return self.owner(name) is self.notebook

    def load(self, name):
        if self.sort(name) == "iterator":
            self.mark(name)
        if not self.is_global(name):
            return
        if self.is_later() or name in self.notebook.classes:
            self.cell.uses_later[name] = None
        if not self.is_later() and name not in self.sure:
            self.cell.uses[name] = None

    def carry(self, name):
        """A function that is passed on is called by whoever gets it, as classes' methods are."""
        if name in self.notebook.functions:
            self.called(name)
            if self.is_global(name):
                self.cell.uses_later[name] = None

    def bind(self, name, facts=None):
        """A name gets a value of which something may be known."""
        scope = self.place()
        if scope is not self.notebook and name not in scope.outside:
            if scope.kind == "class":
                scope.names.add(name)
            self.rebind(scope.values, name, facts)
            self.sure.add((scope, name))
            return
        self.cell.defines[name] = None
        self.cell.deletes.pop(name, None)
        if self.is_later():
            self.cell.perhaps.add(name)
            self.cell.mutates_later[name] = None
        else:
            self.sure.add(name)
        self.rebind(self.notebook.values, name, facts)

    def rebind(self, values, name, facts):
        if facts is None:
            facts = Facts(objects=frozenset([self.notebook.objects.new()]))
        if facts is not values.of(name):
            self.learn(values, name, facts)

    def place(self):
        """Where names are bound here: in a function or a class, or in the notebook."""
        return next((each for each in reversed(self.scopes)
                     if each.kind in ("function", "class")), self.notebook)

    def mutate(self, node, depth=0):
        """An object changes, so deep within, with those that it is a part of or that share it."""
        name, found = root(node), self.found(node)
        if name is None:
            self.spread(found, depth)
        elif self.sort(name) != "plain":
            self.mark(name)
            owner = self.owner(name)
            if owner is not self.notebook and kind(node) != "Name":
                owner.changed_within.update((name, step) for _, _, step in found)
            if self.alias(name) not in self.notebook.modules:
                self.spread(found or self.found(bottom(node)), depth)

    def spread(self, found, depth, but=None):
        """Objects change, and with them what is known by other names: all but one."""
        changed = self.notebook.objects.changed(deeper(found, depth))
        deepest = max([each + depth for _, each, _ in found], default=0)
        for each, reached in changed.items():
            for name in self.names(each):
                if name != but:
                    self.mark_name(name, reached <= deepest)

    def mark(self, name):
        """The object of a name changes."""
        others = [other for each in self.objects(name) for other in self.names(each)]
        for each in (name, *others):
            self.mark_name(each)

    def mark_name(self, name, is_along=False):
        owner = self.owner(name)
        if owner is not self.notebook:
            if (owner, name) not in self.sure:  # else it is no argument any more
                owner.changed.add(name)
            return
        if not is_along:
            self.cell.along.discard(name)
        elif name not in self.cell.mutates:
            self.cell.along.add(name)
        if self.is_later():
            self.cell.mutates_later[name] = None
            self.reach(name)
        self.cell.mutates[name] = None

    def reach(self, name):
        """The functions around change the object of one of the notebook's names."""
        for scope in self.scopes:
            if scope.kind == "function":
                scope.reached.add(name)

    # Walking

    def block(self, statements):
        for each in statements:
            self.visit(each)

    def visit(self, node):
        if node is None:
            return
        handler = getattr(self, "at_" + kind(node), None)
        if handler is not None:
            handler(node)
        else:
            for name in bound_by(node):
                self.bind(name)
            self.operate(node)
            self.visit_all(children(node))

    def visit_all(self, nodes):
        for each in nodes:
            self.visit(each)

    def branches(self, *blocks):
        """Ways of which one is gone: what all of them bind is sure."""
        doubter, place = self.notebook.doubter, self.place()
        before, ends = (self.sure, doubter.seeded, place.values), []
        for block in blocks:
            self.sure, doubter.seeded, place.values = (each.copy() for each in before)
            block()
            if not isinstance(self.sure, Ended):
                ends.append((self.sure, doubter.seeded, place.values))
        self.sure, doubter.seeded, place.values = Ended(), *before[1:]
        if ends:
            sure, seeded, values = zip(*ends)
            self.sure, doubter.seeded = set.intersection(*sure), set.intersection(*seeded)
            place.values = joined(before[2], values)

    def opaque(self, node, kind, what):
        if len(self.cell.opaque) < MOST:
            self.cell.opaque.append({"line": node.lineno, "kind": kind, "what": shortened(what, TEXT)})

    def doubt(self, node, found, what):
        if found is not None:
            entry = {"line": node.lineno, "kind": found.kind, "what": shortened(what, TEXT),
                     "isShown": self.is_shown}
            self.put(self.cell, entry, found.generator)

    def put(self, cell, entry, generator):
        """Notes a doubt, unless its generator is seeded: of a function, when it is called."""
        function = self.function()
        if generator in self.notebook.doubter.seeded:
            return
        if generator is not None and function is not None:
            function.doubts.append((cell, entry, generator))
        else:
            cell.add(entry)
