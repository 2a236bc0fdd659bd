"""Speed as ratios within one run: `make bench`. Each pair runs in random order in every round; the median ratio counts.

Absolute times move with the machine and its load; a ratio against a peer that did the same work just now does not.
"""

import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from bench_capture import capture  # noqa: E402  (tests are no package)
from generator import write_audit  # noqa: E402

PYTHON = sys.executable
BIN = Path(PYTHON).parent
CLI = [PYTHON, "-m", "cxaudit"]
ROUNDS = int(os.environ.get("CXAUDIT_BENCH_ROUNDS", "9"))
ONE_MODEL = "import click, yaml; from pydantic import BaseModel\nclass A(BaseModel):\n    a: int\nA(a=1)"


def main() -> None:
    """Print every figure as one line: what, its ratio, and the bound it is held against."""
    print(f"{ROUNDS} rounds, median of the ratios within a round; CPU time of the process and its children")
    with tempfile.TemporaryDirectory(prefix="cxaudit-bench-") as name:
        folder = Path(name)
        audit = write_audit(folder / "a61", 61, seed=1)
        start_up(audit)
        reading(folder)
        engine(audit)
        rendering(folder, audit)
        growth(folder)
        capture(folder, write_audit, ROUNDS)


def start_up(audit: Path) -> None:
    """`--help` and `check` against importing what every command needs."""
    peer = [PYTHON, "-c", "import click, yaml, pydantic"]
    model = [PYTHON, "-c", ONE_MODEL]
    core = HERE.parent / "checklists" / "core.yaml"
    commands = {
        "peer": peer,
        "model": model,
        "help": [*CLI, "--help"],
        "check core.yaml": [*CLI, "check", str(core)],
        "check audit of 61": [*CLI, "check", str(audit)],
        "lint core.yaml": [*CLI, "lint", str(core)],
    }
    runs = rounds({name: command(line) for name, line in commands.items()})
    for what in ("help", "check core.yaml", "check audit of 61"):
        say(f"{what} / import click, yaml, pydantic", ratio(runs, what, "peer"), "1.5")
    say("  of which: one pydantic model / import click, yaml, pydantic", ratio(runs, "model", "peer"), "")
    say("lint core.yaml / check core.yaml", ratio(runs, "lint core.yaml", "check core.yaml"), "")
    for what in ("check core.yaml", "check audit of 61"):
        say(f"{what} / the same with one pydantic model", ratio(runs, what, "model"), "")


def reading(folder: Path) -> None:
    """Reading with places and checks against PyYAML's C loader alone."""
    from cxaudit.model.load import load_checklist
    from cxaudit.source import read_source

    practices = 150
    path, lines = folder / "long" / "checklist.yaml", 0
    while lines < 5000:
        write_audit(folder / "long", practices, seed=2)
        lines = path.read_text("utf-8").count("\n")
        practices += 20
    text = path.read_bytes()
    load_checklist(path)
    runs = rounds(
        {
            "c": inside(lambda: yaml.load(text, Loader=yaml.CSafeLoader)),
            "source": inside(lambda: read_source(path)),
            "checklist": inside(lambda: load_checklist(path)),
        }
    )
    say(f"read_source of {lines} lines / CSafeLoader", ratio(runs, "source", "c"), "1.5")
    say("load_checklist of the same (with all checks) / CSafeLoader", ratio(runs, "checklist", "c"), "")


def engine(audit: Path) -> None:
    """Scoring, findings, plan and ledger of one loaded audit."""
    from cxaudit.engine.actions import plan_actions
    from cxaudit.engine.findings import find_findings
    from cxaudit.engine.ledger import build_ledger
    from cxaudit.engine.scoring import score_audit
    from cxaudit.model.load import load_audit

    loaded = load_audit(audit)

    def act() -> None:
        scores = score_audit(loaded.checklist, loaded.audit, loaded.ratings)
        find_findings(scores)
        plan_actions(loaded.checklist, loaded.audit, scores)
        build_ledger(scores)

    act()
    took = statistics.median(inside(act)() for _ in range(ROUNDS * 5)) * 1000
    print(f"{'scoring, findings, plan, ledger of 61 practices':62} {took:6.2f} ms    bound 5 ms")


def rendering(folder: Path, audit: Path) -> None:
    """`cxaudit report` against the weasyprint command, and Chromium where it is, on the HTML that we produced."""
    html, pdf = folder / "report.html", folder / "report.pdf"
    subprocess.run([*CLI, "report", str(audit), "-o", str(html)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*CLI, "report", str(audit), "-o", str(pdf)], check=True, stdout=subprocess.DEVNULL)
    from pypdf import PdfReader

    pages = len(PdfReader(pdf).pages)
    weasyprint = [str(BIN / "weasyprint"), str(html), str(folder / "w.pdf")]
    commands = {
        "ours": [*CLI, "report", str(audit), "-o", str(pdf)],
        "weasyprint": weasyprint,
        "tagged": [*weasyprint[:1], "--pdf-variant", "pdf/ua-1", *weasyprint[1:]],
    }
    if chromium := next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    ):
        commands["chromium"] = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            f"--user-data-dir={folder / 'chromium'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={folder / 'c.pdf'}",
            html.as_uri(),
        ]
    runs = rounds({name: command(line) for name, line in commands.items()}, times=max(3, ROUNDS // 2))
    wall = {name: statistics.median(wall_time(line) for _ in range(3)) for name, line in commands.items()}
    say(f"cxaudit report of 61 practices, {pages} pages / weasyprint", ratio(runs, "ours", "weasyprint"), "1.10")
    say("cxaudit report / weasyprint --pdf-variant pdf/ua-1", ratio(runs, "ours", "tagged"), "")
    for name, seconds in wall.items():
        print(f"{name + ', pages per second of wall time':62} {pages / seconds:6.1f}")
    print(f"{'size of the PDF':62} {pdf.stat().st_size / 1000:6.0f} kB")


def growth(folder: Path) -> None:
    """How time, memory and size grow with the audit, and what a page costs beside a page of plain paragraphs."""
    from pypdf import PdfReader

    sample = HERE.parent / "checklists" / "samples" / "northline-it"
    bare = shutil.copytree(sample, folder / "bare", ignore=shutil.ignore_patterns("photos", "*.pdf"))
    text = (bare / "audit.yaml").read_text("utf-8")
    (bare / "audit.yaml").write_text(re.sub(r"- file: \S+\n\s+caption: ", "- text: ", text), encoding="utf-8")
    subprocess.run([*CLI, "report", str(bare), "-o", str(folder / "bare.pdf")], check=True, stdout=subprocess.DEVNULL)
    print(
        f"{'size of the sample without photos':62} {(folder / 'bare.pdf').stat().st_size / 1000:6.0f} kB    bound 400"
    )
    first = 0.0
    for practices in (60, 150, 300, 600):
        audit = write_audit(folder / f"g{practices}", practices, seed=3)
        pdf = folder / f"g{practices}.pdf"
        seconds, memory = measured([*CLI, "report", str(audit), "-o", str(pdf)])
        pages = len(PdfReader(pdf).pages)
        first = first or seconds / practices
        print(
            f"{f'{practices} practices, {pages} pages: CPU seconds, time per practice against 60':62} "
            f"{seconds:6.1f}  {seconds / practices / first:4.2f}  {memory:4.0f} MB"
        )
        if practices == 150:
            plain = folder / "plain.html"
            words = "".join(f"<p>{page.extract_text()}</p>" for page in PdfReader(pdf).pages)
            plain.write_text(f"<!doctype html><meta charset=utf-8>{words}", encoding="utf-8")
            paragraphs, _ = measured([str(BIN / "weasyprint"), str(plain), str(folder / "plain.pdf")])
            count = len(PdfReader(folder / "plain.pdf").pages)
            say("time per page / the same text as plain paragraphs", seconds / pages / (paragraphs / count), "1.4")


def measured(line: list[str]) -> tuple[float, float]:
    """CPU seconds of a command and its peak memory in megabytes."""
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, line)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def command(line: list[str]) -> Callable[[], float]:
    """CPU seconds of a command and its children."""

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return run


def inside(act: Callable[[], object]) -> Callable[[], float]:
    """CPU seconds of a call in this process."""

    def run() -> float:
        before = time.process_time()
        act()
        return time.process_time() - before

    return run


def wall_time(line: list[str]) -> float:
    """Seconds on the clock that a command takes."""
    start = time.perf_counter()
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def rounds(acts: dict[str, Callable[[], float]], times: int = ROUNDS) -> list[dict[str, float]]:
    """Every act once a round, in random order."""
    shuffle = random.Random(1).shuffle
    result = []
    for _ in range(times):
        names = list(acts)
        shuffle(names)
        result.append({name: acts[name]() for name in names})
    return result


def ratio(runs: list[dict[str, float]], one: str, other: str) -> float:
    """The median of the ratios within a round."""
    return statistics.median(run[one] / run[other] for run in runs)


def say(what: str, value: float, bound: str) -> None:
    """One line of the result."""
    print(f"{what:62} {value:6.2f}" + (f"       bound {bound}" if bound else ""))


if __name__ == "__main__":
    main()
