"""Writes large notebooks (.json) and texts (.txt) that would show a quadratic step or a recursion, into a directory."""
import json
import pathlib
import sys

MANY = 250_000
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def notebook(cells, metadata="{}"):
    return '{"cells": [%s], "metadata": %s, "nbformat": 4, "nbformat_minor": 5}' % (cells, metadata)


def code(source='""', outputs="", others=""):
    return ('{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [%s], "source": %s%s}'
            % (outputs, source, others))


def members(count, form):
    return ",".join(form % number for number in range(count))


output = '{"output_type": "stream", "name": "stdout", "text": ""}'
data = '{"output_type": "display_data", "metadata": {}, "data": {%s}}'
shapes = {
    "empty-outputs": notebook(code(outputs=",".join(["{}"] * 1_000_000))),
    "stream-outputs": notebook(code(outputs=",".join([output] * (MANY // 10)))),
    "empty-cells": notebook(",".join(["{}"] * (MANY // 10))),
    "equal-ids": notebook(",".join([code()] * (MANY // 10))),
    "long-text": notebook(code('"%s"' % ("a" * 100_000_000))),
    "long-line-ends": notebook(code('"%s"' % ("\\n" * MANY))),
    "long-escapes": notebook(code('"%s"' % ("\\u00e9" * MANY))),
    "long-surrogates": notebook(code('"%s"' % ("\\ud800" * MANY))),
    "backspaces": notebook(code(outputs=output.replace('""', '"%s"' % ("a\\b\\r" * MANY)))),
    "short-lines": notebook(code("[%s]" % ",".join(['"a\\n"'] * MANY))),
    "members": notebook(code(others="," + members(MANY // 10, '"key%d": 1'))),
    "metadata": notebook("", "{%s}" % members(MANY // 10, '"key%d": 1')),
    "equal-keys": notebook(code(others="," + ",".join(['"key": 1'] * (MANY // 10)))),
    "types": notebook(code(outputs=data % members(MANY // 10, '"text/x-%d": ""'))),
    "numbers": notebook("", '{"a": [%s]}' % members(MANY, "%d.5e1")),
    "long-number": notebook("", '{"a": %s}' % ("1" * 10_000_000)),
    "deep": notebook("", '{"a": ' + "[" * 500 + "]" * 500 + "}"),
    "too-deep": notebook("", '{"a": ' + "[" * MANY + "]" * MANY + "}"),
    "open": "[" * MANY,
    "old-cells": '{"worksheets": [{"cells": [%s]}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}'
                 % ",".join(['{"cell_type": "code", "input": "", "outputs": [{}]}'] * (MANY // 10)),
}
for name, text in shapes.items():
    (folder / (name + ".json")).write_text(text)

# Texts of cells and outputs in all formats: what opens again and again and is never closed, or is closed late.
pieces = [
    "[", "![", "[a](", "[a]: b\n", "*", "**a ", "_a_ ", "`", "`` ` ", "> ", "- ", "1. ", "  - a\n", "<", "<a ", "<a b='", "<!--",
    "<div>", "&", "&amp", "\\", "|", "|a", "|-", "~~", "$", "$$", "$\\frac{", "\\begin{a}", "\"\"\"", "'", "r\"", "f'{", "(", "{", "# %%\n",
    "# %% a=\n", "%", "!", "?", "\\\n", " \n", "\t", "\r", "\b", "a\b\r", "\x1b[", "\x1b[31ma", "\x1b]", "@", "lambda:", "if a:\n ", "\u2028", "é",
    "# In[1]:\n\n\n", ">>> ", "---\n", "# ---\n", "```\n", "~~~\n", "attachment:", "](attachment:a",
]
for number, piece in enumerate(pieces):
    (folder / ("text-%d.txt" % number)).write_bytes(piece.encode() * (200_000 // len(piece.encode())))
