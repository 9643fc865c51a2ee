"""What the names of cells stand for: modules, generators, parts of other names' objects."""
from .doubts import may_be_doubted
from .syntax import kind
from .values import ITERATORS, MOST, NONE, Facts, parts_of


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
        if kind(node) != "Call":
            return "iterator" if kind(node) == "GeneratorExp" else None
        path = self.path(node.func)
        if path in ITERATORS or getattr(node.func, "id", None) in self.notebook.generators:
            return "iterator"
        return None if path is None else self.notebook.doubter.sort_of(path, node)

    def facts(self, name):
        return self.owner(name).values.of(name)

    def wholes(self, name):
        """The names of the objects that a name's object may be, or may be a part of."""
        return self.facts(name).parts

    def contents(self, name):
        """The names of what a list or the like was made of."""
        return self.facts(name).contents

    def parts_of(self, node, is_item=False):
        """The names of the objects that a value may be, or may be a part of; or an item of it."""
        found = parts_of(node, self.path)
        found = found.union(*map(self.wholes, found))
        if is_item or kind(node) == "Subscript":
            found = found.union(*map(self.contents, found))
        return frozenset(sorted(found)[:MOST])

    # Learning: what a target's names will be known for is found out before they are bound.

    def known(self, target, value):
        """Of a target that gets the value of an expression: names with what is known of them."""
        targets, values = getattr(target, "elts", ()), getattr(value, "elts", ())
        values = values or (value.values if kind(value) == "Dict" else ())
        if kind(target) == "Name":
            parts, contents = NONE, NONE
            if values:
                contents = self.parts_of(value, True)
            else:
                parts = self.parts_of(value)
                contents = contents.union(*map(self.contents, parts))
            facts = Facts(self.module(value), self.sort_of(value), parts - {target.id}, contents)
            return [(target.id, facts, value.id if kind(value) == "Name" else None)]
        if len(targets) == len(values) and kind(value) != "Dict":
            return [each for pair in zip(targets, values) for each in self.known(*pair)]
        if kind(value) == "Call" and (self.path(value.func) or "").endswith(".subplots"):
            return self.known_parts(target, targets[0] if targets else value)
        return self.known_parts(target, value)

    def known_parts(self, target, value):
        """Of a target that gets items of a value."""
        if kind(target) == "Name":
            return [(target.id, Facts(parts=self.parts_of(value, True) - {target.id}), None)]
        return [each for part in getattr(target, "elts", ())
                for each in self.known_parts(getattr(part, "value", part), value)]

    def remember(self, known):
        """Once the names are bound: with the other name that the same object has, if one."""
        for name, facts, other in known:
            values = self.owner(name).values
            values.bind(name, facts)
            if other not in (None, name) and self.owner(other) is self.owner(name):
                values.share(name, other)
