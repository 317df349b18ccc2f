"""How well the desk guesses what an editor would type: whom, which words, what kind.

    python -m benchmarks.desk_guesses GOLD CORPUS
    python -m benchmarks.desk_guesses GOLD CORPUS --people FILE

GOLD is a gold file of the detector and CORPUS the folder of its texts. The archive is taken to
know the people whom the gold file names, and those of FILE. Statements marked optional are
annotated by some and not by others: they count apart, in brackets.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from archive.quotes.anchoring import Span, trim
from archive.quotes.candidates import KnownPerson
from archive.quotes.cast import Ranked, cast_of
from archive.quotes.designations import attribution_near, mention_of
from archive.quotes.gold import Gold, GoldQuote, check, people_listed, surname, words_of
from archive.quotes.inferring import kind_of
from archive.quotes.names import Registry
from archive.quotes.quotations import quotations_in

KEYS = 9
MARKED = ("direct", "mixed")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the gold file, its quotations and the people whom the archive knows."""

    name: str
    body: str
    quotes: list[GoldQuote]
    language: str


class Table:
    """Rows of right and all, core and optional."""

    def __init__(self) -> None:
        self.rows: dict[str, Counter[str]] = {}
        self.taken: dict[str, list[float]] = {}

    def count(self, row: str, quote: GoldQuote, *, is_right: bool) -> None:
        counts = self.rows.setdefault(row, Counter())
        counts[quote.status] += 1
        counts[f"{quote.status} right"] += is_right

    def share(self, row: str, status: str = "core") -> float | None:
        counts = self.rows.get(row, Counter())
        return counts[f"{status} right"] / counts[status] if counts[status] else None

    def timed(self, what: str, ask: Callable[[], Any]) -> Any:
        begun = time.process_time()
        answer = ask()
        self.taken.setdefault(what, []).append(time.process_time() - begun)
        return answer

    def lines(self) -> Iterator[str]:
        for row, counts in sorted(self.rows.items()):
            parts = [cell(counts["core right"], counts["core"])]
            if counts["optional"]:
                parts.append(f"[{cell(counts['optional right'], counts['optional'])}]")
            yield f"{row:44} {'  '.join(parts)}"
        for what, taken in self.taken.items():
            yield f"{'median time of ' + what:44} {1000 * median(taken):.1f} ms"


def cell(right: int, all_: int) -> str:
    return f"{right / all_:.3f} ({right}/{all_})" if all_ else "—"


def measured(gold: Gold, corpus: Path, others: list[KnownPerson], language: str = "fr") -> Table:
    known = {person.name: person for person in others}
    known |= {name: KnownPerson(name) for quote in gold.quotes for name in people_of(quote)}
    archive, nobody = Registry(known.values()), Registry(())
    table = Table()
    for name, quotes in gold.by_file().items():
        body = (corpus / name).read_bytes().decode()
        check(body, quotes)
        text = Text(name, body, quotes, language)
        rank(table, text, archive, "speaker among nine")
        rank(table, text, nobody, "speaker among nine, archive empty")
        jump(table, text)
        for quote in quotes:
            infer(table, text, quote)
            designate(table, text, quote, known)
    return table


def people_of(quote: GoldQuote) -> list[str]:
    named = speakers_of(quote) if quote.speaker_type == "named" else []
    return [*named, *quote.targets]


def speakers_of(quote: GoldQuote) -> list[str]:
    return list(quote.speakers) or [quote.speaker or ""]


def rank(table: Table, text: Text, people: Registry, row: str) -> None:
    """All who speak have a key; so has each target."""
    cast = table.timed(
        f"cast ({len(people.people)} people)",
        lambda: cast_of(text.body, people, language=text.language),
    )
    keyed = {words_of(name_of(one)) for one in cast[:KEYS]}
    for quote in text.quotes:
        if quote.speaker_type == "named":
            reached = all(words_of(name) in keyed for name in speakers_of(quote))
            table.count(row, quote, is_right=reached)
        if quote.targets:
            reached = all(words_of(name) in keyed for name in quote.targets)
            table.count(row.replace("speaker", "targets"), quote, is_right=reached)


def name_of(one) -> str:
    return one.person.name if isinstance(one, Ranked) else one.name


# --- Words ------------------------------------------------------------------------------------


def desk_span(body: str, span: tuple[int, int]) -> tuple[int, int]:
    found = trim(body, *span)
    return found.start, found.end


def jump(table: Table, text: Text) -> None:
    found = table.timed("quotations", lambda: quotations_in(text.body, language=text.language))
    places = {(one.start, one.end): one.kind for one in found}
    wanted = set()
    for quote in text.quotes:
        spans = [desk_span(text.body, span) for span in quote.spans]
        wanted.update(spans)
        if quote.kind in MARKED:
            hit = next((span for span in spans if span in places), None)
            table.count(f"n: {quote.kind} with exact bounds", quote, is_right=hit is not None)
            if hit is not None:
                is_right = places[hit] == quote.kind
                table.count("n: kind, of those", quote, is_right=is_right)
    taken = [desk_span(text.body, span) for quote in text.quotes for span in quote.spans]
    counts = table.rows.setdefault("n: stops that touch a statement", Counter())
    counts["core"] += len(places)
    counts["core right"] += sum(
        any(start < last and first < end for first, last in taken) for start, end in places
    )


def infer(table: Table, text: Text, quote: GoldQuote) -> None:
    start, end = desk_span(text.body, (quote.start, quote.end))
    kind = table.timed("kind", lambda: kind_of(text.body, start, end, language=text.language))
    table.count("kind", quote, is_right=kind == quote.kind)
    table.count(f"kind, of {quote.kind}", quote, is_right=kind == quote.kind)


def designate(table: Table, text: Text, quote: GoldQuote, known: dict[str, KnownPerson]) -> None:
    span = Span(*desk_span(text.body, (quote.start, quote.end)))
    if quote.speaker_type == "named" and quote.speaker_surface:
        person = known[speakers_of(quote)[0]]
        found = table.timed(
            "attribution",
            lambda: attribution_near(text.body, span, person, language=text.language),
        )
        words = words_of(text.body[found.start : found.end]) if found else ()
        surface = words_of(quote.speaker_surface)
        table.count("attribution, exact", quote, is_right=words == surface)
        table.count("attribution, overlapping", quote, is_right=not set(words).isdisjoint(surface))
    for name in quote.targets:
        mention = table.timed(
            "mention",
            lambda name=name: mention_of(text.body, span, known[name], language=text.language),
        )
        table.count("mention, some", quote, is_right=mention is not None)
        told = text.body[span.start : span.end]
        if surname(name) in words_of(told):
            found = text.body[mention.start : mention.end] if mention else ""
            is_named = surname(name) in words_of(found)
            table.count("mention, the name where it is printed", quote, is_right=is_named)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--people", type=Path, help="more people of the archive, one name a line")
    asked = parser.parse_args()
    gold = Gold.from_json(json.loads(asked.gold.read_text(encoding="utf-8")))
    listed = asked.people.read_text(encoding="utf-8") if asked.people else ""
    print("\n".join(measured(gold, asked.corpus, people_listed(listed)).lines()))


if __name__ == "__main__":
    main()
