"""Texts that some reader of a file might take for more than text, by what they would be there."""

from __future__ import annotations

MARKUP = (
    "<script>alert(1)</script>", "</script><script>alert(1)//", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "</style><script>alert(1)</script>",
    "</title><h1>owned</h1>", "<!--><script>alert(1)</script-->", "--><b>out</b>", "<![CDATA[<b>x</b>]]>",
    "]]><b>out</b>", "<?xml version='1.0'?><a/>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    "&lt;b&gt;twice&lt;/b&gt;", "&amp;nbsp;&nbsp;&#60;&#x3c;", "&#x202E;gnp.exe", "\" onmouseover=\"alert(1)",
    "' autofocus onfocus='alert(1)", "`onload=alert(1)`", "</td></tr></table><h1>", "<td colspan=99>",
    "<base href=//127.0.0.1:9>", "<meta http-equiv=refresh content=0;url=//127.0.0.1:9>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>go</a>",
    "<form action=//127.0.0.1:9><input name=q>", "<details open ontoggle=alert(1)>",
    "<math><mtext></mtext><script>alert(1)</script></math>", "<template><b>x</b></template>", "<plaintext>", "<xmp>",
    "<table><caption>", "<option><select>", "<link rel=stylesheet href=//127.0.0.1:9>", "a<b>c</b>d < e > f",
)  # fmt: skip
URLS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "file:///etc/passwd",
    "http://127.0.0.1:9/?q=<x>", "//127.0.0.1:9/x", "\\\\127.0.0.1\\share",
    "https://user:pass@example.com@127.0.0.1:9", "mailto:a@example.com?bcc=b@example.com", "view-source:http://x",
    "blob:http://127.0.0.1/1", "ftp://127.0.0.1/", "[go](javascript:alert(1))", "![x](http://127.0.0.1:9/x.png)",
    "<http://127.0.0.1:9>", "[ref]: http://127.0.0.1:9 'x'",
)  # fmt: skip
TEMPLATES = (
    "{{ 7 * 7 }}", "{% raw %}{{ x }}{% endraw %}", "{{ config.__class__ }}", "{# gone #}",
    "{%- include '/etc/passwd' -%}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "<?php echo 7*7 ?>", "{0.__class__}",
    "{view.catalog}", "%(title)s %s %d %n", "$title ${title}", "{{{raw}}}", "[[${7*7}]]", "*{7*7} @{x} ~{y}",
    "{title!r:>{width}}", "\\N{DIGIT ONE} \\u0041 \\x41",
)  # fmt: skip
CSS = (
    "}body{display:none}", "*/body{background:red}/*", "\"}@import url(//127.0.0.1:9);", "expression(alert(1))",
    "url(javascript:alert(1))", "background:url(http://127.0.0.1:9/x)", "\\3c script\\3e", "@page{size:1mm}",
    "position:fixed;top:0", "content:attr(href)", "--paper:red;", ":root{--ink:red}", "!important",
    "-moz-binding:url(x)",
)  # fmt: skip
TERMINAL = (
    "\\x1b[31mred", "\\e]8;;http://127.0.0.1:9\\a", "\\033[2J", "^[[31m", "\u241b[31m", "[31mred[0m", "]0;title",
    "[bold red]rich[/bold red]", "[link=http://127.0.0.1:9]go[/link]", "[/]", "[@click=app.quit]x[/]",
    ":warning: :skull:", "\\r\\n\\b\\a", "%1b%5b31m", "[not a tag", "\\[escaped]",
)  # fmt: skip
FORMULAS = (
    "=1+1", "=HYPERLINK(\"http://127.0.0.1:9\",\"go\")", "=cmd|'/C calc'!A0", "@SUM(1+1)", "+1+1", "-1+1",
    "-2+3+cmd|' /C x'!A", "=IMPORTXML(\"http://127.0.0.1:9\",\"//a\")", "%0A=1+1", ";=1+1;", "\"=1+1\",x",
    "=DDE(\"cmd\";\"/C calc\";\"x\")", "\uff1d1+1", "| a | b |", "|---|---|",
)  # fmt: skip
PATHS = (
    "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "~/.ssh/id_rsa", "C:\\Windows\\x", "\\\\?\\C:\\x",
    "file.cjm.yaml%00.png", "$(touch run)", "`touch run`", "; touch run", "&& touch run", "| touch run", "> run",
    "-rf /", "--output=/etc/x", "CON", "NUL.html", "a/./b/../c", "%2e%2e%2fx", "*?[!a]",
)  # fmt: skip
INVISIBLE = (
    "a\u200eb", "a\u200fb", "a\u061cb", "\u05d0\u05d1\u05d2 (1) abc", "\u0627\u0644\u0639\u0645\u064a\u0644 - 2 [x]",
    "soft\u00adhyphen", "zero\u200bwidth", "word\u2060joiner", "e\u0301\u0323 marks", "\ufeffmark",
)  # fmt: skip
REFUSED = tuple("\x00\x07\x08\x0c\x1b\x7f\x85\x9b\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that no map may hold: a terminal obeys them, or they turn the words around them."""

CLASSES = {
    "markup": MARKUP, "urls": URLS, "templates": TEMPLATES, "css": CSS, "terminal": TERMINAL, "formulas": FORMULAS,
    "paths": PATHS, "invisible": INVISIBLE,
}  # fmt: skip
PROBES = tuple(probe for probes in CLASSES.values() for probe in probes)
