"""What the names of cells stand for: modules, generators, parts of other names' objects."""
from . import values
from .doubts import may_be_doubted
from .objects import ITEM
from .syntax import kind, root
from .values import ITERATORS, Facts, deeper

DISPLAYS = ("Tuple", "List", "Set", "Dict", "ListComp", "SetComp", "DictComp")
PLAIN = ("Constant", "JoinedStr")
PLAIN_CALLS = frozenset(("len", "int", "float", "str", "bool", "repr"))
FIGURES = frozenset("matplotlib.pyplot." + each for each in (
    "figure", "gcf", "gca", "axes", "subplot", "subplots"))


class Knowledge:
    """The walker asking for values, and learning of them."""

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
        return self.facts(name).alias

    def sort(self, name):
        """What kind of value a name has, as far as that matters."""
        return self.facts(name).sort

    def sort_of(self, node):
        """As `sort`, of an expression."""
        if kind(node) == "Name":
            return self.sort(node.id)
        if kind(node) == "Constant" and node.value is None:
            return "none"
        if kind(node) in DISPLAYS:
            return "holder"
        if kind(node) in PLAIN:
            return "plain"
        if kind(node) == "BinOp" and kind(node.op) == "Add":
            return "holder" if "holder" in (self.sort_of(node.left), self.sort_of(node.right)) else None
        if kind(node) != "Call":
            return "iterator" if kind(node) == "GeneratorExp" else None
        path = self.path(node.func)
        if path in ITERATORS or getattr(node.func, "id", None) in self.notebook.generators:
            return "iterator"
        if path in PLAIN_CALLS:
            return "plain"
        if self.is_own_class(node.func):
            return "own"
        if path in values.HOLDERS or path in values.COLLECTING:
            return "holder"
        return None if path is None else self.notebook.doubter.sort_of(path, node)

    def is_own_class(self, function):
        return kind(function) == "Name" and function.id in self.notebook.classes

    def facts(self, name):
        return self.owner(name).values.of(name)

    def objects(self, name):
        return self.owner(name).values.objects(name)

    def is_drawing(self, node):
        """Whether it is a figure or axes, whose methods draw."""
        return any(each in self.notebook.objects.drawings for each, *_ in self.found(node))

    def names(self, each):
        """The names that an object has here."""
        names = self.notebook.objects.names.get(each, ())
        return [name for name in names if each in self.objects(name)]

    # Learning: what a target's names will be known for is found out before they are bound.

    def known(self, target, value):
        """Of a target that gets the value of an expression: names with what is known of them."""
        targets, given = getattr(target, "elts", ()), getattr(value, "elts", ())
        if kind(target) == "Name":
            return [(target.id, self.facts_of(value))]
        if kind(target) in ("Attribute", "Subscript"):
            if self.sort(root(target)) in ("holder", "own"):
                self.keep(target.value, self.held(self.found(value), values.key_of(target)))
            return []
        if len(targets) == len(given):
            return [each for pair in zip(targets, given) for each in self.known(*pair)]
        found = deeper(self.found(value), ITEM)
        if kind(value) == "Call" and (self.path(value.func) or "").endswith(".subplots"):
            figure = self.notebook.objects.draw(self.notebook.objects.new())
            return [each for part, depth in zip(targets, (0, ITEM))
                    for each in self.known_part(part, {(figure, depth, None)})]
        return self.known_part(target, found)

    def facts_of(self, value):
        found = self.found(value)
        objects = {each for each, *_ in found}
        if kind(value) != "Name" or not objects:
            objects = {self.notebook.objects.new(found)}
            if kind(value) == "Call" and self.path(value.func) in FIGURES:
                self.notebook.objects.draw(*objects)
        return Facts(self.module(value), self.sort_of(value), frozenset(objects))

    def known_part(self, target, found):
        """Of a target that gets what is so deep in some objects."""
        if kind(target) == "Starred":
            return self.known_part(target.value, self.held(found))
        if kind(target) == "Name":
            return [(target.id, Facts(objects=frozenset([self.notebook.objects.new(found)])))]
        return [each for part in getattr(target, "elts", ())
                for each in self.known_part(part, found)]

    def remember(self, known):
        """Once the names are bound."""
        for name, facts in known:
            self.learn(self.owner(name).values, name, facts)

    def learn(self, values, name, facts):
        for each in facts.objects:
            self.notebook.objects.name(each, name)
        values.put(name, facts)

    def keep(self, holder, held):
        """An object is put into another one."""
        for whole, depth, first in self.found(holder):
            for each, deep, step in held:
                self.notebook.objects.tie(whole, each, deep - depth, first if depth else step)
