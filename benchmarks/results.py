"""What was measured, kept in a file as it comes, and told as tables."""

import json
import os
import platform
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.page_cases import EMPTY, FLOOR

CLIENTS = ("1", "8")
HEAD = (
    "| page | p50 | p95 | × floor | p50, 8 | p95, 8 | × floor, 8 | queries | KB gz | said |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
)


class Results:
    """The file of one run. A run that was interrupted goes on in it."""

    def __init__(self, path: Path, about: dict[str, Any]) -> None:
        self.path = path
        self.kept: dict[str, Any] = {"about": about, "floors": {}, "cases": {}}
        if path.exists():
            before = json.loads(path.read_text(encoding="utf-8"))
            if before["about"] == about:
                self.kept = before

    def has(self, name: str) -> bool:
        return name in self.kept["cases"]

    def keep(self, name: str, measured: dict[str, Any]) -> None:
        self.kept["cases"][name] = measured
        self.save()

    def keep_floor(self, name: str, measured: dict[str, Any]) -> None:
        """Floors are measured again and again between the pages."""
        self.kept["floors"].setdefault(name, []).append(measured)
        self.save()

    def save(self) -> None:
        beside = self.path.with_suffix(".part")
        text = json.dumps(self.kept, ensure_ascii=False, indent=1)
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.path)

    def table(self) -> str:
        return "\n".join(table_of(self.kept))


def machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}"


def floor_of(kept: dict[str, Any], clients: str, part: str, name: str = FLOOR) -> float:
    """The median of the floors of a run; 0 when none was measured."""
    found = [one[clients][part] for one in kept["floors"].get(name, []) if clients in one]
    return statistics.median(found) if found else 0.0


def table_of(kept: dict[str, Any]) -> Iterator[str]:
    yield "; ".join(f"{name}: {value}" for name, value in kept["about"].items())
    yield ""
    yield from HEAD
    for name in (EMPTY, FLOOR):
        measured = {
            clients: {part: floor_of(kept, clients, part, name) for part in ("p50", "p95")}
            for clients in CLIENTS
        }
        yield line_of(kept, name, measured)
    for name, measured in kept["cases"].items():
        yield line_of(kept, name, measured)


def line_of(kept: dict[str, Any], name: str, measured: dict[str, Any]) -> str:
    if "1" not in measured:
        return f"| {name} | | | | | | | | | {measured['said']} |"
    cells = []
    for clients in CLIENTS:
        floor = floor_of(kept, clients, "p95")
        one = measured.get(clients)
        if one is None:
            cells += ["", "", ""]
            continue
        ratio = f"{one['p95'] / floor:.2f}" if floor else ""
        cells += [f"{one['p50']:.2f}", f"{one['p95']:.2f}", ratio]
    size = measured.get("gzipped")
    cells += [str(measured.get("queries", "")), f"{size / 1024:.1f}" if size else ""]
    return f"| {name} | {' | '.join(cells)} | {measured.get('said', '')} |"


def comparison(small: dict[str, Any], large: dict[str, Any]) -> Iterator[str]:
    """How many times slower each page is in the larger archive."""
    editions = [kept["about"]["editions"] for kept in (small, large)]
    yield f"| page | p50 at {editions[0]} | at {editions[1]} | × | p95 | p95 | × |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name in (EMPTY, FLOOR):
        yield compared(name, *({p: floor_of(k, "1", p, name) for p in ("p50", "p95")}
                               for k in (small, large)))  # fmt: skip
    for name, before in small["cases"].items():
        after = large["cases"].get(name, {})
        if "1" in before and "1" in after:
            yield compared(name, before["1"], after["1"])


def compared(name: str, before: dict[str, float], after: dict[str, float]) -> str:
    cells = []
    for part in ("p50", "p95"):
        ratio = after[part] / before[part] if before[part] else 0
        cells += [f"{before[part]:.2f}", f"{after[part]:.2f}", f"{ratio:.2f}"]
    return f"| {name} | {' | '.join(cells)} |"
