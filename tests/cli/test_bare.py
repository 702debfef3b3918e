"""What `cjmap` says by itself, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cjmap as package
from cjmap.cli import HELP, VERBS


def test_version(cjmap):
    for option in ("--version", "-V"):
        assert cjmap(option).stdout == f"cjmap {package.__version__}\n"


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_names_every_verb(cjmap, arguments):
    result = cjmap(*arguments)
    assert (result.returncode, result.stdout, result.stderr) == (0, HELP, "")
    assert all(verb in HELP for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_a_module_and_help(cjmap, verb):
    result = cjmap(verb, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith(f"Usage: cjmap {verb}")
    assert VERBS[verb] in result.stdout
    assert "<" not in result.stdout, "Python's types are no words for people"


def test_a_misspelt_verb_gets_the_nearest(cjmap):
    result = cjmap("valdate", "x")
    assert result.returncode == 2
    assert result.stderr == "error: cjmap has no verb ‘valdate’\n  help: did you mean `cjmap validate`?\n"


def test_usage_errors_are_status_2_without_traceback(cjmap):
    for arguments in (["validate"], ["validate", "--nope", "x"], ["render", "--jobs", "0", "x"], ["show"], ["--what"]):
        result = cjmap(*arguments)
        assert result.returncode == 2, arguments
        assert "rror: " in result.stderr
        assert "Traceback" not in result.stderr
        assert result.stdout == ""


def _modules_after(arguments: list[str], cwd: Path) -> set[str]:
    code = (
        "import sys, cjmap.cli\n"
        f"status = cjmap.cli.run({arguments!r})\n"
        "print('\\nMODULES', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True, env=os.environ
    )
    return set(done.stdout.rpartition("MODULES")[2].split())


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--version"], {"typer", "rich", "pydantic", "yaml", "jinja2", "weasyprint", "typing", "re"}),
        (["--help"], {"typer", "rich", "pydantic", "yaml", "jinja2", "weasyprint", "typing", "re"}),
        (["validate", "online.cjm.yaml"], {"typer", "rich", "jinja2", "weasyprint", "multiprocessing"}),
        (["validate", "online.cjm.yaml", "--format", "json"], {"typer", "rich", "jinja2", "weasyprint"}),
        (["render", "online.cjm.yaml", "-o", "out/"], {"typer", "rich", "weasyprint", "multiprocessing", "xml"}),
        (["show", "online.cjm.yaml"], {"jinja2", "weasyprint"}),
        (["schema"], {"rich", "jinja2", "weasyprint"}),
        (["doctor"], {"rich", "jinja2", "weasyprint"}),
        (["new", "--list"], {"rich", "jinja2", "weasyprint"}),
    ],
)
def test_verbs_load_only_what_they_use(shop, arguments, absent):
    # `python -c` itself may bring some of these along through site packages
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(*{name.partition('.')[0] for name in sys.modules})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not (absent - set(bare.stdout.split())) & _modules_after(arguments, shop)


def test_output_that_ascii_cannot_hold_is_escaped(cjmap, bad):
    result = cjmap("validate", bad, env={"PYTHONIOENCODING": "ascii:strict"})
    assert result.returncode == 1
    assert "\\u9078\\u64c7" in result.stdout or "\\u627e" in result.stdout


def test_a_closed_pipe_ends_quietly(cjmap, bad, environment):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "cjmap", "validate", str(bad)],
        stdout=writing, stderr=subprocess.PIPE, text=True, env=environment, check=False,
    )  # fmt: skip
    os.close(writing)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(bad, environment):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cjmap", "validate", str(bad)],
            stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "error: no space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_streams_do_no_harm(bad, environment):
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} -m cjmap validate {bad} >&- 2>&-"], env=environment, check=False
    )
    assert done.returncode == 1


def test_a_defect_is_one_line_with_the_version(shop, environment):
    code = "import sys, cjmap.cli as c, cjmap.cli.validate as v\nv.check_files = lambda _: 1 / 0\nc.main()"
    command = [sys.executable, "-c", code, "validate", str(shop)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"error: cjmap {package.__version__} has a defect: ZeroDivisionError: division by zero",
        "  help: please report this line and what you typed; CJMAP_DEBUG=1 prints the traceback",
    ]
    done = subprocess.run(command, env=environment | {"CJMAP_DEBUG": "1"}, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Traceback" in done.stderr
    assert "division by zero" in done.stderr


WORDS = (
    "a.cjm.yaml", "-", "--", "", "--to", "html", "--to=pdf,text", "--to=", "-o", "-oout", "out/", "--output", "out.txt",
    "--view", "list", "--view=nope", "--theme=mono", "--language", "ms", "--revision=x=y", "--css", "--jobs", "2", "0",
    "--paper=a4", "--scale", "--background=transparent", "--format", "json", "--format=nope", "--no-cache", "--help",
)  # fmt: skip


@pytest.mark.parametrize("verb", ["validate", "render"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arguments=st.lists(st.sampled_from(WORDS), max_size=6))
def test_what_is_plainly_typed_means_what_typer_makes_of_it(verb, arguments, capsys):
    module = __import__(f"cjmap.cli.{verb}", fromlist=["parse"])
    at_once, said = module.parse(arguments), capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "plainly", lambda *_: None)
        assert (module.parse(arguments), capsys.readouterr()) == (at_once, said)
