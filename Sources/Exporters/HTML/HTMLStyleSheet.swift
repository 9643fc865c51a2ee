/// The styles of a page; the colours stand apart.
enum HTMLStyleSheet {
    /// The page, its cells and their parts.
    static let page = """
        *,::before,::after{box-sizing:border-box}
        html{background:var(--page);color:var(--text);-webkit-text-size-adjust:100%}
        body{margin:0;font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",\
        "Noto Sans",sans-serif}
        main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 5rem 5rem}
        pre,code,kbd,samp,.prompt{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,\
        "DejaVu Sans Mono","Liberation Mono",monospace}
        pre{margin:0;font-size:.84rem;line-height:1.5;overflow-x:auto;tab-size:4}
        pre code{font:inherit;background:none;padding:0;border:0}
        .cell{margin:1.25rem 0;position:relative;min-width:0}
        .cell.code+.cell.code{margin-top:1.5rem}
        .input{position:relative}
        .prompt{position:absolute;right:100%;top:.72rem;width:4.25rem;padding-right:.75rem;\
        text-align:right;font-size:.74rem;line-height:1.55;color:var(--quiet);user-select:none}
        .source{background:var(--code);border:1px solid var(--line);border-radius:6px;\
        padding:.65rem .9rem}
        .outputs{margin-top:.5rem;padding-left:.9rem;border-left:2px solid var(--line)}
        .outputs>*{margin:.5rem 0}
        .outputs>:first-child{margin-top:0}
        .outputs>:last-child{margin-bottom:0}
        .outputs pre{white-space:pre-wrap;overflow-wrap:anywhere}
        .outputs pre.result{white-space:pre;overflow-wrap:normal}
        .stderr,.error{background:var(--alert);border-radius:6px;padding:.55rem .8rem}
        .long{max-height:32rem;overflow:auto}
        .image{margin:0}
        img{max-width:100%;height:auto;vertical-align:middle}
        .image img{background:#fff;color:#1d1d1f;border-radius:4px}
        .html{overflow-x:auto;max-width:100%}
        .frame{height:clamp(3em,var(--height),40em);resize:vertical;overflow:hidden}
        .frame iframe{display:block;width:100%;height:100%;border:0}
        .light{background:#fff;color-scheme:light;border-radius:6px}
        .raw{color:var(--quiet);padding:.25rem 0;white-space:pre-wrap}
        .latex{color:var(--quiet)}
        .note{color:var(--quiet);font-size:.875rem;font-style:italic}
        summary{cursor:pointer;color:var(--quiet);font-size:.84rem}
        details>summary{margin-bottom:.35rem}
        :focus-visible{outline:2px solid var(--link);outline-offset:2px}
        @media (max-width:46rem){
        main{padding:1.25rem 1rem 3rem}
        .prompt{position:static;display:block;width:auto;text-align:left;padding:0 0 .2rem}
        .outputs{padding-left:.7rem}
        }
        @media print{
        main{max-width:none;padding:0}
        .prompt{position:static;display:block;width:auto;text-align:left;padding:0}
        pre,.outputs pre.result{white-space:pre-wrap;overflow-wrap:anywhere}
        .long{max-height:none;overflow:visible}
        .html,.markdown{overflow:visible}
        .frame{height:var(--height)}
        .image,h1,h2,h3,h4,tr{break-inside:avoid}
        h1,h2,h3,h4{break-after:avoid}
        }

        """

    /// Text of Markdown cells and tables.
    static let text = """
        .markdown{overflow-wrap:break-word;overflow-x:auto;overflow-y:hidden}
        .markdown>:first-child{margin-top:0}
        .markdown>:last-child{margin-bottom:0}
        h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.6em 0 .6em;font-weight:650;text-wrap:balance}
        h1{font-size:1.95rem;letter-spacing:-.015em}
        h2{font-size:1.45rem;letter-spacing:-.01em}
        h3{font-size:1.18rem}
        h4,h5,h6{font-size:1rem}
        p,ul,ol,dl,blockquote,.markdown pre,.markdown table{margin:.8em 0}
        ul,ol{padding-inline-start:1.6em}
        ol{padding-inline-start:2.2em}
        .html ol{padding-inline-start:3.5em}
        li>ul,li>ol{margin:.2em 0}
        li+li{margin-top:.2em}
        a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
        a.elsewhere::after{content:" \\2197";font-size:.8em}
        blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:3px solid var(--line);\
        color:var(--quiet)}
        hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
        .markdown code{font-size:.86em;background:var(--code);border-radius:4px;padding:.12em .3em}
        .markdown pre{background:var(--code);border:1px solid var(--line);border-radius:6px;\
        padding:.65rem .9rem}
        .markdown pre code{font-size:1em;background:none;padding:0}
        table{display:block;width:max-content;max-width:100%;overflow-x:auto;border-collapse:collapse;\
        font-size:.875rem;line-height:1.4;font-variant-numeric:tabular-nums}
        th,td{padding:.3rem .65rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        .html table{display:table;max-width:none}
        .html th,.html td{text-align:right}
        th{font-weight:600}
        thead th{border-bottom:2px solid var(--line);vertical-align:bottom}
        caption{text-align:left;color:var(--quiet);padding:.3rem 0}
        kbd{border:1px solid var(--line);border-radius:4px;padding:.05em .35em;font-size:.84em}
        mark{background:var(--mark);color:inherit}
        math{font-size:1.08em}
        math[display=block]{margin:.2em 0}
        div.math,p.math{overflow-x:auto;overflow-y:hidden;padding:.15em 0}
        mtable.aligned mtd{padding:.35em 0}
        mtd.right{text-align:right}
        math .textbf{font-weight:bold}
        math .textit,math .emph{font-style:italic}
        math .texttt{font-family:monospace}
        mtd.left{text-align:left}
        mtable.aligned mtd.right:not(:first-child){padding-left:2em}
        .boxed{border:1px solid;padding:.2em .35em}
        mtext.textbf{font-weight:700}mtext.textit{font-style:italic}
        .markdown :is(p,li,h1,h2,h3,h4,h5,h6,blockquote,dt,dd,th,td){unicode-bidi:plaintext}

        """
}
