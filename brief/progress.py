"""What is told of long work: as it goes on, and afterwards.

A stage is named when it begins (`progress(stage, 0, total)`) and ends when all of it is done.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which a process was at work; both ends in nanoseconds since 1970."""

    process: int
    began: int
    ended: int


class Progress:
    """Is told of long work, and keeps it to itself."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """So many of so many things of a stage are done."""

    def kept(self, stage: str, count: int) -> None:
        """So many things of a stage need not be done: they are known from before."""

    def ran(self, stage: str, span: Span) -> None:
        """A process has worked on a stage."""

    def say(self, message: str) -> None:
        """Something that whoever waits should know."""


silent = Progress()


@dataclass(slots=True)
class Stage:
    """A stage of the work and how far it is."""

    name: str
    began: float = field(default_factory=time.perf_counter)
    seconds: float = 0.0
    done: int = 0
    total: int = 0
    kept: int = 0
    spans: list[Span] = field(default_factory=list)
    """When which process was at it."""

    @property
    def rate(self) -> float:
        """Things a second."""
        return self.done / self.seconds if self.seconds else 0.0


class Journal(Progress):
    """Notes how long each stage took, and who was at it when."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.stages: dict[str, Stage] = {}
        """In the order in which they began."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note how far a stage is."""
        noted = self._of(stage)
        if not done:
            noted.began = time.perf_counter()
        noted.done, noted.total = done, total
        noted.seconds = time.perf_counter() - noted.began
        if done < total:
            self.advanced(noted)
        elif total:
            now = time.time_ns()
            noted.spans.append(Span(os.getpid(), now - round(noted.seconds * 1e9), now))
            self.ended(noted)

    def kept(self, stage: str, count: int) -> None:
        """Note what is known from before."""
        if count:
            self._of(stage).kept = count

    def ran(self, stage: str, span: Span) -> None:
        """Note the work of another process; that of this one is the stage as a whole."""
        if span.process != os.getpid():
            self._of(stage).spans.append(span)

    def advanced(self, stage: Stage) -> None:
        """Something of a stage was done, and there is more to do."""

    def ended(self, stage: Stage) -> None:
        """All of a stage was done."""

    def _of(self, stage: str) -> Stage:
        return self.stages.setdefault(stage, Stage(stage))


class Lines(Journal):
    """Prints what is said and, with `stages`, a line a stage when it ends."""

    def __init__(self, stream: TextIO, *, stages: bool = True) -> None:
        super().__init__()
        self._stream = stream
        self._stages = stages

    def ended(self, stage: Stage) -> None:
        """Say what was done and how long it took."""
        if not self._stages:
            return
        kept = f", {stage.kept:,} kept" if stage.kept else ""
        rate = f" ({stage.rate:,.0f} a second)" if stage.seconds >= 1 else ""
        line = f"{stage.name}: {stage.done:,}{kept}, in {stage.seconds:.1f} s{rate}"
        print(line, file=self._stream)

    def say(self, message: str) -> None:
        """Say it on a line of its own."""
        print(message, file=self._stream)


class LiveLine(Journal):
    """One line on a terminal, renewed while the work goes on and gone when it is done."""

    _PAUSE = 0.1
    """Seconds from one renewal to the next: faster cannot be read."""
    _CLEAR = "\r\x1b[2K"

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._renewed = time.perf_counter()

    def advanced(self, stage: Stage) -> None:
        """Renew the line."""
        now = time.perf_counter()
        if now - self._renewed < self._PAUSE:
            return
        self._renewed = now
        self._show(f"{self._CLEAR}{live_line(stage)[: shutil.get_terminal_size().columns - 1]}")

    def ended(self, stage: Stage) -> None:
        """Take the line away."""
        del stage
        self._show(self._CLEAR)

    def say(self, message: str) -> None:
        """Say it on a line of its own, above the one that is renewed."""
        self._show(f"{self._CLEAR}{message}\n")

    def _show(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def live_line(stage: Stage) -> str:
    """``Annotating 412 of 1,000 (41%), 28 a second, 21 s left``."""
    line = f"{stage.name} {stage.done:,} of {stage.total:,} ({stage.done * 100 // stage.total}%)"
    if stage.rate < 1:
        return line
    left = duration((stage.total - stage.done) / stage.rate)
    return f"{line}, {stage.rate:,.0f} a second, {left} left"


def duration(seconds: float) -> str:
    """``21 s``, ``3 min 05 s``, ``2 h 10 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3_600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3_600} h {whole % 3_600 // 60:02} min"


# --- afterwards ------------------------------------------------------------------------


def table(journal: Journal) -> Iterator[str]:
    """How long each stage took, how much was made in it, and how much was kept from before."""
    whole = time.perf_counter() - journal.began
    rows = [(s.name, s.seconds, f"{s.done:,}", f"{s.kept:,}") for s in journal.stages.values()]
    rest = whole - sum(seconds for _, seconds, _, _ in rows)
    rows += [("the rest", rest, "", ""), ("in all", whole, "", "")]
    yield f"{'stage':<14}{'seconds':>9}{'made':>9}{'kept':>9}"
    for name, seconds, made, kept in rows:
        yield f"{name:<14}{seconds:9.2f}{made:>9}{kept:>9}".rstrip()


def write_trace(journal: Journal, path: Path) -> None:
    """Write what was done when by which process, for a trace viewer.

    The format is Chrome's Trace Event Format (JSON), which chrome://tracing and ui.perfetto.dev
    open: a complete event ("X") for each time in which a process was at a stage, in microseconds.
    """
    spans = [(stage.name, span) for stage in journal.stages.values() for span in stage.spans]
    start = min((span.began for _, span in spans), default=0)
    main = os.getpid()
    workers = sorted({span.process for _, span in spans} - {main})
    names = {main: "brief", **{pid: f"worker {n}" for n, pid in enumerate(workers, 1)}}
    events: list[dict[str, object]] = [
        {"ph": "M", "name": "process_name", "pid": pid, "tid": pid, "args": {"name": name}}
        for pid, name in names.items()
    ]
    events += [
        {
            "ph": "X",
            "name": name,
            "cat": "stage",
            "pid": span.process,
            "tid": span.process,
            "ts": (span.began - start) / 1_000,
            "dur": (span.ended - span.began) / 1_000,
        }
        for name, span in sorted(spans, key=lambda each: each[1].began)
    ]
    path.write_text(json.dumps({"traceEvents": events, "displayTimeUnit": "ms"}), encoding="utf-8")
