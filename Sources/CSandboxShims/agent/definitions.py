"""Functions, classes and comprehensions: what of them is evaluated where, and in which scope."""
from . import scopes
from .scopes import Scope
from .syntax import kind


class Definitions:
    """The walker at what has a scope of its own."""

    def at_FunctionDef(self, node):
        self.visit_all(node.decorator_list)
        self.visit_all(getattr(node, "type_params", ()))
        arguments = node.args
        self.visit_all(arguments.defaults)
        self.visit_all(arguments.kw_defaults)
        self.annotations(node)
        self.bind(node.name)
        self.within(scopes.of_function(node), node.body)

    at_AsyncFunctionDef = at_FunctionDef

    def annotations(self, node):
        generic = {each.name for each in getattr(node, "type_params", ())}
        arguments = node.args
        self.scopes.append(Scope("class", generic))
        every = (getattr(arguments, "posonlyargs", []) + arguments.args
                 + [arguments.vararg] + arguments.kwonlyargs + [arguments.kwarg])
        self.visit_all(each.annotation for each in every if each is not None)
        self.visit(node.returns)
        self.scopes.pop()

    def at_Lambda(self, node):
        self.visit_all(node.args.defaults)
        self.visit_all(node.args.kw_defaults)
        self.within(scopes.of_function(node), [node.body])

    def at_ClassDef(self, node):
        self.visit_all(node.decorator_list)
        generic = [each.name for each in getattr(node, "type_params", ())]
        self.scopes.append(Scope("class", generic))
        self.visit_all(node.bases)
        self.visit_all(node.keywords)
        self.scopes.pop()
        outside = {name for each in node.body if kind(each) == "Global" for name in each.names}
        self.within(Scope("class", generic, outside), node.body)
        self.bind(node.name)

    def at_TypeAlias(self, node):
        generic = [each.name for each in node.type_params]
        self.within(Scope("function", generic), [node.value])
        self.bind(node.name.id)

    def within(self, scope, body):
        self.scopes.append(scope)
        sure = self.sure
        if scope.kind == "function":
            self.sure = set()
        self.block(body)
        if scope.kind == "function":
            self.sure = sure
        self.scopes.pop()

    def comprehension(self, node):
        """The first source is looked at outside, all else inside."""
        self.visit(node.generators[0].iter)
        names = set()
        for each in node.generators:
            scopes.collect(each.target, names, set())
        self.scopes.append(Scope("comprehension", names))
        for index, each in enumerate(node.generators):
            if index:
                self.visit(each.iter)
            self.visit(each.target)
            self.visit_all(each.ifs)
        for name in ("key", "value", "elt"):
            self.visit(getattr(node, name, None))
        self.scopes.pop()

    at_ListComp = at_SetComp = at_DictComp = at_GeneratorExp = comprehension
