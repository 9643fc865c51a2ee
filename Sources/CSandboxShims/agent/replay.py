"""Runs an earlier cell again for what it leaves behind, not for what it shows."""
import sys

from . import effects, scopes
from .calls import Muted
from .syntax import kind

_own = set()  # names that the cells so far define: what they do is anybody's guess


def replay(executor, request, number):
    def keeps(tree):
        for node in tree.body:
            scopes.collect(node, _own, _own)
            effects.replaced(node, _own)
        scopes.definitions(tree.body, _own, _own)
        hooks = effects.has_hooks(_own)
        tree.body[:] = [each for each in tree.body if has_effect(each, hooks)]

    with Muted(executor):
        executor.run(request["code"], number, keeps)
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["_sandbox_agent.plots"].show_left_open()  # closes them: the cell is silent


def has_effect(statement, hooks):
    """All but bare expressions that only show a value.

    What is left out by mistake is missing later, what is kept only takes time. So a call is kept
    unless it is known to show: also one of a name that the cells define themselves.
    """
    return kind(statement) != "Expr" or not effects.only_shows(statement.value, _own, hooks)
