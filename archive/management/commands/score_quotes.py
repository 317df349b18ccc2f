"""``manage.py score_quotes GOLD CORPUS``: the detector held against a gold file."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.quotes import gold as gold_files
from archive.quotes import scoring
from archive.quotes.candidates import Tier
from archive.quotes.detection import find_candidates
from archive.quotes.gold import BadGold, Gold
from archive.quotes.names import Registry
from archive.quotes.scoring import Comparison, Found, Group, Measures, share

WRONG_USAGE = 2
LONGEST_SHOWN = 90
NAMES_WIDE = 30
TIERS = [tier.value for tier in Tier]

# Measure: the words of the table.
TOLD = {
    "precision": "span precision",
    "recall": "span recall",
    "f1": "span F1",
    "exact_f1": "exact F1",
    "end_to_end_f1": "end-to-end F1",
    "speaker_of_matched": "speaker, of matched",
    "kind_of_matched": "kind, of matched",
    "target_precision": "targets precision",
    "target_recall": "targets recall",
}


class Command(BaseCommand):
    help = (
        "Holds quotations found against a gold file: PREDICTIONS as find_quotes --json prints "
        "them or, without, what the detector finds now. Prints precision, recall and F1 of spans, "
        "exact spans, speakers and targets, with 95 % intervals over the texts, then by kind, tier "
        "and rule. It needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", type=Path, metavar="GOLD", help="the gold file")
        parser.add_argument("corpus", type=Path, metavar="CORPUS", help="the folder of its texts")
        parser.add_argument(
            "predictions", type=Path, nargs="?", metavar="PREDICTIONS", help="a JSON file"
        )
        parser.add_argument(
            "--people", type=Path, metavar="FILE", help="the people to recognise, one name a line"
        )
        parser.add_argument("--language", metavar="CODE", default="fr", help="default: fr")
        parser.add_argument("--json", action="store_true", help="one JSON object with everything")
        parser.add_argument(
            "--verbose", action="store_true", help="list what was missed, is false or misattributed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["predictions"] and options["people"]:
            raise CommandError(
                "--people is for the detector: leave it out with PREDICTIONS.",
                returncode=WRONG_USAGE,
            )
        try:
            compared = compare_all(options)
        except BadGold as problem:
            raise CommandError(str(problem), returncode=WRONG_USAGE) from problem
        lines = [as_json(compared)] if options["json"] else table(compared)
        for line in lines:
            self.stdout.write(line)
        if options["verbose"]:
            # Beside JSON, the list goes where it does not spoil it.
            stream = self.stderr if options["json"] else self.stdout
            for line in faults(compared):
                stream.write(line)


def compare_all(options: dict[str, Any]) -> dict[str, tuple[str, Comparison]]:
    """The text and the comparison of every file of the gold, by name."""
    gold = Gold.from_json(json_in(options["gold"]))
    if not gold.by_file():
        raise BadGold("The gold file names no text.")
    detect = detector(options)
    compared = {}
    for name, quotes in gold.by_file().items():
        text = text_in(options["corpus"] / name)
        gold_files.check(text, quotes)
        found = detect(name, text)
        if not all(one.start < one.end <= len(text) for one in found):
            raise BadGold(f"A proposal for {name} is not a stretch of its text.")
        compared[name] = text, scoring.compare(text, quotes, found)
    return compared


def detector(options: dict[str, Any]) -> Any:
    """What gives the proposals for a file name and its text: a file of them, or the detector."""
    if options["predictions"]:
        predictions = predictions_in(options["predictions"])
        return lambda name, text: predictions.get(name, [])
    listed = text_in(options["people"]) if options["people"] else ""
    people = Registry(gold_files.people_listed(listed))
    language = options["language"]

    def detect(name: str, text: str) -> list[Found]:
        try:
            return list(map(Found.of, find_candidates(text, people, language=language)))
        except ValueError as problem:
            raise BadGold(f"{name}: {problem}") from problem

    return detect


def predictions_in(path: Path) -> dict[str, list[Found]]:
    written = json_in(path)
    try:
        return {name: list(map(Found.from_json, found)) for name, found in written.items()}
    except (AttributeError, KeyError, TypeError) as problem:
        raise BadGold(
            f"{path} does not hold predictions: a JSON object, by file name, of lists of objects "
            f"with “start” and “end” ({problem!r})."
        ) from problem


def json_in(path: Path) -> Any:
    try:
        return json.loads(text_in(path))
    except ValueError as problem:
        raise BadGold(f"{path} is not JSON: {problem}") from problem


def text_in(path: Path) -> str:
    """The text with its line ends as they are: positions count them."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadGold(f"{path} cannot be read: {problem}") from problem


def measures_of(compared: dict[str, tuple[str, Comparison]]) -> tuple[Measures, dict[str, Any]]:
    counts = [comparison.counts for _, comparison in compared.values()]
    return Measures.of(scoring.total(counts)), scoring.intervals(counts)


def rows(compared: dict[str, tuple[str, Comparison]]) -> dict[str, dict[str, dict[str, Any]]]:
    """By kind, tier and rule: counts, precision, and what fits the group.

    Of a tier or rule, ``share`` is the part of all quotations that it finds; ``end_to_end`` is
    the part of its proposals that have span and speaker right.
    """
    comparisons = [comparison for _, comparison in compared.values()]
    gold = scoring.total(comparison.counts for comparison in comparisons)["gold"]
    told: dict[str, dict[str, dict[str, Any]]] = {"kind": {}, "tier": {}, "rule": {}}
    groups = scoring.total_by_group(comparisons)
    for group, counts in sorted(groups.items(), key=in_order):
        told[group.by][group.name] = row(counts, gold, is_kind=group.by == "kind")
    return told


def in_order(item: tuple[Group, Counter[str]]) -> tuple[int, str]:
    """Tiers from high to low, the rest from what was proposed most."""
    group, counts = item
    place = TIERS.index(group.name) if group.name in TIERS else len(TIERS) - counts["found"]
    return place, group.name


def row(counts: Counter[str], gold: int, *, is_kind: bool) -> dict[str, Any]:
    found, hit = counts["found"], counts["hit"]
    if is_kind:
        # What was proposed as this kind may be right about the words and wrong about the kind.
        recall = share(hit, counts["gold"])
        return {"gold": counts["gold"], "found": found, "hit": hit, "recall": recall}
    return {
        "found": found,
        "hit": hit,
        "precision": share(hit, found),
        "end_to_end": share(counts["speaker"], found),
        "share": share(hit, gold),
    }


def as_json(compared: dict[str, tuple[str, Comparison]]) -> str:
    measures, intervals = measures_of(compared)
    bounds = {f"{name}_95": bounds for name, bounds in intervals.items()}
    groups = {f"by_{name}": group for name, group in rows(compared).items()}
    return json.dumps(
        {"files": len(compared), **asdict(measures), **bounds, **groups}, ensure_ascii=False
    )


def table(compared: dict[str, tuple[str, Comparison]]) -> Iterator[str]:
    measures, intervals = measures_of(compared)
    yield f"{len(compared)} texts, {measures.gold} quotations, {measures.predicted} proposals"
    yield ""
    for name, words in TOLD.items():
        low, high = intervals[name]
        yield f"{words:{NAMES_WIDE}} {getattr(measures, name):.3f}   95 %: {low:.3f} to {high:.3f}"
    for by, groups in rows(compared).items():
        yield ""
        columns = list(next(iter(groups.values()), {}))
        yield f"{'by ' + by:{NAMES_WIDE}}" + "".join(f"{column:>11}" for column in columns)
        for name, values in groups.items():
            yield f"{name or 'none':{NAMES_WIDE}}" + "".join(map(cell, values.values()))


def cell(value: float) -> str:
    return f"{value:11.3f}" if isinstance(value, float) else f"{value:11}"


def faults(compared: dict[str, tuple[str, Comparison]]) -> Iterator[str]:
    for name, (text, comparison) in compared.items():
        for quote in comparison.missed:
            words = text[quote.start : quote.end][:LONGEST_SHOWN]
            yield f"missed {name} {quote.start}:{quote.end} {quote.kind} {words!r}"
        for found in comparison.false:
            words = text[found.start : found.end][:LONGEST_SHOWN]
            yield f"false  {name} {found.start}:{found.end} {found.rule or 'no rule'} {words!r}"
        for quote, found in comparison.misattributed:
            said, right = found.speaker or "nobody", quote.speaker or "nobody"
            yield f"said by {right}, not {said}: {name} {found.start}:{found.end} {found.rule}"
