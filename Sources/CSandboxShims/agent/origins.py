"""The objects that the value of an expression is, is a part of, or contains."""
from . import values
from .objects import ITEM, VIEW
from .scopes import Scope, collect
from .syntax import kind
from .values import MOST, deeper


class Origins:
    """The walker asking where a value comes from."""

    def found(self, node):
        """Objects, each with how deep the value is in it: below 0 where it is in the value."""
        finder = getattr(self, "from_" + kind(node), None)
        return finder(node) if finder else set()

    def found_in(self, nodes):
        return set().union(*map(self.found, nodes))

    def held(self, found, step=None):
        """Of a value that contains another one, by a step of its own unless one is told."""
        if step is None:
            step = self.notebook.objects.new()
        within = {each for each in found if each[1] > 0}
        if within:  # which is no part of what that one is a part of
            found = found - within | {(self.notebook.objects.new(within), 0, None)}
        return {(each, depth - ITEM, step) for each, depth, _ in found}

    def held_all(self, nodes, keys=()):
        steps = [*map(values.text, keys), *[None] * len(nodes)]
        return set().union(*(self.held(self.found(each), step)
                             for each, step in zip(nodes[:MOST], steps)))

    def from_Name(self, node):
        if self.sort(node.id) == "plain":
            return set()
        for each in self.objects(node.id):
            self.notebook.objects.name(each, node.id)
        return {(each, 0, None) for each in self.objects(node.id)}

    def from_Attribute(self, node):
        if node.attr in values.VIEWS:
            return self.found(node.value)
        return deeper(self.found(node.value), ITEM, node.attr)

    def from_Subscript(self, node):
        if not values.is_item(node):
            return set()
        depth = VIEW if values.is_slice(node) else ITEM
        return deeper(self.found(node.value), depth, values.key_of(node))

    def from_Starred(self, node):
        return deeper(self.found(node.value), ITEM)

    def from_NamedExpr(self, node):
        return self.found(node.value)

    def from_List(self, node):
        return self.held_all(node.elts)

    from_Tuple = from_Set = from_List

    def from_Dict(self, node):
        return self.held_all(node.values, node.keys)

    def from_ListComp(self, node):
        scope = Scope("comprehension")
        self.scopes.append(scope)
        for each in node.generators:
            known = self.known_part(each.target, deeper(self.found(each.iter), ITEM))
            collect(each.target, scope.names, set())
            self.remember(known)
        found = self.held(self.found(node.value if kind(node) == "DictComp" else node.elt))
        self.scopes.pop()
        return found

    from_SetComp = from_DictComp = from_GeneratorExp = from_ListComp

    def from_IfExp(self, node):
        return self.found(node.body) | self.found(node.orelse)

    def from_BinOp(self, node):
        if self.sort_of(node) != "holder":
            return set()
        return self.held(deeper(self.found(node.left) | self.found(node.right), ITEM))

    def from_BoolOp(self, node):
        return self.found_in(node.values)

    def from_Call(self, node):
        path, method = self.path(node.func), getattr(node.func, "attr", None)
        if path in values.PASSING:
            return self.found_in(node.args)
        if path in values.SHOWING:
            return set() if self.sort_of(node.args[0] if node.args else None) == "holder" \
                else self.found_in(node.args[:1])
        if path in values.TAKING:
            return deeper(self.found_in(node.args), ITEM if len(node.args) == 1 else 0)
        if path in values.COLLECTING or path in values.HOLDERS:
            named = [self.held(self.found(each.value), each.arg) for each in node.keywords[:MOST]]
            return self.held(deeper(self.found_in(node.args), ITEM)).union(*named)
        copied = node.args[:1] if path == "copy.copy" else \
            [node.func.value] if path is None and method == "copy" else ()
        if any(self.sort_of(each) == "holder" for each in copied):
            return self.held(deeper(self.found_in(copied), ITEM))
        if self.is_own_class(node.func):
            steps = self.notebook.stored.get(node.func.id, {})
            given = [*enumerate(node.args), *((each.arg, each.value) for each in node.keywords)]
            return set().union(*(self.held(self.found(each), steps.get(place))
                                 for place, each in given[:MOST]))
        if method in values.VIEWING:
            return deeper(self.found(node.func.value), ITEM if method in values.WITHIN else 0)
        return set()
