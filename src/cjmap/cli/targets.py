"""Where rendered maps are written: decided for all of them before the first is."""

from __future__ import annotations

import os
import re
from pathlib import Path

from cjmap.collect import STDIN, File
from cjmap.document import file_id
from cjmap.record import record
from cjmap.render import RENDERERS

STDOUT = "-"
_PERSONA = rb"(?m)^kind:\s*[\"']?persona\b"
_PEEK = 4096


@record
class Refusal:
    """Why nothing is rendered, and what to do about it."""

    message: str
    help: str = ""


Targets = dict[tuple[int, str], Path]
"""The file for each map (by its place among the files) and form; empty when all goes to standard output."""


def form_of(output: str | None) -> str | None:
    """The form that an output file's name asks for."""
    suffix = Path(output).suffix.casefold() if output else ""
    return next((name for name, form in RENDERERS.items() if form.ending == suffix), None)


def targets(files: tuple[File, ...], forms: tuple[str, ...], output: str | None) -> Targets | Refusal:
    """Where everything goes, or why it cannot."""
    maps = _maps(files) if len(files) > 1 else [0]
    many = len(maps) * len(forms) > 1
    if output == STDOUT:
        too_many = Refusal(
            f"standard output takes one map in one form, not {_times(len(maps), forms)}", "give a folder with -o"
        )
        return too_many if many else {}
    if output is None:
        nameless = any(file.path is None for file in files)
        if nameless:
            return Refusal("a map from standard input has no file to write next to", "say where with -o FILE, or -o -")
        planned = {
            (index, form): (file.path or Path(STDIN)).with_name(_name(file, form))
            for index, file in enumerate(files)
            for form in forms
        }
    elif _is_folder(output):
        planned = {
            (index, form): Path(output) / file.below.with_name(_name(file, form))
            for index, file in enumerate(files)
            for form in forms
        }
    else:
        if many:
            return Refusal(
                f"‘{output}’ is a single file, which cannot hold {_times(len(maps), forms)}", "give a folder with -o"
            )
        if form_of(output) not in (None, forms[0]):
            return Refusal(
                f"‘{output}’ is not a file name for {forms[0]}", f"name it {Path(output).stem}{_ending(forms[0])}"
            )
        planned = {(maps[0], forms[0]): Path(output)}
    return _clash(planned, files) or planned


def _clash(planned: Targets, files: tuple[File, ...]) -> Refusal | None:
    """Two maps for one file, or an input that would be lost."""
    inputs = {os.path.realpath(file.path) for file in files if file.path}
    taken: dict[str, int] = {}
    for (index, _), path in planned.items():
        real = os.path.realpath(path)
        if real in inputs or path.suffix in (".yaml", ".yml"):
            return Refusal(f"‘{path}’ would overwrite a map", "give another name with -o")
        other = taken.setdefault(real, index)
        if other != index:
            if _is_persona(files[index]):
                continue
            if _is_persona(files[other]):
                taken[real] = index
                continue
            return Refusal(
                f"‘{files[other].name}’ and ‘{files[index].name}’ would both be written to ‘{path}’",
                "render them one at a time, or give a folder above both",
            )
    return None


def _is_persona(file: File) -> bool:
    """Whether a file is a persona's by the look of it; personas are checked and not rendered."""
    if file.path is None:
        return False
    try:
        with file.path.open("rb") as opened:
            return bool(re.search(_PERSONA, opened.read(_PEEK)))
    except OSError:
        return False


def _is_folder(output: str) -> bool:
    """A folder is what is one, ends in a slash, or has no ending."""
    return output.endswith(("/", os.sep)) or Path(output).is_dir() or not (Path(output).suffix or Path(output).exists())


def _ending(form: str) -> str:
    return RENDERERS[form].ending


def _name(file: File, form: str) -> str:
    return file_id(file.path or file.below) + _ending(form)


def _maps(files: tuple[File, ...]) -> list[int]:
    """The places of the maps among the files; all of them when there is none."""
    return [index for index, file in enumerate(files) if not _is_persona(file)] or list(range(len(files)))


def _times(count: int, forms: tuple[str, ...]) -> str:
    maps = f"{count} maps" if count > 1 else "one map"
    return f"{maps} in {len(forms)} forms" if len(forms) > 1 else maps
