"""Where in a statement the words of a query were found."""

from collections.abc import Sequence

from archive.models import Edition
from archive.models.indexing import texts_of
from archive.search.marks import Found, Sought, pieces, spans_of

MOST_SHOWN = 240  # characters of a note, about the first of the words in it


def found_in(edition: Edition, sought: Sequence[Sought]) -> Found:
    """Where what is sought is found in this edition, its words put before all else."""
    texts = texts_of(edition)
    missing = [one for one in sought if not has(texts["said"], one)]
    parts = [part for part in ("names", "context", "source") if anywhere(texts[part], missing)]
    excerpts = []
    if "context" in parts:
        for text, language in texts["context"]:
            if any(spans_of(text, language, [one]) for one in missing):
                excerpts.append(pieces(shortened(text, language, missing), language, sought))
    return Found(sought, edition.language, parts, excerpts)


def has(texts: Sequence[tuple[str, str]], one: Sought) -> bool:
    return any(spans_of(text, language, [one]) for text, language in texts)


def anywhere(texts: Sequence[tuple[str, str]], sought: Sequence[Sought]) -> bool:
    return any(has(texts, one) for one in sought)


def shortened(text: str, language: str, sought: Sequence[Sought]) -> str:
    """So much of a long note as shows the first of the words that are sought."""
    if len(text) <= MOST_SHOWN:
        return text
    first = spans_of(text, language, sought)[0][0]
    begin = max(0, first - MOST_SHOWN // 3)
    cut = text[begin : begin + MOST_SHOWN]
    if begin:
        cut = f"[…] {cut.partition(' ')[2]}"
    return f"{cut.rpartition(' ')[0]} […]" if begin + MOST_SHOWN < len(text) else cut
