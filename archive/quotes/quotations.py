"""The quotations between marks of an article, whoever spoke: where an editor goes next."""

from dataclasses import dataclass

from archive.quotes.detection import Examined, examine


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words worth an annotation, ``text[start:end]`` as the desk anchors them, and their kind."""

    start: int
    end: int
    kind: str


def quotations_in(text: str, *, language: str = "fr") -> tuple[Quoted, ...]:
    """The quotations between marks, in reading order, none overlapping another."""
    return quoted_in(examine(text, (), language=language))


def quoted_in(examined: Examined) -> tuple[Quoted, ...]:
    """The same, of an article already examined."""
    return ()
