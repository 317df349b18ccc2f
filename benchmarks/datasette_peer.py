"""Propos beside datasette, over the same rows, in one run, on one machine, asked by one client.

    python -m venv ../datasette && ../datasette/bin/pip install datasette==0.65.5
    DATABASE_URL=sqlite:///public.sqlite3 python -m benchmarks.datasette_peer \\
        --datasette ../datasette/bin/python --folder ../peer --out peer.json

datasette gets one flat table, indexes on what it counts by, and SQLite's full-text search over
words, names and titles; its counts and facets are on and are given the time they need. It is one
process that answers several requests at once; Propos has two workers, so only the columns of one
reader compare like with like. Each kind of page is measured on the one, then on the other.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from archive.models import Edition
from benchmarks.datasette_file import command, export
from benchmarks.page_cases import Case, listed
from benchmarks.page_samples import SOME, Sample
from benchmarks.public_pages import about, measure_floors, requests_of, tell
from benchmarks.results import Results
from benchmarks.serving import Gunicorn, free_port, propos, running
from benchmarks.timing import Limits, measure

FRONT = "/public/statements"
PAIRS_BETWEEN_FLOORS = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """A kind of page that both have: the same rows under two addresses."""

    name: str
    ours: list[str]
    theirs: list[str]


def table(**parameters: object) -> str:
    return f"{FRONT}?{urlencode(parameters)}"


def pairs(sample: Sample) -> Iterator[Pair]:
    editions = sample.editions
    yield Pair("statements", [listed()], [table()])
    yield Pair(
        "statements, a deep page",
        [listed(before=one.sort_key) for one in editions],
        [table(_next=f"{one.sort_key},{one.statement_id}") for one in editions],
    )
    yield Pair(
        "statement",
        [f"/statements/{one.statement_id}/" for one in editions],
        [f"{FRONT}/{one.statement_id}" for one in editions],
    )
    names = dict(Edition.objects.current().values_list("speaker__slug", "speaker_name").distinct())
    groups = {
        "top speaker": sample.speakers[:1],
        "an ordinary speaker": sample.speakers[len(sample.speakers) // 2 :][:SOME],
    }
    for name, slugs in groups.items():
        yield Pair(
            f"statements: {name}",
            [listed(speaker=slug) for slug in slugs],
            [table(speaker=names[slug]) for slug in slugs],
        )
    for name, words in sample.words.items():
        yield Pair(
            f"search: {name}",
            [listed(q=word) for word in words],
            [table(_search=word) for word in words],
        )
    yield Pair(
        "search: common + top speaker",
        [listed(q=word, speaker=sample.speakers[0]) for word in sample.words["common"]],
        [table(_search=word, speaker=names[sample.speakers[0]])
         for word in sample.words["common"]],
    )  # fmt: skip


def times_of(paths: list[str], port: int, name: str, limits: Limits) -> dict[str, Any]:
    requests, left_out = requests_of(Case(name, paths[:SOME]), port)
    if left_out:
        return {"said": left_out}
    share = Limits(max(limits.requests // 8, 10), limits.seconds)
    return {
        "1": measure(port, requests, limits).plain(),
        "8": measure(port, requests, share, 8).plain(),
    }


def run(results: Results, found: list[Pair], ports: tuple[int, int], limits: Limits) -> None:
    for number, pair in enumerate(found):
        if number % PAIRS_BETWEEN_FLOORS == 0:
            measure_floors(results, ports[0])
        for served, port, paths in zip(
            ("Propos", "datasette"), ports, (pair.ours, pair.theirs), strict=True
        ):
            case = Case(f"{pair.name}, {served}", paths)
            if not results.has(case.name):
                results.keep(case.name, times_of(paths, port, case.name, limits))
                tell(case, results.kept["cases"][case.name])


def lines(results: Results, found: list[Pair]) -> Iterator[str]:
    yield "| page | Propos p50 | p95 | datasette p50 | p95 | × p95 | Propos p95, 8 | datasette, 8 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for pair in found:
        both = [results.kept["cases"][f"{pair.name}, {served}"] for served in
                ("Propos", "datasette")]  # fmt: skip
        if any("1" not in one for one in both):
            yield f"| {pair.name} | {' '.join(one.get('said', '') for one in both)} |"
            continue
        ours, theirs = both
        cells = [f"{one['1'][part]:.2f}" for one in both for part in ("p50", "p95")]
        cells.append(f"{theirs['1']['p95'] / ours['1']['p95']:.1f}")
        cells += [f"{one['8']['p95']:.2f}" for one in both]
        yield f"| {pair.name} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.datasette_peer")
    parser.add_argument("--datasette", type=Path, required=True, help="the Python that has it")
    parser.add_argument("--folder", type=Path, required=True, help="where its file is made")
    parser.add_argument("--out", type=Path, default=Path("datasette_peer.json"))
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--made", action="store_true", help="Propos keeps no page either")
    options = parser.parse_args()
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        sys.exit("datasette reads SQLite: DATABASE_URL must be sqlite:///…")
    export(Path(database["NAME"]), options.folder)
    how, port = Gunicorn(keeps_pages=not options.made), free_port()
    results = Results(options.out, about(how) | {"beside": "datasette 0.65"})
    found = list(pairs(Sample()))
    served = command(options.datasette, options.folder, port)
    with propos(how) as ours, running(served, port, dict(os.environ), FRONT) as theirs:
        run(results, found, (ours, theirs), Limits(options.requests, options.seconds))
    print("\n".join(lines(results, found)))


if __name__ == "__main__":
    main()
