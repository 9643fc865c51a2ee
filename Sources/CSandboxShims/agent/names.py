"""What a cell defines, uses and changes, by its syntax tree."""
from . import effects, magiccode, scopes
from .doubts import is_history
from .scopes import Scope, bound_as, bound_by
from .syntax import children, kind, root

OPAQUE = ("exec", "eval", "globals", "locals")
TEXT = 200  # characters of what is said of a place
MOST = 1000  # places of a cell that are told


class Ended(set):
    """The names that are bound where code never comes to: all."""

    def __contains__(self, name):
        return True


class Cell:
    """What is found out about one cell; the dictionaries keep the order of the source."""

    def __init__(self):
        self.defines, self.uses, self.mutates, self.deletes = {}, {}, {}, {}
        self.uses_later, self.mutates_later = {}, {}  # by functions, when they are called
        self.perhaps = set()  # defined under a condition, or by a function
        self.opaque, self.doubts = [], []


class Walker:
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
        scope = next((each for each in reversed(self.scopes) if each.kind != "comprehension"), None)
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
        before, ends = self.sure, []
        for block in blocks:
            self.sure = type(before)(before)
            block()
            if not isinstance(self.sure, Ended):
                ends.append(self.sure)
        self.sure = set.intersection(*ends) if ends else Ended()

    def opaque(self, node, kind, what):
        if len(self.cell.opaque) < MOST:
            self.cell.opaque.append({"line": node.lineno, "kind": kind, "what": what[:TEXT]})

    def doubt(self, node, kind, what):
        if kind is not None and len(self.cell.doubts) < MOST:
            entry = {"line": node.lineno, "kind": kind, "what": what[:TEXT]}
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

    def alias(self, name):
        """The dotted name of what a name was imported as."""
        for scope in reversed(self.scopes):
            if name in scope.outside:
                break
            if name in scope.names and (scope.kind != "class" or scope is self.scopes[-1]):
                return scope.aliases.get(name)
        return self.notebook.aliases.get(name)

    # Statements

    def at_Assign(self, node):
        self.visit(node.value)
        self.visit_all(node.targets)

    def at_AugAssign(self, node):
        self.visit(node.value)
        if kind(node.target) == "Name":
            self.load(node.target.id)
            self.bind(node.target.id)
        else:
            self.visit(node.target)

    def at_AnnAssign(self, node):
        self.visit(node.annotation)
        self.visit(node.value)
        if node.value is not None or kind(node.target) != "Name":
            self.visit(node.target)

    def at_NamedExpr(self, node):
        self.visit(node.value)
        self.bind(node.target.id)

    def at_Name(self, node):
        if kind(node.ctx) == "Store":
            if self.scopes and self.scopes[-1].kind == "comprehension":
                return
            self.bind(node.id)
        elif kind(node.ctx) == "Del":
            self.delete(node.id)
        else:
            self.load(node.id)
            self.carry(node.id)
            self.refer(node)

    def delete(self, name):
        if not self.is_global(name):
            return
        self.load(name)
        if self.is_later():
            self.cell.mutates_later[name] = None
            return
        if not isinstance(self.sure, Ended):
            self.sure.discard(name)
        self.cell.defines.pop(name, None)
        self.cell.perhaps.discard(name)
        self.cell.deletes[name] = None

    def refer(self, node):
        """A name or an attribute that isn't called."""
        path = self.path(node)
        if path is None:
            return
        if kind(node) == "Name" and is_history(path):
            self.doubt(node, "history", path)
        elif "." in path or path == "input":
            self.doubt(node, self.notebook.doubter.of_path(path), path)

    def at_Attribute(self, node):
        if kind(node.ctx) != "Load":
            self.mutate(root(node))
            self.visit(node.value)
        elif self.path(node) is None:
            self.visit(node.value)
        else:
            self.refer(node)
            while kind(node) == "Attribute":
                node = node.value
            self.load(node.id)

    def at_Subscript(self, node):
        if kind(node.ctx) != "Load":
            self.mutate(root(node))
        self.visit(node.value)
        self.visit(node.slice)

    def at_Import(self, node):
        for alias in node.names:
            self.bind(bound_as(alias), alias.name if alias.asname else bound_as(alias))

    def at_ImportFrom(self, node):
        for alias in node.names:
            if alias.name == "*":
                self.opaque(node, "import", "from %s import *" % ("." * node.level
                                                                + (node.module or "")))
            else:
                self.bind(bound_as(alias), "%s.%s" % (node.module or "", alias.name))

    def at_If(self, node):
        self.visit(node.test)
        self.branches(lambda: self.block(node.body), lambda: self.block(node.orelse))

    def at_While(self, node):
        self.visit(node.test)
        self.branches(lambda: self.block(node.body), lambda: self.block(node.orelse))

    def at_For(self, node):
        self.visit(node.iter)

        def body():
            self.visit(node.target)
            self.block(node.body)
        before = type(self.sure)(self.sure)
        self.branches(body, lambda: self.block(node.orelse))
        self.sure = before

    at_AsyncFor = at_For

    def at_Try(self, node):
        def body():
            self.block(node.body)
            self.block(node.orelse)
        self.branches(body, *(lambda each=each: self.visit(each) for each in node.handlers))
        self.block(node.finalbody)

    at_TryStar = at_Try

    def at_ExceptHandler(self, node):
        """Its name is gone afterwards."""
        self.visit(node.type)
        known = node.name in self.cell.defines
        if node.name:
            self.bind(node.name)
        self.block(node.body)
        if node.name and not self.scopes:
            if not isinstance(self.sure, Ended):
                self.sure.discard(node.name)
            if not known:
                self.cell.defines.pop(node.name, None)

    def at_Match(self, node):
        self.visit(node.subject)
        self.branches(*(lambda each=each: self.visit(each) for each in node.cases), lambda: None)

    def at_Raise(self, node):
        self.visit_all(children(node))
        if not self.scopes:
            self.sure = Ended()

    def at_With(self, node):
        before = type(self.sure)(self.sure)
        self.visit_all(node.items)
        self.block(node.body)
        calls = [each.context_expr for each in node.items if kind(each.context_expr) == "Call"]
        if any((self.path(each.func) or "").endswith("suppress") for each in calls):
            self.sure = before

    at_AsyncWith = at_With

    def at_Expr(self, node):
        """A bare expression: a call whose value nobody takes is there for its effect."""
        call = node.value.value if kind(node.value) == "Await" else node.value
        if kind(call) == "Call" and not effects.called_to_show(call, self.notebook.own):
            if kind(call.func) == "Attribute":
                if self.path(call.func) is None and not self.only_reads(call.func.attr):
                    self.mutate(root(call.func.value))
            elif kind(call.func) == "Name" and call.func.id in self.notebook.defined:
                for argument in (*call.args, *(each.value for each in call.keywords)):
                    if kind(argument) == "Name" and self.alias(argument.id) is None:
                        self.mutate(argument.id)
        self.visit(node.value)

    def only_reads(self, method):
        return method in effects.UNCHANGING and method not in self.notebook.own

    # Scopes

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
            if kind(function) == "Attribute" and function.attr in effects.SETTING:
                self.mutate(root(function))
            if path in effects.CHANGING_ARGUMENT and node.args:
                self.mutate(root(node.args[0]))
        else:
            if kind(function) == "Attribute":
                if function.attr in effects.CHANGING or effects.in_place(node):
                    self.mutate(root(function.value))
                self.doubt(node, self.notebook.doubter.of_method(function.attr, node),
                           function.attr)
            if kind(function) == "Name":
                self.load(function.id)
            else:
                self.visit(function)
        self.visit_all(node.args)
        self.visit_all(node.keywords)


