"""What a reader may have meant to type: the nearest word the archive holds. Pure Python."""

from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein


def most_edits(word: str) -> int:
    """How many letters may be wrong, missing, too many or in each other's place."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def nearest(word: str, known: Iterable[tuple[str, int]]) -> str | None:
    """Of these folded words with their frequencies, the one nearest to a folded word.

    The fewest edits win, then a first letter that is the same, then the most frequent; None when
    all are too far.
    """
    allowed = most_edits(word)
    best: tuple[int, bool, int, str] | None = None
    for other, frequency in known:
        edits = DamerauLevenshtein.distance(word, other, score_cutoff=allowed)
        if 0 < edits <= allowed:
            rank = (edits, other[:1] != word[:1], -frequency, other)
            best = rank if best is None or rank < best else best
    return best[-1] if best else None
