"""Rewrites IPython's syntax into calls, line by line, so that line numbers stay."""


def transform(code):
    """The cell as Python. Code without magics comes back as it is."""
    lines = code.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return code
    if lines[first].startswith("%%"):
        return _cell(lines, first)
    if not any(map(_suspicious, lines)):
        return code
    result, scanner, at = [], Scanner(), 0
    while at < len(lines):
        text, extra = lines[at], 0
        if scanner.at_start and _suspicious(text):
            while text.endswith("\\") and at + extra + 1 < len(lines):
                extra += 1
                text = text[:-1] + lines[at + extra]
            changed = _line(text)
            if changed is not None:
                result.append(changed)
                result += [""] * extra
                at += extra + 1
                continue
        scanner.feed(lines[at])
        result.append(lines[at])
        at += 1
    return "\n".join(result)


def _cell(lines, first):
    name, _, rest = lines[first][2:].partition(" ")
    body = "\n".join(lines[first + 1:])
    call = "get_ipython().run_cell_magic(%r, %r, %r)" % (name.strip(), rest.strip(), body)
    return "\n" * first + call


def _suspicious(line):
    text = line.strip()
    return text[:1] in ("%", "!", "?") and text != "" or text.endswith("?") \
        or "=" in text and text.partition("=")[2].lstrip()[:1] in ("!", "%")


def _line(line):
    """The call that a line with a magic means, None for ordinary Python."""
    text = line.lstrip()
    indent = line[:len(line) - len(text)]
    text = text.rstrip()
    call = _call(text)
    if call is None:
        target, _, value = text.partition("=")
        call = _call(value.lstrip(), "getoutput") if _assignable(target) else None
        if call is not None:
            call = target.rstrip() + " = " + call
    if call is None and (text.startswith("?") or text.endswith("?")):
        name = text.strip("?").strip()
        if name.lstrip("%").replace(".", "").isidentifier():
            magic = "pinfo2" if "??" in text else "pinfo"
            call = "get_ipython().run_line_magic(%r, %r)" % (magic, name)
    return None if call is None else indent + call


def _call(text, shell="system"):
    if text.startswith("!!"):
        return "get_ipython().getoutput(%r)" % text[2:].strip()
    if text.startswith("!"):
        return "get_ipython().%s(%r)" % (shell, text[1:].strip())
    name, _, rest = text[1:].partition(" ")
    if text.startswith("%") and name.replace(".", "_").isidentifier() and not rest.endswith("?"):
        return "get_ipython().run_line_magic(%r, %r)" % (name, rest.strip())
    return None


def _assignable(target):
    names = [name.strip() for name in target.split(",")]
    return all(name.lstrip("*").replace(".", "").isidentifier() for name in names)


class Scanner:
    """Knows whether a line begins a statement, or goes on with a string, bracket or backslash."""

    def __init__(self):
        self.quote = None
        self.depth = 0
        self.joined = False

    @property
    def at_start(self):
        return self.quote is None and self.depth == 0 and not self.joined

    def feed(self, line):
        self.joined = False
        at = 0
        while at < len(line):
            char = line[at]
            if self.quote:
                if char == "\\":
                    at += 1
                elif line.startswith(self.quote, at):
                    at += len(self.quote) - 1
                    self.quote = None
            elif char == "#":
                return
            elif char in "\"'":
                self.quote = char * 3 if line.startswith(char * 3, at) else char
                at += len(self.quote) - 1
            elif char in "([{":
                self.depth += 1
            elif char in ")]}":
                self.depth = max(0, self.depth - 1)
            elif char == "\\" and at == len(line) - 1:
                self.joined = True
            at += 1
        if self.quote and len(self.quote) == 1 and not line.endswith("\\"):
            self.quote = None  # it ended with its line: an error that Python will tell
