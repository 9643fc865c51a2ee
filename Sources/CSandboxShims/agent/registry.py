"""Functions by name."""


def registry():
    """A table, and the decorator that puts a function into it under one or more names."""
    table = {}

    def named(*names):
        def register(function):
            for name in names:
                table[name] = function
            return function
        return register

    return table, named
