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
                shown = shortened(text, language, missing)
                excerpts.append((language, pieces(shown, language, sought)))
    return Found(sought, edition.language, parts, excerpts)


def has(texts: Sequence[tuple[str, str]], one: Sought) -> bool:
    return any(spans_of(text, language, [one]) for text, language in texts)


def anywhere(texts: Sequence[tuple[str, str]], sought: Sequence[Sought]) -> bool:
    return any(has(texts, one) for one in sought)


def shortened(text: str, language: str, sought: Sequence[Sought]) -> str:
    """So much of a long note as shows the first of the words that are sought."""
    if len(text) <= MOST_SHOWN:
        return text
    first, its_end = spans_of(text, language, sought)[0]
    its_end = min(its_end, first + MOST_SHOWN)  # that of words which overlap may be far
    begin = max(0, first - MOST_SHOWN // 3)
    end = max(begin + MOST_SHOWN, its_end)
    # At a blank, where there is one before the words and after them.
    if begin:
        begin = max(text.find(" ", begin, first) + 1, begin)
    if end < len(text):
        blank = text.rfind(" ", its_end, end)
        end = blank if blank >= 0 else end
    return f"{'[…] ' if begin else ''}{text[begin:end]}{' […]' if end < len(text) else ''}"
