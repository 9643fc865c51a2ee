"""What each kind of statement does to names."""
from . import doubts, effects
from .doubts import Doubt, is_history
from .scopes import bound_as
from .objects import ITEM, VIEW
from .syntax import children, kind, root
from .values import Facts, deeper


class Ended(set):
    """The names that are bound where code never comes to: all."""

    def __contains__(self, name):
        return True


class Statements:
    """The walker at statements; those that it has no method for are walked through."""

    def at_Assign(self, node):
        self.visit(node.value)
        for target in node.targets:
            self.assign(target, node.value)

    def assign(self, target, value):
        known = self.known(target, value)
        self.visit(target)
        self.remember(known)

    def at_AugAssign(self, node):
        self.visit(node.value)
        if kind(node.target) == "Name":
            self.load(node.target.id)
            self.spread(self.found(node.target), VIEW, node.target.id)
            self.bind(node.target.id, self.facts(node.target.id))
        else:
            self.visit(node.target)

    def at_AnnAssign(self, node):
        self.visit(node.annotation)
        self.visit(node.value)
        if node.value is not None:
            self.assign(node.target, node.value)
        elif kind(node.target) != "Name":
            self.visit(node.target)

    def at_NamedExpr(self, node):
        self.visit(node.value)
        known = self.known(node.target, node.value)
        self.bind(node.target.id)
        self.remember(known)

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
            self.doubt(node, Doubt("history"), path)
        elif "." in path or path == "input":
            self.doubt(node, self.notebook.doubter.of_path(path), path)

    def at_Attribute(self, node):
        if kind(node.ctx) != "Load":
            self.mutate(node.value)
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
            is_key = isinstance(getattr(node.slice, "value", None), str)
            self.mutate(node.value, 0 if is_key else VIEW)
            if self.path(node.value) == "os.environ":  # which is set then, not read
                self.load(root(node))
                self.visit(node.slice)
                return
        self.operate_on(node.value, "getitem")
        self.visit(node.value)
        self.visit(node.slice)

    def at_Import(self, node):
        for alias in node.names:
            path = alias.name if alias.asname else bound_as(alias)
            self.notebook.modules.update((alias.name, path))
            self.bind(bound_as(alias), Facts(path))

    def at_ImportFrom(self, node):
        for alias in node.names:
            if alias.name == "*":
                self.opaque(node, "import", "from %s import *" % ("." * node.level
                                                                + (node.module or "")))
                self.doubt(node, doubts.of_all(node.module), "from %s import *" % node.module)
            else:
                self.bind(bound_as(alias), Facts("%s.%s" % (node.module or "", alias.name)))

    def at_If(self, node):
        self.visit(node.test)
        self.branches(lambda: self.block(node.body), lambda: self.block(node.orelse))

    def at_While(self, node):
        self.visit(node.test)
        self.branches(lambda: self.block(node.body), lambda: self.block(node.orelse))

    def at_For(self, node):
        self.visit(node.iter)

        def body():
            known = self.known_part(node.target, deeper(self.found(node.iter), ITEM))
            self.visit(node.target)
            self.remember(known)
            self.block(node.body)
        before = type(self.sure)(self.sure)
        self.branches(body, lambda: self.block(node.orelse))
        self.sure = before

    at_AsyncFor = at_For

    def at_Try(self, node):
        doubter, seeded = self.notebook.doubter, []

        def body():
            self.block(node.body)
            self.block(node.orelse)
            if not isinstance(self.sure, Ended):
                seeded.append(doubter.seeded)
        self.branches(body, *(lambda each=each: self.visit(each) for each in node.handlers))
        # Where the body fails it fails again, and at the same place: what it seeds counts.
        doubter.seeded = seeded[0] if seeded else doubter.seeded
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
            if node.name in self.notebook.bound:
                self.mark(node.name)

    def at_Match(self, node):
        self.visit(node.subject)
        self.branches(*(lambda each=each: self.visit(each) for each in node.cases), lambda: None)

    def at_Raise(self, node):
        self.visit_all(children(node))
        if not self.scopes or self.is_later():
            self.sure = Ended()

    def at_Return(self, node):
        self.visit(node.value)
        if self.is_later():  # elsewhere it is a mistake, which the compiler tells
            self.function().ways.append(self.notebook.doubter.seeded)
            self.sure = Ended()

    def at_Yield(self, node):
        self.visit(node.value)
        if self.is_later():
            self.function().yields = True

    at_YieldFrom = at_Yield

    def at_BoolOp(self, node):
        self.visit(node.values[0])
        self.branches(lambda: self.visit_all(node.values[1:]), lambda: None)

    def at_IfExp(self, node):
        self.visit(node.test)
        self.branches(lambda: self.visit(node.body), lambda: self.visit(node.orelse))

    def at_With(self, node):
        before = type(self.sure)(self.sure)
        for each in node.items:
            self.visit(each.context_expr)
            self.operate_on(each.context_expr, "enter")
            self.operate_on(each.context_expr, "exit")
            if each.optional_vars is not None:
                self.assign(each.optional_vars, each.context_expr)
        self.block(node.body)
        calls = [each.context_expr for each in node.items if kind(each.context_expr) == "Call"]
        suppresses = any((self.path(each.func) or "").endswith("suppress") for each in calls)
        if suppresses or isinstance(self.sure, Ended):  # any manager may swallow an exception
            self.sure = before

    at_AsyncWith = at_With

    def at_Expr(self, node):
        """A bare expression: a call whose value nobody takes is there for its effect."""
        call = node.value.value if kind(node.value) == "Await" else node.value
        if kind(call) == "Call" and not effects.called_to_show(
                call, self.notebook.own, self.notebook.hooks):
            if kind(call.func) == "Attribute":
                if self.path(call.func) is None and not self.only_reads(call.func):
                    self.mutate(call.func.value, effects.depth(call.func.attr))
            elif kind(call.func) == "Name" and call.func.id in self.notebook.defined:
                for argument in self.changed_by(call):
                    if kind(argument) == "Name" and self.alias(argument.id) is None:
                        self.mutate(argument, VIEW)
        self.visit(node.value)

    def changed_by(self, call):
        """The arguments of a call of a function of the cells that it is not known only to read."""
        read = self.notebook.reading.get(call.func.id, ())
        places, names = {place for place, _ in read}, {name for _, name in read}
        is_plain = not any(kind(each) == "Starred" for each in call.args)
        return [each for place, each in enumerate(call.args) if not is_plain or place not in places] \
            + [each.value for each in call.keywords if each.arg not in names]

    def only_reads(self, function):
        read = self.notebook.reading_methods.get(function.attr, ())
        if kind(function.value) == "Name" and self.sort(function.value.id) == "own" \
                and any(place == 0 for place, _ in read):
            return True
        is_plot = kind(function.value) == "Attribute" and function.value.attr == "plot"
        return function.attr not in self.notebook.own \
            and (function.attr in effects.UNCHANGING or is_plot)
