"""Functions, classes and comprehensions: what of them is evaluated where, and in which scope."""
from contextlib import contextmanager

from . import scopes
from .objects import ITEM
from .scopes import Scope
from .statements import Ended
from .syntax import kind
from .values import deeper


class Definitions:
    """The walker at what has a scope of its own."""

    def at_FunctionDef(self, node):
        self.visit_all(node.decorator_list)
        arguments = node.args
        self.visit_all(arguments.defaults)
        self.visit_all(arguments.kw_defaults)
        with self.type_parameters(node):
            self.annotations(node)
            self.bind(node.name)
            scope = scopes.of_function(node)
            self.within(scope, node.body)
        self.notebook.learn(node, scope, self.scopes[-1] if self.scopes else None)

    at_AsyncFunctionDef = at_FunctionDef

    def annotations(self, node):
        arguments = node.args
        every = (getattr(arguments, "posonlyargs", []) + arguments.args
                 + [arguments.vararg] + arguments.kwonlyargs + [arguments.kwarg])
        self.visit_all(each.annotation for each in every if each is not None)
        self.visit(node.returns)

    @contextmanager
    def type_parameters(self, node):
        """A scope of their own around a function or a class, where it has any: since Python 3.12."""
        generic = getattr(node, "type_params", ())
        if generic:
            self.scopes.append(Scope("types", [each.name for each in generic]))
            self.visit_all(generic)
        yield
        if generic:
            self.scopes.pop()

    def at_Lambda(self, node):
        self.visit_all(node.args.defaults)
        self.visit_all(node.args.kw_defaults)
        scope = scopes.of_function(node)
        self.within(scope, [node.body])
        for name in scope.calls:
            self.called(name)
        for entry in scope.doubts:
            self.put(*entry)

    def at_ClassDef(self, node):
        self.visit_all(node.decorator_list)
        outside = {name for each in node.body if kind(each) == "Global" for name in each.names}
        with self.type_parameters(node):
            self.visit_all(node.bases)
            self.visit_all(node.keywords)
            self.within(Scope("class", (), outside, node.name), node.body)
        self.notebook.stored[node.name] = stored(node)
        self.bind(node.name)

    def at_TypeAlias(self, node):
        generic = [each.name for each in node.type_params]
        self.within(Scope("function", generic), [node.value])
        self.bind(node.name.id)

    def within(self, scope, body):
        self.scopes.append(scope)
        doubter = self.notebook.doubter
        sure, seeded = self.sure, doubter.seeded
        if scope.kind == "function":  # nobody knows what is seeded when it is called
            self.sure, doubter.seeded = set(), set()
        self.block(body)
        if scope.kind == "function":
            if not isinstance(self.sure, Ended):
                scope.ways.append(doubter.seeded)
            self.sure, doubter.seeded = sure, seeded
        self.scopes.pop()

    def comprehension(self, node):
        """The first source is looked at outside, all else inside."""
        self.visit(node.generators[0].iter)
        names = set()
        for each in node.generators:
            scopes.collect(each.target, names, set())
        self.scopes.append(Scope("comprehension", names))
        seeded = self.notebook.doubter.seeded
        for index, each in enumerate(node.generators):
            if index:
                self.visit(each.iter)
            known = self.known_part(each.target, deeper(self.found(each.iter), ITEM))
            self.visit(each.target)
            self.remember(known)
            self.visit_all(each.ifs)
        for name in ("key", "value", "elt"):
            self.visit(getattr(node, name, None))
        doubter = self.notebook.doubter
        doubter.seeded = doubter.seeded & seeded  # it may have run for nothing
        self.scopes.pop()

    at_ListComp = at_SetComp = at_DictComp = at_GeneratorExp = comprehension


def stored(node):
    """Which attribute of a class's object an argument becomes, by its place and its name."""
    for each in node.body:
        if kind(each) == "FunctionDef" and each.name == "__init__" and each.args.args:
            return stored_by(each)
    fields = [each.target.id for each in node.body
              if kind(each) == "AnnAssign" and kind(each.target) == "Name"]
    return {**dict(enumerate(fields)), **dict(zip(fields, fields))}


def stored_by(function):
    own, *names = [each.arg for each in function.args.args]
    found = {}
    for each in function.body:
        target = each.targets[0] if kind(each) == "Assign" else None
        if kind(target) == "Attribute" and getattr(target.value, "id", None) == own \
                and getattr(each.value, "id", None) in names:
            found[each.value.id] = found[names.index(each.value.id)] = target.attr
    return found
