"""Reading a map opens the files that it names below its root and nothing else, runs nothing, and asks nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from validate.checking import write

ROOT = Path(__file__).parents[2]
WATCH = """
import json, os, sys, sysconfig
opened, refused = set(), []
ours = [os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *OURS)]
def kept(path):
    return os.path.realpath(os.fsdecode(path)).startswith(CACHE)
def watch(event, arguments):
    if event == "open" and not isinstance(arguments[0], int):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if arguments[1] and set(arguments[1]) & set("wax+") and not kept(path):
            refused.append([event, path, arguments[1]])
        if not any(path.startswith(folder + os.sep) for folder in ours) and not kept(path):
            opened.add(path)
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
                           "os.remove", "os.rename", "os.mkdir", "urllib.", "http.", "shutil.", "tempfile.")):
        paths = [each for each in arguments if isinstance(each, (str, bytes, os.PathLike))]
        if not paths or not all(map(kept, paths)):
            refused.append([event])
sys.addaudithook(watch)
from cjmap.cli import run
status = run(["validate", *sys.argv[1:]])
sys.stdout.flush()
sys.stderr.write("\\n" + json.dumps([status, sorted(opened), refused]))
"""

MAP = """\
cjmap: 1
kind: future-state
title: "{{ 7*7 }} ${HOME} $(touch run) `touch run`"
future_of: now.cjm.yaml
variant_of: ../outside.cjm.yaml
translation_of: /etc/passwd
blueprint_of: link.cjm.yaml
persona: [mei-lin, ../../tom, {name: A, image: /etc/shadow}]
stages:
  - title: !!python/object/apply:os.system [touch run]
  - title: A
    journey: http://127.0.0.1:9/map.cjm.yaml
    images: [https://127.0.0.1:9/a.png, bag.png, "file:///etc/hosts", ~/.ssh/id_rsa, /dev/zero]
    links: [https://127.0.0.1:9/]
    actions: {text: A, link: https://127.0.0.1:9/}
"""


def validate(folder: Path, *names: str, cache: Path) -> tuple[int, list[str], list[str]]:
    """The exit status of a watched run, the files that it opened below a folder's parent, and what it must not do.

    Below `cache` it may keep things.
    """
    code = f"OURS = {[str(ROOT / 'src'), str(ROOT / 'templates')]!r}\nCACHE = {str(cache.resolve())!r}\n{WATCH}"
    command = [sys.executable, "-B", "-c", code, *names]
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True)
    status, opened, refused = json.loads(done.stderr.splitlines()[-1])
    outside = str(folder.parent.resolve()) + "/"
    return status, [path.removeprefix(outside) for path in opened], refused


def project(top: Path) -> Path:
    """A project beside files that it may not read."""
    files = {
        "outside.cjm.yaml": "secret", "tom.cjm.yaml": "secret", "in/cjmap.yaml": "cjmap: 1\n", "in/map.cjm.yaml": MAP,
        "in/now.cjm.yaml": "cjmap: 1\nkind: current-state\ntitle: Now\nstages: [{title: A}]\n", "in/bag.png": "",
        "in/personas/mei-lin.cjm.yaml": "cjmap: 1\nkind: persona\nname: Mei Lin\n", "in/unnamed.cjm.yaml": "secret",
    }  # fmt: skip
    write(top, files)
    (top / "in" / "link.cjm.yaml").symlink_to(top / "outside.cjm.yaml")
    return top / "in"


def test_a_hostile_map_opens_only_what_it_names_below_its_root(tmp_path: Path):
    folder = project(tmp_path)
    for _ in ("nothing is kept yet", "what was worked out is kept"):
        status, opened, refused = validate(folder, "map.cjm.yaml", cache=tmp_path / "cache")
        assert status == 1
        assert refused == []
        assert opened == ["in/cjmap.yaml", "in/map.cjm.yaml", "in/now.cjm.yaml", "in/personas/mei-lin.cjm.yaml"]
    assert not (tmp_path / "in" / "run").exists()


def test_the_watch_sees_what_is_forbidden(tmp_path: Path):
    _, opened, _ = validate(project(tmp_path), "../outside.cjm.yaml", cache=tmp_path / "cache")
    assert "outside.cjm.yaml" in opened


def test_examples_are_read_without_anything_else(tmp_path: Path):
    status, opened, refused = validate(ROOT / "examples", ".", cache=tmp_path)
    assert (status, refused) == (0, [])
    assert len(opened) > 10
    assert [name for name in opened if not name.startswith("examples/") or not name.endswith(".yaml")] == []
