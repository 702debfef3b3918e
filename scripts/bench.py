"""Measure cjmap against what stands beside it, as ratios in one run on this machine: `make bench`.

Each ratio is the median over pairs: the one, then the other, again and again, so that a busy moment hits
both. The base is `python -c pass` of the same environment. Everything is held to two cores. `--pairs N` sets
the number of pairs for every row, `--only WORD` takes the rows whose name has the word.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
CJMAP = Path(PYTHON).parent / "cjmap"
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MIB = 1024 * 1024

# -- the maps ------------------------------------------------------------------------------------------------

LANES = (
    "context", "actions", "thoughts", "needs", "questions", "emotion",
    "touchpoints", "pain_points", "gains", "communication", "opportunities", "goal",
)  # fmt: skip
PHRASES = (
    "先在手機上比較三家店的價格",
    "看完評價之後還是拿不定主意",
    "等了五分鐘客服才接起電話",
    "結帳前又被要求重新登入",
    "想知道今天晚上能不能送到",
    "上次買的牛奶找不到再買一次的按鈕",
    "店員很親切地說明了保固內容",
    "優惠券的條件寫得太小",
    "收到簡訊才知道已經改了時間",
    "家人都覺得這個方案比較划算",
    "付款頁面跑得很慢讓人擔心",
    "袋子裡的蔬菜看起來很新鮮",
)
SEVERITIES = ("low", "medium", "high", "critical")


def phrase(seed: int, count: int) -> str:
    """Some Chinese text of `count` phrases that differs from seed to seed."""
    return "，".join(PHRASES[(seed * 7 + n * 5) % len(PHRASES)] for n in range(count)) + f"{seed}次。"


def cell(lane: str, seed: int) -> str:
    """One cell's YAML, with the shorthand and the full forms that people mix."""
    text = phrase(seed, 1)
    match lane:
        case "emotion":
            return f"{{score: {seed % 5 - 2}, word: 心情{seed % 9}}}"
        case "touchpoints":
            return f"[手機應用程式, {{text: 門市{seed}, channel: in-person}}]"
        case "pain_points":
            return f"{{id: pain-{seed}, text: {text}, severity: {SEVERITIES[seed % 4]}, sources: survey}}"
        case "opportunities":
            return f"{{text: {text}, impact: {seed % 5 + 1}, effort: {seed % 4 + 1}}}"
        case _:
            return phrase(seed, 2)


def make_map(steps: int, lanes: int = 12, stages: int = 5, seed: int = 0) -> str:
    """A current-state map in Traditional Chinese of `steps` steps with every lane filled."""
    lines = [
        "cjmap: 1",
        "kind: current-state",
        f"id: bench-{seed}-{steps}",
        f"title: 每週線上買菜的一天 {seed}",
        "language: zh-TW",
        "persona: 陳美玲",
        "scenario: 下班後補齊一週的食材，當天晚上送到。",
        "goal: 八點前把新鮮的東西收進冰箱。",
        "owner: 顧客體驗組",
        "sources:",
        "  - {id: survey, title: 第三季滿意度調查, type: survey, n: 412}",
        "stages:",
    ]
    for stage in range(stages):
        lines += [f"  - id: stage-{stage}", f"    title: 階段{stage + 1}", "    steps:"]
        for step in range(stage * steps // stages, (stage + 1) * steps // stages):
            lines += [f"      - id: step-{step}", f"        title: 步驟{step + 1}"]
            for row, lane in enumerate(LANES[:lanes]):
                lines.append(f"        {lane}: {cell(lane, seed + step * lanes + row)}")
    return "\n".join(lines) + "\n"


def make_mermaid(tasks: int) -> str:
    """A Mermaid journey with the titles of the steps above, and a score for each."""
    lines = ["journey", "    title 每週線上買菜的一天"]
    for task in range(tasks):
        if task % (tasks // 5) == 0:
            lines.append(f"    section 階段{task * 5 // tasks + 1}")
        lines.append(f"      {phrase(task, 1)}: {task % 5 + 1}: 顧客")
    return "\n".join(lines) + "\n"


# -- running and timing --------------------------------------------------------------------------------------


class NotMeasuredError(Exception):
    """Why a row has no number."""


@dataclass(frozen=True)
class Run:
    """What one run of a command took."""

    seconds: float
    peak: float  # MiB, of the largest process among the command and its children


def take_two_cores() -> int:
    """Keep this process and its children on two cores, where the system can; the number of cores in use."""
    if sys.platform != "linux":
        return os.cpu_count() or 1
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    return len(os.sched_getaffinity(0))


@cache
def own_cache() -> tempfile.TemporaryDirectory[str]:
    """A cache of this run's own: empty at first, and warm from each row's first pair on, which does not count."""
    return tempfile.TemporaryDirectory(prefix="cjmap-bench-cache-")


def environment() -> dict[str, str]:
    """This environment, with a cache of our own, and with bytecode kept as it is for every installed program."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"XDG_CACHE_HOME": own_cache().name, "PUPPETEER_SKIP_DOWNLOAD": "1", "NO_COLOR": "1"}


def run(command: list[str | Path]) -> Run:
    """Run a command to its end; one that fails gives no number."""
    # output goes to a file: a pipe would have to be read while the time is taken
    with tempfile.TemporaryFile() as output:
        env = environment()
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            said = output.read().decode(errors="replace").strip().splitlines()
            name = Path(str(command[0])).name
            why = f": {said[-1]}" if said else ""
            raise NotMeasuredError(f"{name} ended with exit status {process.returncode}{why}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit / MIB)


Task = Callable[[], float]


def once(*command: str | Path) -> Task:
    """A task that runs one command and says how long it took."""
    return lambda: run(list(command)).seconds


def times(count: int, task: Task) -> Task:
    """A task done several times over."""
    return lambda: sum(task() for _ in range(count))


def ratio(ours: Task, theirs: Task, pairs: int) -> float:
    """The median of ours / theirs over several pairs, after one of each that does not count."""
    ours()
    theirs()
    return median(ours() / theirs() for _ in range(pairs))


# -- what is measured ----------------------------------------------------------------------------------------


@dataclass
class Bench:
    """The files and programs of one run."""

    work: Path

    def __post_init__(self) -> None:
        self.map = self.write("one/map.cjm.yaml", make_map(20))
        self.long = self.write("long/map.cjm.yaml", make_map(200))
        self.large = self.write("large/map.cjm.yaml", make_map(860, stages=10))
        self.tenth = self.write("tenth/map.cjm.yaml", make_map(86, stages=10))
        self.dozen = self.work / "dozen"
        for n in range(12):
            self.write(f"dozen/map-{n:02}.cjm.yaml", make_map(20, seed=n))
        self.mermaid = self.write("journey.mmd", make_mermaid(20))
        self.puppeteer = self.work / "puppeteer.json"
        self.mmdc = HERE / "bench" / "node_modules" / ".bin" / "mmdc"
        self.chromium = shutil.which("chromium")

    def write(self, name: str, text: str) -> Path:
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def formatted(self, source: Path) -> Path:
        """A map in its canonical form, so that checking it ends well."""
        path = self.write(f"formatted/{source.parent.name}.cjm.yaml", source.read_text(encoding="utf-8"))
        run([CJMAP, "fmt", path])
        return path

    def folder(self, name: str) -> Path:
        """A folder that is there, so that -o can only mean a folder."""
        path = self.work / name
        path.mkdir(exist_ok=True)
        return path

    def portfolio(self) -> Path:
        folder = self.work / "portfolio"
        if not folder.exists():
            for n in range(1000):
                self.write(f"portfolio/team-{n % 20:02}/map-{n:04}.cjm.yaml", make_map(20, seed=n))
        return folder

    def revisions(self, every: int) -> tuple[Path, Path]:
        """A map of 990 steps, and one in which a line of so many was worked on."""
        lines = make_map(990).splitlines(keepends=True)
        before = self.write("revisions/before.cjm.yaml", "".join(lines))
        worked = slice(100, None, every)
        lines[worked] = [line.replace("次。", "回。").replace("score: 1", "score: 2") for line in lines[worked]]
        return before, self.write(f"revisions/after-{every}.cjm.yaml", "".join(lines))

    def cjmap(self, *arguments: str | Path) -> Task:
        return once(CJMAP, *arguments)

    def render(self, source: Path, form: str, *more: str) -> Task:
        return self.cjmap("render", source, "--to", form, "-o", self.folder(f"out-{form}"), *more)

    def base(self) -> Task:
        return once(PYTHON, "-c", "pass")

    def mermaid_cli(self, form: str) -> Task:
        if not self.chromium:
            raise NotMeasuredError("not measured: chromium is missing")
        if not self.mmdc.exists():
            raise NotMeasuredError("not measured: mermaid-cli is missing")
        if not self.puppeteer.exists():
            options = {"executablePath": self.chromium, "args": CHROMIUM_OPTIONS}
            self.write("puppeteer.json", json.dumps(options))
        picture = self.work / f"journey.{form}"
        return once(self.mmdc, "-q", "-p", self.puppeteer, "-i", self.mermaid, "-o", picture)

    def chromium_print(self) -> Task:
        if not self.chromium:
            raise NotMeasuredError("not measured: chromium is missing")
        folder = self.folder("printed")
        run([CJMAP, "render", self.map, "--to", "html", "-o", folder])
        page = next(folder.rglob("*.html"))
        return once(
            self.chromium,
            "--headless",
            *CHROMIUM_OPTIONS,
            f"--user-data-dir={self.work / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={self.work / 'chromium.pdf'}",
            page.as_uri(),
        )


@dataclass(frozen=True)
class Row:
    """One row of the table: its limits, and how it is measured, given the number of pairs."""

    what: str
    at_most: float
    aim: float | None
    pairs: int
    measure: Callable[[Bench, int], float]
    unit: str = ""


def against(ours: Callable[[Bench], Task], theirs: Callable[[Bench], Task]) -> Callable[[Bench, int], float]:
    """A row's measure from its two sides; theirs first, so that what is missing costs no time."""

    def measure(bench: Bench, pairs: int) -> float:
        other = theirs(bench)
        return ratio(ours(bench), other, pairs)

    return measure


def peak(*arguments: Callable[[Bench], str | Path]) -> Callable[[Bench, int], float]:
    """A row's measure for memory: the median peak of some runs."""

    def measure(bench: Bench, pairs: int) -> float:
        return median(run([CJMAP, *(get(bench) for get in arguments)]).peak for _ in range(pairs))

    return measure


def word(text: str) -> Callable[[Bench], str]:
    """An argument that is the same in every run."""
    return lambda _: text


ROWS = (
    Row("cjmap --version / python -c pass", 2, 1.2, 21,
        against(lambda b: b.cjmap("--version"), Bench.base)),
    Row("cjmap --help / python -c pass", 2, 1.2, 21,
        against(lambda b: b.cjmap("--help"), Bench.base)),
    Row("validate one 24 KB map / python -c pass", 16, 12, 21,
        against(lambda b: b.cjmap("validate", b.map), Bench.base)),
    Row("HTML of it / mermaid-cli, SVG of 20 tasks", 0.13, 0.08, 7,
        against(lambda b: b.render(b.map, "html"), lambda b: b.mermaid_cli("svg"))),
    Row("PDF, 12 lanes × 20 steps / mermaid-cli, PDF of 20 tasks", 0.8, 0.6, 5,
        against(lambda b: b.render(b.map, "pdf"), lambda b: b.mermaid_cli("pdf"))),
    Row("the same / Chromium printing the same page", 1.4, 1.1, 7,
        against(lambda b: b.render(b.map, "pdf"), Bench.chromium_print)),
    Row("12 PDFs in one call / 12 calls of mermaid-cli", 0.33, 0.25, 3,
        against(lambda b: b.render(b.dozen, "pdf", "--jobs", "2"),
                lambda b: times(12, b.mermaid_cli("pdf")))),
    Row("PDF at 200 steps / at 20 steps", 10, 8, 3,
        against(lambda b: b.render(b.long, "pdf"), lambda b: b.render(b.map, "pdf"))),
    Row("validate 1 000 maps / stock C loader + pydantic", 0.3, 0.2, 3,
        against(lambda b: b.cjmap("validate", "--no-cache", b.portfolio()),
                lambda b: once(PYTHON, HERE / "bench" / "stock.py", b.portfolio()))),
    Row("validate them again, unchanged / the first time", 0.1, 0.05, 3,
        against(lambda b: b.cjmap("validate", b.portfolio()),
                lambda b: b.cjmap("validate", "--no-cache", b.portfolio()))),
    Row("lint 1 000 maps / validate them", 1.5, 1.3, 3,
        against(lambda b: b.cjmap("lint", b.portfolio()),
                lambda b: b.cjmap("validate", "--no-cache", b.portfolio()))),
    Row("lint at 860 steps / at 86 steps", 11, 9, 3,
        against(lambda b: b.cjmap("lint", b.large), lambda b: b.cjmap("lint", b.tenth))),
    Row("fmt --check at 860 steps / at 86 steps", 11, 9, 3,
        against(lambda b: b.cjmap("fmt", "--check", b.formatted(b.large)),
                lambda b: b.cjmap("fmt", "--check", b.formatted(b.tenth)))),
    Row("diff of two 990-step maps, 51 changes / validating both", 1.15, 1.05, 5,
        against(lambda b: b.cjmap("diff", *b.revisions(200)), lambda b: b.cjmap("validate", *b.revisions(200)))),
    Row("the same, 511 changes in every second step / validating both", 1.15, 1.05, 5,
        against(lambda b: b.cjmap("diff", *b.revisions(20)), lambda b: b.cjmap("validate", *b.revisions(20)))),
    Row("peak memory: validate a 1 MB map", 120, None, 3,
        peak(word("validate"), lambda b: b.large), "MiB"),
    Row("peak memory: one PDF with CJK text", 260, None, 3,
        peak(word("render"), lambda b: b.map, word("--to"), word("pdf"),
             word("-o"), lambda b: b.folder("out-memory")), "MiB"),
)  # fmt: skip


def install_mermaid(bench: Bench) -> None:
    """Install mermaid-cli below scripts/bench where npm is there and it is not yet installed."""
    if bench.mmdc.exists() or not bench.chromium or not shutil.which("npm"):
        return
    print("installing mermaid-cli into scripts/bench/node_modules", flush=True)
    subprocess.run(
        ["npm", "ci", "--silent", "--no-audit", "--no-fund"],
        cwd=HERE / "bench",
        env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"},
        check=False,
    )


def heading(bench: Bench, cores: int) -> Iterator[str]:
    """What the numbers were measured on."""
    yield f"Python {platform.python_version()}, {platform.machine()}, on {cores} core(s)"
    for name, path in (("24 KB", bench.map), ("200 steps", bench.long), ("1 MB", bench.large)):
        yield f"the map “{name}” has {path.stat().st_size:,} bytes"


def verdict(row: Row, measured: float) -> str:
    """Where the number stands."""
    if measured > row.at_most:
        return "TOO MUCH"
    return "" if row.aim is None or measured > row.aim else "aim reached"


def number(value: float | None, unit: str) -> str:
    """A number with three significant digits."""
    if value is None:
        return "–"
    return f"{value:.0f} {unit}" if unit else f"{value:.3g}"


def main() -> int:
    """Print the table; exit status 1 where a row is over its limit or cjmap failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, help="pairs for every row, instead of each row's own number")
    parser.add_argument("--only", default="", help="only the rows whose name has this word")
    options = parser.parse_args()
    if not CJMAP.exists():
        print(f"cjmap is not installed beside {PYTHON}; run: make bench", file=sys.stderr)
        return 2
    cores = take_two_cores()
    rows = [row for row in ROWS if options.only.lower() in row.what.lower()]
    width = max((len(row.what) for row in rows), default=4)
    bad = False
    with tempfile.TemporaryDirectory(prefix="cjmap-bench-") as folder:
        bench = Bench(Path(folder))
        if any("mermaid" in row.what for row in rows):
            install_mermaid(bench)
        print(*heading(bench, cores), sep="\n")
        print(f"\n{'what':{width}}  {'measured':>9}  {'at most':>9}  {'aim':>6}")
        for row in rows:
            limits = f"{number(row.at_most, row.unit):>9}  {number(row.aim, row.unit):>6}"
            try:
                measured = row.measure(bench, options.pairs or row.pairs)
            except NotMeasuredError as error:
                missing = str(error).startswith("not measured")
                bad = bad or not missing
                print(f"{row.what:{width}}  {'–':>9}  {limits}  {error}", flush=True)
                continue
            said = verdict(row, measured)
            bad = bad or said == "TOO MUCH"
            print(f"{row.what:{width}}  {number(measured, row.unit):>9}  {limits}  {said}".rstrip(), flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
