"""``manage.py score_quotes GOLD CORPUS``: the detector held against a gold file."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.importers.draft import UnreadableFile
from archive.management import asked
from archive.management.asked import language_read, people_in
from archive.management.commands.import_articles import one_line
from archive.management.output import say
from archive.quotes import gold as gold_files
from archive.quotes import scoring
from archive.quotes.candidates import Tier
from archive.quotes.detection import find_candidates
from archive.quotes.gold import BadGold, Gold, GoldQuote
from archive.quotes.names import Registry
from archive.quotes.scoring import Comparison, Found, Group, Measures, share

WRONG_USAGE = 2
LONGEST_SHOWN = 90
NAMES_WIDE = 30
NAMES_SHOWN = 5
NOTHING = "—"  # where there is nothing to measure
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


# What gives the proposals for a file name and its text.
Detect = Callable[[str, str], list[Found]]


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
        language, people = language_read(options["language"]), people_in(options["people"])
        try:
            gold = gold_in(options["gold"])
            if options["predictions"]:
                predictions = predictions_in(options["predictions"])
                for warning in unmatched(set(gold), set(predictions)):
                    say(self.stderr, warning)
                detect = partial(predicted, predictions)
            else:
                detect = partial(detected, Registry(people), language)
            compared = compare_all(gold, options["corpus"], detect)
        except BadGold as problem:
            raise CommandError(one_line(str(problem)), returncode=WRONG_USAGE) from problem
        say(
            self.stdout,
            as_json(compared) if options["json"] else "\n".join(map(one_line, table(compared))),
        )
        if options["verbose"]:
            # Beside JSON, the list goes where it does not spoil it.
            stream = self.stderr if options["json"] else self.stdout
            for line in faults(compared):
                say(stream, one_line(line))


def gold_in(path: Path) -> dict[str, list[GoldQuote]]:
    """The quotations of every text, by its name inside the folder of texts."""
    written = json_in(path)
    try:
        by_file = Gold.from_json(written).by_file()
    except TypeError as problem:
        raise BadGold(f"{path} is no gold file: {problem}.") from problem
    if not isinstance(written.get("files") or [], list):
        raise BadGold(f"{path} is no gold file: “files” is no list.")
    if not by_file:
        raise BadGold(f"{path} names no text.")
    for name in by_file:
        if not name or "\x00" in name or Path(name).is_absolute() or ".." in Path(name).parts:
            raise BadGold(f"{path} names {name!r}, which is no file inside the folder of texts.")
    return by_file


def unmatched(wanted: set[str], given: set[str]) -> Iterator[str]:
    """What predictions lack and have too much. Raises ``BadGold`` when they are of other texts."""
    if not wanted & given:
        raise BadGold("The predictions hold none of the texts of the gold file.")
    if missing := wanted - given:
        yield f"Without predictions, counted as nothing found: {some(missing)}."
    if unknown := given - wanted:
        yield f"Predictions for what is no text of the gold file, left out: {some(unknown)}."


def some(names: set[str]) -> str:
    shown = ", ".join(sorted(names)[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    return one_line(f"{shown} and {more} more" if more > 0 else shown)


def compare_all(
    gold: dict[str, list[GoldQuote]], corpus: Path, detect: Detect
) -> dict[str, tuple[str, Comparison]]:
    """The text and the comparison of every file of the gold, by name."""
    compared = {}
    for name, quotes in gold.items():
        text = text_in(corpus / name)
        gold_files.check(text, quotes)
        found = detect(name, text)
        if not all(one.start < one.end <= len(text) for one in found):
            raise BadGold(f"A proposal for {name} is not a stretch of its text.")
        compared[name] = text, scoring.compare(text, quotes, found)
    return compared


def predicted(predictions: dict[str, list[Found]], name: str, text: str) -> list[Found]:
    return predictions.get(name, [])


def detected(people: Registry, language: str, name: str, text: str) -> list[Found]:
    return list(map(Found.of, find_candidates(text, people, language=language)))


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
    written = text_in(path)
    try:
        return json.loads(written)
    except RecursionError as problem:
        raise BadGold(f"{path} is nested too deeply.") from problem
    except ValueError as problem:
        raise BadGold(f"{path} is not JSON: {problem}.") from problem


def text_in(path: Path) -> str:
    try:
        return asked.text_in(path)
    except UnreadableFile as refusal:
        raise BadGold(f"{path}: {refusal.sentence}") from refusal


def measures_of(
    compared: dict[str, tuple[str, Comparison]],
) -> tuple[dict[str, Any], dict[str, tuple[float, float] | None]]:
    """The measures and their intervals; None for a share of nothing."""
    counts = [comparison.counts for _, comparison in compared.values()]
    total = scoring.total(counts)
    measures, intervals = asdict(Measures.of(total)), scoring.intervals(counts)
    nothing = dict.fromkeys(scoring.SHARES - scoring.measured(total))
    return measures | nothing, intervals | nothing


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
        recall = share(hit, counts["gold"]) if counts["gold"] else None
        return {"gold": counts["gold"], "found": found, "hit": hit, "recall": recall}
    return {
        "found": found,
        "hit": hit,
        "precision": share(hit, found),
        "end_to_end": share(counts["speaker"], found),
        "share": share(hit, gold) if gold else None,
    }


def as_json(compared: dict[str, tuple[str, Comparison]]) -> str:
    measures, intervals = measures_of(compared)
    bounds = {f"{name}_95": bounds for name, bounds in intervals.items()}
    groups = {f"by_{name}": group for name, group in rows(compared).items()}
    return json.dumps({"files": len(compared), **measures, **bounds, **groups})


def table(compared: dict[str, tuple[str, Comparison]]) -> Iterator[str]:
    measures, intervals = measures_of(compared)
    texts = counted(len(compared), "text")
    quotations = counted(measures["gold"], "quotation")
    yield f"{texts}, {quotations}, {counted(measures['predicted'], 'proposal')}"
    yield ""
    for name, words in TOLD.items():
        between = intervals[name]
        if between is None:
            yield f"{words:{NAMES_WIDE}} {NOTHING:>5}"
            continue
        low, high = between
        yield f"{words:{NAMES_WIDE}} {measures[name]:.3f}   95 %: {low:.3f} to {high:.3f}"
    for by, groups in rows(compared).items():
        yield ""
        columns = list(next(iter(groups.values()), {}))
        yield f"{'by ' + by:{NAMES_WIDE}}" + "".join(f"{column:>11}" for column in columns)
        for name, values in groups.items():
            yield f"{name or 'none':{NAMES_WIDE}}" + "".join(map(cell, values.values()))


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def cell(value: float | None) -> str:
    if value is None:
        return f"{NOTHING:>11}"
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
