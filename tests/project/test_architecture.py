"""The rules of the house in docs/architecture.md, each kept by a test."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "cjmap"
FILES = sorted(PACKAGE.rglob("*.py"))

ROAD: tuple[str, ...] = (
    "record late resources source json_text visible", "diagnostic revision output", "kept",
    "libyaml", "lanes labels fingerprint history",
    "kinds nearest cadence durations themes rulebook errors", "edit", "fix",
    "lost_words syntax yaml_errors yaml_lines yaml_mends yaml_subset",
    "model reach", "document", "references", "validate", "project", "measures reading schema starter format words",
    "ids", "draft rules", "stats diff", "merge", "lint", "view",
    "collect jobs machine", "witness", "render report lsp", "preview", "cli", "__main__",
)  # fmt: skip
"""The rooms from left to right; those in one place may import each other only where they are one room's parts."""
PARTS = {"lost_words", "syntax", "yaml_errors", "yaml_lines", "yaml_mends", "yaml_subset"}
"""The modules that together read YAML."""
ONLY = {
    "render": {"late", "render", "view", "labels", "record", "lanes", "resources", "themes", "words"},
    "report": {"report", "diagnostic", "source", "json_text", "fingerprint", "rules", "rulebook", "visible"},
    "preview": {
        "preview",
        "collect",
        "diagnostic",
        "document",
        "project",
        "render",
        "report",
        "resources",
        "source",
        "visible",
    },
    "rulebook": set(),
    "errors": set(),
    "source": {"source"},
    "revision": {"record", "source"},
    "history": {"revision", "source"},
    "diagnostic": {"source"},
}
"""Rooms that see less than what lies to their left."""


def room(path: Path) -> str:
    """The room of a file."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    """A file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module == "cjmap":
        return [f"cjmap.{alias.name}" for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def imports(path: Path) -> set[str]:
    """Everything that a file imports, wherever in it."""
    return {name for node in ast.walk(tree(path)) for name in imported(node)}


def at_import(path: Path) -> set[str]:
    """What importing a file imports at once."""
    found: set[str] = set()
    todo: list[ast.stmt] = list(tree(path).body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        found.update(imported(node))
        todo += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            todo = [each for each in todo if each not in node.body]
    return found


def rooms_of(path: Path) -> set[str]:
    """The other rooms that a file imports."""
    names = {name.split(".")[1] for name in imports(path) if name.startswith("cjmap.")}
    return names - {room(path), "__version__"}


PLACE = {name: at for at, names in enumerate(ROAD) for name in names.split()}


def test_the_road_knows_every_room():
    assert {room(path) for path in FILES} - {"__init__"} == set(PLACE)


@pytest.mark.parametrize("name", sorted(PLACE))
def test_imports_point_left(name: str):
    for path in FILES:
        if room(path) != name:
            continue
        for other in rooms_of(path):
            assert PLACE[other] < PLACE[name] or {name, other} <= PARTS, f"{path.name} imports {other}"
            assert other in ONLY.get(name, PLACE), f"{path.name} imports {other}"


def test_heavy_libraries_stay_in_their_rooms():
    allowed = {
        "typer": ("cli/",),
        "click": (),
        "rich": ("cli/", "report/text.py", "report/excerpt.py", "render/terminal/"),
        "weasyprint": ("render/pdf.py", "render/swift.py", "render/weasy.py"),
        "pypdfium2": ("render/picture/png.py",),
        "PIL": ("render/picture/",),
        "fontTools": ("render/picture/glyphs.py",),
        "jinja2": ("render/frame.py", "preview/markup.py"),
        "pygls": ("lsp/server.py", "lsp/features.py"),
        "lsprotocol": ("lsp/server.py", "lsp/features.py", "lsp/wire.py"),
        "pydantic": ("model/checker.py", "model/part.py"),
        "pydantic_core": ("model/", "validate/"),
        "tinycss2": ("themes/sheet.py",),
        "yaml": ("libyaml.py", "syntax.py", "yaml_errors.py"),
    }
    for path in FILES:
        name = str(path.relative_to(PACKAGE))
        for module in {each.split(".")[0] for each in imports(path)} & allowed.keys():
            assert name.startswith(allowed[module]), f"{name} imports {module}"


def test_what_is_slow_to_load_is_imported_where_it_is_used():
    for path in FILES:
        early = {each.split(".")[0] for each in at_import(path)}
        slow = {"weasyprint", "jinja2", "typer", "tinycss2", "pypdfium2", "PIL", "fontTools"}
        assert not early & slow, path.name


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        ([], {"typer", "rich", "jinja2", "weasyprint", "pydantic", "yaml"}),
        (["--version"], {"typer", "rich", "jinja2", "weasyprint", "pydantic", "yaml", "importlib.metadata"}),
        (["--help"], {"typer", "rich", "jinja2", "weasyprint", "pydantic", "yaml"}),
        (["lsp", "--help"], {"rich", "pygls", "lsprotocol", "jinja2", "weasyprint", "pydantic", "yaml"}),
        (["validate", "examples/burger"], {"typer", "rich", "pygls", "jinja2", "weasyprint", "concurrent.futures"}),
        (["validate", "tests/validate/bad/unknown-key.cjm.yaml"], {"typer", "jinja2", "weasyprint"}),
        (["fmt", "--check", "examples/burger"], {"typer", "rich", "jinja2", "weasyprint"}),
        (["validate", "examples/burger"], {"cjmap.rules", "cjmap.lint", "cjmap.stats"}),
        (["lint", "examples/burger"], {"rich", "jinja2", "weasyprint", "cjmap.view", "cjmap.render"}),
        (["rules"], {"rich", "jinja2", "weasyprint", "cjmap.view", "cjmap.render"}),
        (["show", "examples/burger/burger.cjm.yaml"], {"jinja2", "weasyprint"}),
        (["schema"], {"jinja2", "weasyprint"}),
        (["diff", "examples/burger", "examples/hot-pot"], {"typer", "rich", "jinja2", "weasyprint"}),
        (["log", "examples/burger/burger.cjm.yaml"], {"rich", "jinja2", "weasyprint", "cjmap.render", "cjmap.view"}),
        (["render", "examples/burger", "--to", "html", "-o", "-"], {"weasyprint", "http.server"}),
        (["preview", "--help"], {"jinja2", "weasyprint"}),
    ],
)  # fmt: skip
def test_a_verb_loads_only_what_it_needs(arguments: list[str], unwanted: set[str]):
    code = (
        "import json, sys\nimport cjmap\n"
        f"arguments = {arguments!r}\n"
        "if arguments:\n    from cjmap.cli import run\n    run(arguments)\n"
        "sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert "cjmap" in loaded
    assert not loaded & unwanted


def test_no_module_is_too_long():
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def public(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """The public functions, classes and methods of a file, and the file itself."""
    yield str(path.relative_to(PACKAGE)), tree(path)
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{path.name}:{node.name}", node
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    yield f"{path.name}:{node.name}.{inner.name}", inner


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_public_says_what_it_is(path: Path):
    bare = [name for name, node in public(path) if not ast.get_docstring(node)]  # type: ignore[arg-type]
    assert bare == []
