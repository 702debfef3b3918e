"""`cjmap completion`: the scripts, and bash asking its one."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from cjmap.cli import VERBS

BASH = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


def completed(script: str, *words: str, folder) -> list[str]:
    """What bash offers for the last of some words."""
    line = " ".join(f"'{word}'" for word in words)
    asking = f"COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _cjmap; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(
        ["bash", "--norc", "-c", f"{script}\n{asking}"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.split()


@BASH
def test_bash_completes_verbs_options_values_rules_and_files(cjmap, tmp_path):
    script = cjmap("completion", "bash").stdout
    (tmp_path / "shop.cjm.yaml").touch()
    assert completed(script, "cjmap", "", folder=tmp_path) == [*VERBS, "--help", "--version"]
    assert completed(script, "cjmap", "va", folder=tmp_path) == ["validate"]
    assert "--strict" in completed(script, "cjmap", "lint", "--", folder=tmp_path)
    assert completed(script, "cjmap", "lint", "--format", "gi", folder=tmp_path) == ["github", "gitlab"]
    assert completed(script, "cjmap", "explain", "missing-ow", folder=tmp_path) == ["missing-owner"]
    assert completed(script, "cjmap", "lint", "sh", folder=tmp_path) == ["shop.cjm.yaml"]
    assert completed(script, "cjmap", "lint", "--max-age", "", folder=tmp_path) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_verb_and_its_options_are_in_the_script(cjmap, shell):
    script = cjmap("completion", shell).stdout
    assert all(verb in script for verb in VERBS)
    assert "write-baseline" in script
    assert "sarif" in script


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_shell_can_read_it(cjmap, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    subprocess.run([shell, "-n"], input=cjmap("completion", shell).stdout, text=True, check=True)


def test_fish_completes_verbs_options_values_and_rules(cjmap):
    if shutil.which("fish") is None:
        pytest.skip("needs fish")
    script = cjmap("completion", "fish").stdout

    def offered(typed: str) -> list[str]:
        asking = f"{script}\ncomplete -C '{typed}'"
        done = subprocess.run(["fish", "-N", "-c", asking], capture_output=True, text=True, check=True)
        return [line.partition("\t")[0] for line in done.stdout.splitlines()]

    assert offered("cjmap va") == ["validate"]
    assert offered("cjmap lint --stri") == ["--strict"]
    assert offered("cjmap lint --format gi") == ["github", "gitlab"]
    assert offered("cjmap explain missing-ow") == ["missing-owner"]


def test_zsh_calls_it_for_cjmap(cjmap, tmp_path):
    if shutil.which("zsh") is None:
        pytest.skip("needs zsh")
    (tmp_path / "_cjmap").write_text(cjmap("completion", "zsh").stdout)
    asking = "autoload -Uz compinit; compinit -u -D; source ./_cjmap; print $_comps[cjmap]; whence -w _cjmap"
    done = subprocess.run(["zsh", "-f", "-c", asking], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("_cjmap\n_cjmap: function\n", "")


def test_another_shell(cjmap):
    result = cjmap("completion", "tcsh")
    assert result.returncode == 2
    assert "choose from: bash, zsh, fish" in result.stderr
