"""How fast the public pages are: each kind of page and of search, for one reader and for eight.

    DATABASE_URL=… python -m benchmarks.public_pages --out pages.json
    python -m benchmarks.public_pages --compare 10k.json 1m.json

The database is one that ``benchmarks.fill_public`` filled. Propos is served by gunicorn in
production; the client is a small one of this package, on the same machine. The floor is a bare
list of twenty statements, measured between the pages. Each address is asked once before it is
measured; with ``--made`` nothing is kept of that, and each page is made as for its first reader. A
run that was interrupted goes on where it stopped; a page that is not there is left out and said so.
"""

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client as InProcess
from django.test.utils import CaptureQueriesContext

from archive.models import Edition
from archive.views.public import PAGES
from benchmarks.page_cases import Case, all_cases, floors
from benchmarks.page_samples import Sample
from benchmarks.results import Results, comparison, machine
from benchmarks.serving import Gunicorn, propos
from benchmarks.timing import Client, Limits, Request, measure

CASES_BETWEEN_FLOORS = 8
WARM_UP = 40
FEW = Limits(requests=150, seconds=3.0)


def requests_of(case: Case, port: int) -> tuple[list[Request], str]:
    """What is asked, each address having been answered once; or why the page is left out."""
    client, requests = Client(port), []
    for path in case.paths:
        answer = client.get(path)
        if answer.status != 200:
            return [], f"left out: {path} answers {answer.status}"
        requests.append(Request(path, answer.header("ETag") if case.asked_again else ""))
        if len(requests) == WARM_UP and not case.asked_again:
            requests += [Request(path) for path in case.paths[WARM_UP:]]
            break
    client.close()
    return requests, "" if requests else "left out: nothing of it in this archive"


def times_of(case: Case, port: int, limits: Limits) -> dict[str, Any]:
    requests, left_out = requests_of(case, port)
    if left_out:
        return {"said": left_out}
    measured: dict[str, Any] = {}
    for clients in (1, 8):
        share = Limits(max(limits.requests // 4, 20), limits.seconds) if clients > 1 else limits
        found = measure(port, requests, share, clients)
        measured[str(clients)] = found.plain()
        others = {code: n for code, n in found.statuses.items() if code != str(case.expected)}
        if others:
            measured["said"] = f"other answers: {others}"
    return measured


def cost_of(case: Case) -> dict[str, int]:
    """Queries of the page when it is made, and bytes of it."""
    client, told = InProcess(), {}
    if case.asked_again:
        told["HTTP_IF_NONE_MATCH"] = client.get(case.paths[0]).headers.get("ETag", "")
    else:
        client.get(case.paths[0])  # what is read once a process
    caches[PAGES].clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(case.paths[0], **told)
    return {
        "queries": len(captured),
        "bytes": len(answer.content),
        "gzipped": len(gzip.compress(answer.content)),
    }


def run(results: Results, cases: list[Case], how: Gunicorn, limits: Limits) -> None:
    left = [case for case in cases if not results.has(case.name)]
    with propos(how) as port:
        for number, case in enumerate(left):
            if number % CASES_BETWEEN_FLOORS == 0:
                measure_floors(results, port)
            measured = times_of(case, port, limits)
            if "1" in measured:
                measured |= cost_of(case)
            results.keep(case.name, measured)
            tell(case, measured)
        measure_floors(results, port)


def measure_floors(results: Results, port: int) -> None:
    for case in floors():
        results.keep_floor(case.name, times_of(case, port, FEW))


def tell(case: Case, measured: dict[str, Any]) -> None:
    times = " ".join(
        f"{measured[clients]['p50']:8.2f} {measured[clients]['p95']:8.2f}"
        for clients in ("1", "8")
        if clients in measured
    )
    print(f"{case.name:44} {times} {measured.get('said', '')}", flush=True)


def chosen(cases: list[Case], only: str) -> list[Case]:
    return [case for case in cases if only in case.name]


def about(how: Gunicorn) -> dict[str, Any]:
    return {
        "database": connection.vendor,
        "editions": Edition.objects.current().count(),
        "served by": str(how),
        "machine": machine(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.public_pages")
    parser.add_argument("--out", type=Path, default=Path("public_pages.json"))
    parser.add_argument("--requests", type=int, default=Limits().requests, help="of one client")
    parser.add_argument(
        "--seconds", type=float, default=Limits().seconds, help="of a case, at most"
    )
    parser.add_argument("--only", default="", help="cases whose name has these words")
    parser.add_argument("--worker", default=Gunicorn().worker, choices=["gthread", "sync"])
    parser.add_argument("--threads", type=int, default=Gunicorn().threads)
    parser.add_argument("--made", action="store_true", help="keep no page: make each one anew")
    parser.add_argument("--compare", type=Path, nargs=2, help="two files that --out wrote")
    options = parser.parse_args()
    if options.compare:
        print("\n".join(comparison(*(json.loads(p.read_text()) for p in options.compare))))
        return
    settings.ALLOWED_HOSTS = ["testserver"]
    how = Gunicorn(options.worker, options.threads, keeps_pages=not options.made)
    results = Results(options.out, about(how))
    cases = chosen(all_cases(Sample()), options.only)
    run(results, cases, how, Limits(options.requests, options.seconds))
    print(results.table())


if __name__ == "__main__":
    main()
