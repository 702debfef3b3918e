"""How far a batch has come: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self, TextIO

from cjmap.cli.talk import say
from cjmap.visible import visible

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Progress:
    """Shows how many of `total` are done; lines said meanwhile stand above the bar."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self.total = total
        self.stream = stream
        self.bar: Bar | None = None
        self.task: TaskID | None = None

    def __enter__(self) -> Self:
        if self.total > 1 and self.stream.isatty() and os.environ.get("TERM") != "dumb":
            self.bar, self.task = _bar(self.total, self.stream)
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def advance(self, name: str) -> None:
        """One more is done."""
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, advance=1, name=visible(name))
            self.bar.refresh()

    def say(self, text: str) -> None:
        """A line about the running."""
        if self.bar is None:
            say(text)
        else:
            self.bar.console.print(visible(text), markup=False, highlight=False, emoji=False, soft_wrap=True)


def _bar(total: int, stream: TextIO) -> tuple[Bar, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    # no thread of its own: workers are forked while it stands
    bar = Bar(
        TextColumn("rendering"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        console=Console(file=stream),
        transient=True,
        auto_refresh=False,
    )
    task = bar.add_task("rendering", total=total, name="")
    bar.start()
    bar.refresh()
    return bar, task
