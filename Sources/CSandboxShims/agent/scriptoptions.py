"""The options of `%%script`, `%%bash` and the like that are not the program's."""

SWITCHES = ("--no-raise-error",)
VARIABLES = ("--out", "--err")
OTHERS = ("--bg", "--proc")


def options(words):
    """Those that stand first, and the words behind them."""
    found, index = {}, 0
    while index < len(words):
        name, equals, value = words[index].partition("=")
        if name in OTHERS:
            raise ValueError("%s is not supported: a cell ends with its programs" % name)
        if name in SWITCHES:
            found[name] = True
        elif name in VARIABLES:
            if not equals:
                index += 1
                value = words[index] if index < len(words) else ""
            if not value.isidentifier():
                raise ValueError("%s takes the name of a variable" % name)
            found[name] = value
        else:
            break
        index += 1
    return found, words[index:]
