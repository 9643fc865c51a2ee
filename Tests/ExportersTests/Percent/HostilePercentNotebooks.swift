import NotebookModel
import NotebookTestSupport

/// Notebooks that are hard to write as scripts, the same in every run.
struct HostilePercentNotebooks {
    private var values: HostileValues

    init(seed: UInt64) {
        values = HostileValues(seed: seed)
    }

    static let codeLines = [
        "", "", " ", "\t", "x = 1", "    y = 2", "\tz = 3", "print('hi')", "# comment", "## two",
        "#no space", "def f(x):", "    return x", "async def g():", "class A:", "    pass",
        "@decorator", ")", "x = (1,", "for i in range(3):", "%matplotlib inline", "%%time",
        "%%writefile a b.txt", "%%bash", "%%bash -e x", "%%R -i df", "%%sql", "%%html", "%%HTML",
        "%%javascript", "%%", "%% x", "%% - y", "%%%", "%%%%a", "% x", "%1", "!ls -l", "! ls", "!",
        "!!ls", "x = !ls", "x = %time 1", "x=%%time 1", "    !pip install x", "    %time f()",
        "f?", "f??", "?f", "??f", "f.g?", "what is f?", "    f?", "# f?", "ls", "ls -l", "ls = 3",
        "cd ..", "cat", "cat,", "echo x", "rm x", "mkdir  y", "lsx", "# %matplotlib inline",
        "# # !ls", "#%time x", "%time f() # noescape", "# %x # escape", "%x y # escape",
        "%y #noescape # escape", "%run a \\", "    continued \\", "plain \\", "# %%", "#%%",
        "# %% title", "# %%time", "# %% [markdown]", "  # %% x", "# %%% deep", "# In[3]:",
        "# In[ ]", "#<codecell>", "# <codecell>", "x = \"\"\"", "\"\"\"", "'''", "r'''x",
        "\"\"\"one line\"\"\"", "s = 'it\\'s'", "s = \"a # b\"", "'''a''' + '''b", "x = '\"\"\"'",
        "# ''' in a comment", "\u{E9} = 'caf\u{E9}'", "# \u{1F600}", "a\u{2028}b", "a\u{C}b",
        "a\u{B}b", "a\u{85}b", "a\rb", "a\r", "\u{A0}x", "\u{3000}", "x\u{A0}", "\u{2003}def f():",
        "# ---", "# jupyter:", "---", "```", "~~~", "```python", "# ```", "await x", "1 +",
        "print 'old'", "\\", "x = 1  ", "x = 1\t", "#", "# ", "#!/bin/sh", "#!csharp", "//%x",
        "// %% y", ":dep x", "#!time", "%%-", "%% -race", "// %%", "//gonb:%%", ";", "$x", "`a`",
        "\u{10F800}", "+", "# +", "# -", "#region", "-- x", "(* y *)", "import os", "return 3",
        "\u{1F}x", "  ", "f(\"\"\"", "x = f'{a}' # %%", "%cd x", "%%capture out", "%%timeit x=1",
    ]

    static let textLines = [
        "", "", " ", "# Title", "text", "* item", "    code", "```", "```python", "~~~", "~~~~",
        "````", "# %%", "%% x", "%%", "%%mermaid", "graph TD", "%% a comment", "$$x$$", "a\\b",
        "\"\"\"", "'''", "it's", "say \"hi\"", "<b>", "---", "| a | b |", "\u{E9}", "\u{1F600}",
        "a\u{2028}b", "a\rb", "trailing  ", "\u{A0}", "In[3]:", "<codecell>", "%%html", "%%latex",
        "![x](attachment:x.png)", "#", "# ", "\ttab", "title: x", "jupyter:", "active",
    ]

    mutating func source(_ lines: [String]) -> String {
        switch Int.random(in: 0..<12, using: &values.generator) {
        case 0: return ""
        case 1: return values.pick(["\n", "\n\n", " ", "\n\n\n", "\t\n", "\u{C}"])
        default: break
        }
        let count = Int.random(in: 1..<8, using: &values.generator)
        let separator = values.chance(95) ? "\n" : values.pick(["\r\n", "\r", "\u{2028}"])
        let text = (0..<count).map { _ in values.pick(lines) }.joined(separator: separator)
        return text
            + (values.chance(20) ? values.pick(["\n", "\n\n", "\n\n\n", "\n \n", "\n "]) : "")
    }

    /// Metadata of a cell; what makes jupytext raise is left out.
    mutating func cellMetadata() -> JSONObject {
        var metadata = JSONObject()
        if values.chance(50) { return metadata }
        for _ in 0..<Int.random(in: 1..<5, using: &values.generator) {
            switch Int.random(in: 0..<22, using: &values.generator) {
            case 0: metadata["title"] = .string(title())
            case 1:
                metadata["cell_depth"] = .number(Int.random(in: 0..<4, using: &values.generator))
            case 2:
                metadata["region_name"] =
                    values.chance(50)
                    ? values.pick(["md", "markdown", "x y"]) : values.value(depth: 3)
            case 3: metadata["tags"] = .array([])
            case 4: metadata["tags"] = ["a", "active-ipynb"]
            case 5: metadata["tags"] = ["parameters", "remove-cell"]
            case 6: metadata["tags"] = values.pick([["active-py"], ["active-ipynb-py"]])
            case 7: metadata["active"] = values.pick(["ipynb", "py", "ipynb,py", "", "md.py", "R"])
            case 8: metadata["lines_to_next_cell"] = values.pick([0, 1, 2, 3, nil, 5])
            case 9: metadata["cell_marker"] = .string(marker())
            case 10:
                metadata["run_control"] = values.pick([["frozen": true], ["frozen": false], [:]])
            case 11: metadata["collapsed"] = true
            case 12: metadata["trusted"] = false
            case 13: metadata["execution"] = ["start": "x"]
            case 14: metadata["language"] = values.pick(["R", "python", "julia", "sql", "xyz"])
            case 15: metadata["magic_args"] = "x"
            case 16: metadata["incorrectly_encoded_metadata"] = "a=b c"
            case 17:
                metadata["cell_type"] =
                    values.chance(50)
                    ? values.pick(["code", "markdown", "raw"]) : values.value(depth: 3)
            case 18: metadata[values.text()] = .string("odd key")
            case 19: metadata["bare"] = .null
            case 20: metadata["slideshow"] = ["slide_type": "slide"]
            default:
                let keys = ["a.b", "k/x", "key_1", "x-y", "colab", "@id", "id", "lines", "nbx"]
                metadata[values.pick(keys)] = values.value(depth: 2)
            }
        }
        return metadata
    }

    private mutating func title() -> String {
        values.pick([
            "A title", "a=b", "with {brace}", "[markdown]", "%% deep", "[x]", "", " lead", "trail ",
            "caf\u{E9}", "x = 1", "key", ".class", "a.b c", "%", "two  blanks", "a\nb", "\"q\"",
        ])
    }

    private mutating func marker() -> String {
        values.pick([
            "\"\"\"", "'''", "r\"\"\"", "R'''", "\"\"\",\"\"\"", "'''\n,\n'''", "r'''\n,'''", "x,y",
            "\"\"\",'''", "\"", "", ",", "region,endregion", "+",
        ])
    }

    mutating func cell() -> Cell {
        var metadata = cellMetadata()
        switch Int.random(in: 0..<10, using: &values.generator) {
        case 0..<6:
            var text = source(Self.codeLines)
            if values.chance(10) {
                let names = ["bash", "R", "python", "html", "sql x", "julia", "", " x", "go", "c#"]
                text = "%%" + values.pick(names) + (values.chance(90) ? "\n" + text : "")
            }
            return .code(text, metadata: metadata)
        case 6..<9:
            return .markdown(source(Self.textLines), metadata: metadata)
        default:
            if values.chance(30) {
                metadata["raw_mimetype"] = "text/html"
            }
            return .raw(source(Self.textLines), metadata: metadata)
        }
    }

    mutating func notebook(languages: [String] = ["python"]) -> Notebook {
        var cells = (0..<Int.random(in: 0..<7, using: &values.generator)).map { _ in cell() }
        if values.chance(10) {
            let header = values.pick([
                "---\ntitle: x\n---", "\n---\na: [1, 2]\n\n# c\n--- \n", "---\n---", "---\nx",
                "---\ntitle: caf\u{E9}\nlist:\n- a\n---\n",
            ])
            let metadata: JSONObject = values.chance(30) ? ["lines_to_next_cell": 2] : [:]
            cells.insert(.raw(header, metadata: metadata), at: 0)
        }
        return Notebook(cells: cells, metadata: metadata(languages))
    }

    private mutating func metadata(_ languages: [String]) -> JSONObject {
        var metadata = JSONObject()
        let language = values.pick(languages)
        if values.chance(70) || language != "python" {
            metadata["kernelspec"] = [
                "display_name": .string(values.text()), "language": .string(language),
                "name": .string(values.text()),
            ]
        }
        if values.chance(30) {
            metadata["language_info"] = ["name": .string(language), "file_extension": ".py"]
        }
        if values.chance(20) { metadata["kernel_info"] = ["name": .string(values.text())] }
        if values.chance(10) { metadata["orphan"] = true }
        if values.chance(20) { metadata["widgets"] = .object(values.object()) }
        if values.chance(5) { metadata["jupytext_formats"] = "ipynb,py:light" }
        if values.chance(5) { metadata["a b"] = 1 }
        if values.chance(40) { metadata["jupytext"] = .object(jupytext()) }
        if values.chance(5) { metadata["encoding"] = "# coding: utf-8" }
        return metadata
    }

    private mutating func jupytext() -> JSONObject {
        var own = JSONObject()
        for _ in 0..<Int.random(in: 0..<3, using: &values.generator) {
            switch Int.random(in: 0..<14, using: &values.generator) {
            case 0:
                own["formats"] = values.pick([
                    "ipynb,py", "ipynb,py:light", "ipynb,nb.lgt.py", "x//py:light,md",
                ])
            case 1: own["main_language"] = values.pick(["python", "R"])
            case 2: own["executable"] = "/usr/bin/env python"
            case 3: own["encoding"] = "# -*- coding: utf-8 -*-"
            case 4:
                own["cell_metadata_filter"] = values.pick([
                    "all", "-all", "tags,title", "-tags", "tags,-all", "-colab.x",
                ])
            case 5:
                own["notebook_metadata_filter"] = values.pick([
                    "all", "-all", "widgets", "-kernelspec", "all,-widgets",
                    "-jupytext.text_representation",
                ])
            case 6: own["cell_metadata_json"] = true
            case 7: own["comment_magics"] = values.pick([true, false])
            case 8: own["cell_markers"] = values.pick(["\"\"\"", "'''", "+,-"])
            case 9: own["custom_cell_magics"] = "configure,local"
            case 10: own["root_level_metadata_as_raw_cell"] = false
            case 11: own["root_level_metadata"] = ["title": .string(values.text())]
            case 12: own["text_representation"] = ["extension": ".py", "format_name": "light"]
            default: own["notes"] = values.value(depth: 2)
            }
        }
        return own
    }
}
