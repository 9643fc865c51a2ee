"""What calls do: change what they are given, seed, make differ what runs again."""
from . import effects, magiccode, values
from .doubts import keyword
from .objects import ITEM, VIEW
from .syntax import kind, root
from .values import deeper

OPAQUE = ("exec", "eval", "globals", "locals")


class Invocations:
    """The walker at calls."""

    def at_Call(self, node):
        if magiccode.is_magic(node):
            magiccode.visit(self, node)
            return
        path = self.path(node.func)
        if path is not None:
            self.call_known(node, path)
        elif kind(node.func) == "Attribute":
            self.call_method(node)
        elif kind(node.func) == "Name":
            self.call_own(node, node.func.id)
        else:
            self.visit(node.func)
            self.call_object(node)
        for each in node.keywords:
            if each.arg in ("out", "ax"):
                self.mutate(each.value)
        self.visit_all(node.args)
        self.visit_all(node.keywords)

    def call_known(self, node, path):
        """A call of a builtin, or of what a module has."""
        function = node.func
        if path != "hash" or getattr(self.function(), "name", None) != "__hash__":
            self.doubt(node, self.notebook.doubter.of_path(path, node, self.sort_of), path)
        self.load(root(function))
        if path in OPAQUE or path == "vars" and not node.args:
            self.opaque(node, "code", path)
        if kind(function) == "Attribute" and (
                function.attr in effects.SETTING
                or function.attr in effects.CHANGING and self.is_within_module(function.value)):
            self.mutate(function.value)
        if effects.changes_argument(path) and node.args:
            self.mutate(node.args[0])
        if path in effects.WRITING:
            target = keyword(node, *effects.WRITING[path])
            if self.path(target) not in effects.STREAMS:
                self.mutate(target)

    def call_method(self, node):
        """A call of a method of an object."""
        method, owner = node.func.attr, node.func.value
        name = root(owner)
        is_container = name in effects.CONTAINERS and name not in self.notebook.defined
        is_class = kind(owner) == "Name" and (is_container or name in self.notebook.classes)
        if effects.changes_object(node):
            for each in node.args[:1] if is_class else [owner]:
                self.mutate(each, effects.depth(method))
        for each in node.args if method in values.KEEPING else ():
            self.keep(owner, self.held(self.found(each)))
        if method in ("extend", "update") and node.args:
            self.keep(owner, self.held(deeper(self.found(node.args[0]), ITEM)))
        if method == "shuffle" and node.args:
            self.mutate(node.args[0])
        for place, parameter, is_plain in self.notebook.methods.get(method, ()):
            given = [owner, *node.args] if not is_plain or not is_class else node.args
            depth = ITEM + VIEW if place else VIEW
            self.change([(place, parameter)], given, node.keywords, depth)
        if not is_class:
            for step in sorted(self.notebook.changed_within.get(method, ()), key=repr):
                self.spread(deeper(self.found(owner), ITEM, step), VIEW)
        if self.is_drawing(owner) and not method.startswith("get"):
            self.mutate(owner, VIEW)
        self.doubt(node, self.notebook.doubter.of_method(method, node, self.sort_of), method)
        self.visit(node.func)
        if method in self.notebook.functions:
            self.called(method, self.notebook.doubter.methods)

    def call_own(self, node, name):
        """A call of what a cell defines."""
        self.load(name)
        changed = self.notebook.changers.get(name, ())
        self.change(changed, node.args, node.keywords, ITEM + VIEW)
        if name in self.notebook.classes:
            self.called("__init__")
        if name not in self.notebook.classes and name not in self.notebook.functions:
            self.call_object(node)
        else:
            self.called(name, self.notebook.doubter.functions)

    def call_object(self, node):
        for place, name, _ in self.notebook.methods.get("__call__", ()):
            depth = ITEM + VIEW if place else VIEW
            self.change([(place, name)], [node.func, *node.args], node.keywords, depth)

    def operate(self, node):
        """Operators are methods, where classes of the cells have them."""
        if kind(node) == "BinOp":
            self.operate_on(node.left, effects.OPERATORS[kind(node.op)], node.right)
        elif kind(node) == "Compare":
            values = [node.left, *node.comparators]
            for operator, pair in zip(node.ops, zip(values, values[1:])):
                method = effects.OPERATORS.get(kind(operator))
                self.operate_on(pair[method == "contains"], method)

    def operate_on(self, owner, method, *given):
        if kind(owner) == "Name" and self.sort(owner.id) == "own":
            for place, name, _ in self.notebook.methods.get("__%s__" % method, ()):
                self.change([(place, name)], [owner, *given], (), VIEW)

    def called(self, name, seeders=()):
        """A function of the cells is called, or may be by whoever it is given to."""
        for each in sorted(self.notebook.reached.get(name, ())):
            if self.is_later():
                self.reach(each)
            objects = self.notebook.values.objects(each)
            self.spread({(found, 0, None) for found in objects}, VIEW, each)
        doubter = self.notebook.doubter
        function = self.function()
        if function is not None:
            function.calls.add(name)
        else:
            doubter.settle(name)
        if name in seeders:
            doubter.seeded = doubter.seeded | seeders[name]

    def change(self, changed, given, keywords, depth):
        """Parameters that a function of the cells changes: each by place and name."""
        for place, name in changed:
            for value in [*given[place:place + 1],
                          *(each.value for each in keywords if each.arg == name)]:
                self.mutate(value, depth)
