"""How long each check of ``manage.py check_archive`` takes, and the memory they need together.

    DATABASE_URL=sqlite:///large.sqlite3 python -m benchmarks.check_archive

The archive is that of ``benchmarks.large_archive``, or a copy of one's own. Processor time is told
beside the time on the clock: on a machine that does other things only the first compares.
"""

import resource
import sys
import time

from django.db import connection

from archive import audit
from archive.audit.finding import Check
from archive.audit.snapshot import one_moment


def measure(check: Check) -> tuple[int, int, float, float]:
    """Things looked at, findings, seconds of the clock and of this process."""
    looked_at = [0]

    def count(more: int) -> None:
        looked_at[0] += more

    clock, processor = time.monotonic(), time.process_time()
    findings = sum(1 for _ in audit.findings_of(check, count))
    return looked_at[0], findings, time.monotonic() - clock, time.process_time() - processor


def main() -> None:
    print(connection.vendor)
    print(f"{'':12} {'looked at':>10} {'findings':>9} {'clock s':>8} {'CPU s':>7}")
    totals = [0, 0, 0.0, 0.0]
    with one_moment():
        for check in audit.checks():
            measured = measure(check)
            totals = [total + part for total, part in zip(totals, measured, strict=True)]
            show(check.name, *measured)
    show("all", *totals)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory at most: {peak // (1024**2 if sys.platform == 'darwin' else 1024)} MB")


def show(name: str, looked_at: int, findings: int, clock: float, processor: float) -> None:
    print(f"{name:12} {looked_at:10} {findings:9} {clock:8.1f} {processor:7.1f}", flush=True)


if __name__ == "__main__":
    main()
