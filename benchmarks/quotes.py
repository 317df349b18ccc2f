"""How fast the detector is: import, articles a second, and texts made to be slow.

    python -m benchmarks.quotes
    python -m benchmarks.quotes --corpus FOLDER --people FILE

Without a folder of articles, they are made of the golden texts, 300 words each. Of each growing
text (``tests/growing_texts.py``) it tells the time of 100,000 and 1,000,000 characters and how
many times longer twice the text takes: the cube root of 100,000 over 12,500. All is processor time,
the least of several runs; exit status 1 when a target is missed.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.quotes.detection import find_candidates
from archive.quotes.gold import people_listed
from archive.quotes.names import Registry
from tests import golden_quotes
from tests.growing_texts import MAKERS, ordinary

WORDS_AN_ARTICLE = 300
# What must be reached: seconds, articles a second, times.
IMPORT_AT_MOST, ARTICLES_AT_LEAST, GROWTH_AT_MOST = 0.3, 200, 2.3
SMALL_AT_MOST, LARGE_AT_MOST = 1, 10
# Under this many seconds, a ratio says more about the clock than about the text.
MEASURABLE = 0.02
IMPORT = """
import time
begun = time.process_time()
import archive.quotes.detection
print(time.process_time() - begun)
"""


def import_seconds() -> float:
    """The least of several new interpreters, what Python itself takes left out."""
    command = [sys.executable, "-c", IMPORT]
    # Nothing but this file is in the command.
    return min(float(subprocess.check_output(command)) for _ in range(7))  # noqa: S603


def seconds(texts: Sequence[str], people: Registry) -> float:
    begun = time.process_time()
    for text in texts:
        find_candidates(text, people)
    return time.process_time() - begun


def least(text: str, people: Registry, runs: int) -> float:
    return min(seconds([text], people) for _ in range(runs))


def articles(folder: Path | None) -> list[str]:
    if folder is not None:
        return [path.read_bytes().decode() for path in sorted(folder.rglob("*.txt"))]
    words = ordinary(200_000).split(" ")
    starts = range(0, len(words) - WORDS_AN_ARTICLE, WORDS_AN_ARTICLE)
    return [" ".join(words[start : start + WORDS_AN_ARTICLE]) for start in starts]


def articles_a_second(texts: Sequence[str], people: Registry) -> float:
    """Of 300 words each, however long these are."""
    as_long = sum(len(text.split()) for text in texts) / WORDS_AN_ARTICLE
    return as_long / min(seconds(texts, people) for _ in range(3))


def growth(people: Registry) -> Iterator[tuple[str, float, float, float]]:
    """Of each text: seconds of 100,000 and of 1,000,000 characters, and growth a doubling."""
    for kind, make in MAKERS.items():
        tiny, small = least(make(12_500), people, 9), least(make(100_000), people, 3)
        yield kind, small, least(make(1_000_000), people, 1), (small / tiny) ** (1 / 3)


def told(passed: bool) -> str:
    return "" if passed else "  MISSED"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quotes")
    parser.add_argument("--corpus", type=Path, help="a folder of articles")
    parser.add_argument("--people", type=Path, help="a file with one name a line")
    options = parser.parse_args()
    known = golden_quotes.people()
    if options.people:
        known = people_listed(options.people.read_text(encoding="utf-8"))
    people = Registry(known)
    missed = 0

    took = import_seconds()
    missed += took > IMPORT_AT_MOST
    print(f"import               {took:8.3f} s{told(took <= IMPORT_AT_MOST)}")
    texts = articles(options.corpus)
    speed = articles_a_second(texts, people)
    missed += speed < ARTICLES_AT_LEAST
    print(f"articles a second    {speed:8.0f}  of {len(texts)}, {len(known)} people known"
          f"{told(speed >= ARTICLES_AT_LEAST)}")  # fmt: skip

    print(f"\n{'':26} {'100 kB s':>9} {'1 MB s':>9} {'x 2':>6}")
    for kind, small, large, ratio in growth(people):
        passed = small <= SMALL_AT_MOST and large <= LARGE_AT_MOST
        passed = passed and (ratio <= GROWTH_AT_MOST or small < MEASURABLE)
        missed += not passed
        print(f"{kind:26} {small:9.3f} {large:9.2f} {ratio:6.2f}{told(passed)}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
