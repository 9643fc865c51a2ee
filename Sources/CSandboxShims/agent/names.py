"""What a cell defines, uses and changes, by its syntax tree."""
from . import effects, magiccode
from .definitions import Definitions
from .doubts import may_be_doubted
from .scopes import bound_by
from .statements import Ended, Statements
from .syntax import children, kind, root
from .texts import shortened

OPAQUE = ("exec", "eval", "globals", "locals")
TEXT = 200  # characters of what is said of a place
MOST = 1000  # places of a cell that are told


class Cell:
    """What is found out about one cell; the dictionaries keep the order of the source."""

    def __init__(self):
        self.defines, self.uses, self.mutates, self.deletes = {}, {}, {}, {}
        self.uses_later, self.mutates_later = {}, {}  # by functions, when they are called
        self.perhaps = set()  # defined under a condition, or by a function
        self.opaque, self.doubts = [], []


class Walker(Statements, Definitions):
    """Goes through a cell's tree in the order of its execution."""

    def __init__(self, notebook):
        self.notebook = notebook  # aliases of modules, generators seeded, names that cells define
        self.cell = Cell()
        self.sure = set()  # names bound so far whatever happens
        self.scopes = []

    def walk(self, tree):
        cell = self.cell
        self.block(tree.body)
        sure = set() if isinstance(self.sure, Ended) else self.sure
        for name in cell.uses_later:
            if name not in sure:
                cell.uses[name] = None
        cell.perhaps.update(name for name in cell.defines if name not in sure)
        return cell

    # Names

    def is_later(self):
        return any(scope.kind == "function" for scope in self.scopes)

    def is_global(self, name):
        """Whether a name here is the notebook's."""
        for scope in reversed(self.scopes):
            if name in scope.outside:
                return True
            if name in scope.names and (scope.kind != "class" or scope is self.scopes[-1]):
                return False
        return True

    def load(self, name):
        if not self.is_global(name):
            return
        if self.is_later() or name in self.notebook.classes:
            self.cell.uses_later[name] = None
        if not self.is_later() and name not in self.sure:
            self.cell.uses[name] = None

    def carry(self, name):
        """A function that is passed on is called by whoever gets it, as classes' methods are."""
        if name in self.notebook.functions and self.is_global(name):
            self.cell.uses_later[name] = None

    def bind(self, name, alias=None):
        """A name gets a value; `alias` is the dotted name of what was imported."""
        scope = next((each for each in reversed(self.scopes)
                      if each.kind in ("function", "class")), None)
        if scope is not None and name not in scope.outside:
            if scope.kind == "class":
                scope.names.add(name)
            if alias:
                scope.aliases[name] = alias
            return
        self.cell.defines[name] = None
        self.cell.deletes.pop(name, None)
        if self.is_later():
            self.cell.perhaps.add(name)
            self.cell.mutates_later[name] = None
        else:
            self.sure.add(name)
        if alias:
            self.notebook.aliases[name] = alias
        else:
            self.notebook.aliases.pop(name, None)

    def mutate(self, name):
        if name is None or not self.is_global(name):
            return
        if self.is_later():
            self.cell.mutates_later[name] = None
        self.cell.mutates[name] = None

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
            self.visit_all(children(node))

    def visit_all(self, nodes):
        for each in nodes:
            self.visit(each)

    def branches(self, *blocks):
        """Ways of which one is gone: what all of them bind is sure."""
        doubter = self.notebook.doubter
        before, seeded, ends = self.sure, doubter.seeded, []
        for block in blocks:
            self.sure, doubter.seeded = type(before)(before), set(seeded)
            block()
            if not isinstance(self.sure, Ended):
                ends.append((self.sure, doubter.seeded))
        self.sure, doubter.seeded = (set.intersection(*each) for each in zip(*ends)) if ends \
            else (Ended(), seeded)

    def opaque(self, node, kind, what):
        if len(self.cell.opaque) < MOST:
            self.cell.opaque.append({"line": node.lineno, "kind": kind, "what": shortened(what, TEXT)})

    def doubt(self, node, kind, what):
        if kind is not None and len(self.cell.doubts) < MOST:
            entry = {"line": node.lineno, "kind": kind, "what": shortened(what, TEXT)}
            if entry not in self.cell.doubts[-20:]:
                self.cell.doubts.append(entry)

    def path(self, node):
        """The dotted name of what an expression names in a module, or of a builtin."""
        parts = []
        while kind(node) == "Attribute":
            parts.append(node.attr)
            node = node.value
        if kind(node) != "Name":
            return None
        start = self.alias(node.id)
        if start is None:
            if parts or node.id in self.notebook.defined or not self.is_global(node.id):
                return None
            start = node.id
        return ".".join([start] + parts[::-1])

    def is_within_module(self, node):
        """Whether it names a value that a module has, rather than the module."""
        path = self.path(node)
        return path is not None and "." in path and path not in self.notebook.modules

    def module(self, node):
        """The dotted name of a module that is given another name, or of a builtin like `open`."""
        if kind(node) == "Call":
            called = self.path(node.func) in ("__import__", "importlib.import_module")
            name = getattr(node.args[0], "value", None) if called and node.args else None
            return name if isinstance(name, str) else None
        path = self.path(node)
        is_imported = kind(node) == "Name" and self.alias(node.id) == path
        return path if path is not None and may_be_doubted(path, is_imported) else None

    def alias(self, name):
        """The dotted name of what a name was imported as."""
        for scope in reversed(self.scopes):
            if name in scope.outside:
                break
            if name in scope.names and (scope.kind != "class" or scope is self.scopes[-1]):
                return scope.aliases.get(name)
        return self.notebook.aliases.get(name)

    # Calls

    def at_Call(self, node):
        if magiccode.is_magic(node):
            magiccode.visit(self, node)
            return
        path, function = self.path(node.func), node.func
        if path is not None:
            self.doubt(node, self.notebook.doubter.of_path(path, node), path)
            self.load(function.id if kind(function) == "Name" else root(function))
            if path in OPAQUE or path == "vars" and not node.args:
                self.opaque(node, "code", path)
            if kind(function) == "Attribute" and (
                    function.attr in effects.SETTING
                    or function.attr in effects.CHANGING and self.is_within_module(function.value)):
                self.mutate(root(function))
            if path in effects.CHANGING_ARGUMENT and node.args:
                self.mutate(root(node.args[0]))
        else:
            if kind(function) == "Attribute":
                if function.attr in effects.CHANGING or effects.in_place(node):
                    name = root(function.value)
                    is_class = name in effects.CONTAINERS and name not in self.notebook.defined
                    self.mutate(root(node.args[0]) if is_class and node.args else name)
                self.doubt(node, self.notebook.doubter.of_method(function.attr, node),
                           function.attr)
            if kind(function) == "Name":
                self.load(function.id)
                if self.is_global(function.id):
                    doubter = self.notebook.doubter
                    doubter.seeded = doubter.seeded | doubter.seeders.get(function.id, set())
            else:
                self.visit(function)
        for each in node.keywords:
            if each.arg == "out":
                self.mutate(root(each.value))
        self.visit_all(node.args)
        self.visit_all(node.keywords)


