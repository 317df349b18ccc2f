"""Texts that grow: ordinary ones, and those that make a careless reader slow.

Each maker takes a number of characters and gives a text of about that many.
"""

import itertools
from collections.abc import Callable, Iterable

from tests import golden_quotes

Maker = Callable[[int], str]

SYLLABLES = ["ba", "ché", "dou", "fla", "gri", "jo", "lan", "mer", "nou", "qui", "sol", "tou"]


def again(pattern: str) -> Maker:
    return lambda size: (pattern * (size // len(pattern) + 1))[:size]


def inside(opening: str, closing: str) -> Maker:
    """As many openings as closings, each pair within the one before."""

    def nested(size: int) -> str:
        depth = size // (len(opening) + len(closing))
        return opening * depth + closing * depth

    return nested


def after(beginning: str, pattern: str) -> Maker:
    return lambda size: beginning + again(pattern)(size)


def ordinary(size: int) -> str:
    """The golden texts in French, one after the other."""
    texts = [
        case.read_bytes().decode() for case in golden_quotes.cases() if case.parent.name == "fr"
    ]
    return again("\n".join(texts))(size)


def many_names(size: int) -> str:
    """A quotation a sentence, each by somebody else whom no registry knows."""
    names = itertools.product(SYLLABLES, repeat=4)
    sentences = (
        f"« Nous verrons bien demain », a dit {(a + b).title()} {(c + d).title()}. "
        for a, b, c, d in itertools.cycle(names)
    )
    return joined(sentences, size)


def joined(sentences: Iterable[str], size: int) -> str:
    parts, length = [], 0
    for sentence in sentences:
        parts.append(sentence)
        length += len(sentence)
        if length >= size:
            return "".join(parts)
    return "".join(parts)


MAKERS: dict[str, Maker] = {
    "ordinary": ordinary,
    "many names": many_names,
    # Cues, without a full stop
    "que": again("Ysoline Quévrain a déclaré que "),
    "que, que": again("a dit que, selon lui, "),
    "cues alone": again("affirme déclare assure "),
    "cues and infinitives": again("assure vouloir menacer de promettre d’"),
    "inversions": again(", a-t-elle dit"),
    "selon": again("selon Aubin Lestrange, "),
    "selon alone": again("selon "),
    "accuser": again("accuse Ysoline Quévrain de "),
    "colons": again("a dit : "),
    "qui": again("Ysoline Quévrain, qui affirme, "),
    "qualifié de … par": again("qualifié de halle par Aubin Lestrange "),
    # Cues and marks, without a full stop
    "cue and marks": again("Ysoline Quévrain a dit « oui et non et oui » "),
    "marks and cue": again("« oui et non et oui », a dit Ysoline Quévrain "),
    "cue and straight marks": again('Ysoline Quévrain a dit "oui et non et oui" '),
    "cue and opening marks": again("a déclaré « que selon "),
    "cue and closing marks": again("a déclaré que » selon "),
    "cues inside marks": again("« a dit que “ selon lui ” a dit que » "),
    "mixed marks": again('« a dit " que “ selon » Ysoline Quévrain '),
    "nested cues": inside("a dit « que ", " » selon lui"),
    "islands": again("dénonce « un » et « deux » et "),
    "titles": again("Mme Quévrain dit à M. Lestrange que "),
    # Marks alone
    "opening marks": again("«"),
    "closing marks": again("»"),
    "straight marks": again('"'),
    "pairs of marks": again("«»"),
    "nested marks": inside("« ", " »"),
    "nested marks of two kinds": inside("« “", "” »"),
    "all the marks": again("«\"“‘„‹'"),
    "a mark a line": again("« oui\n"),
    # Short sentences and lines
    "pronouns of one name": after("Ysoline Quévrain. ", "Elle a dit qu’elle viendrait. "),
    "pronouns of nobody": again("« Elle ira », a-t-il dit. "),
    "interview": again("Et demain ?\n\n« Nous verrons bien demain. »\n\n"),
    "questions": again("Quoi ?\n"),
    "quotations alone": again("« Nous verrons bien demain. »\n"),
    "pull quotes": again("« Nous verrons bien » - Quévrain\n"),
    "clauses ending in a colon": again("Il était formel :\n"),
    "full stops": again("a."),
    "dots": again("."),
    "initials": again("A. M. "),
    # Names and words
    "one name": again("Ysoline Quévrain "),
    "capitals": again("Ba Ché Dou "),
    "one word": again("a"),
    "hyphens": again("a-"),
    "hung pronouns": again("-t-il"),
    "elisions": again("l'"),
    "qu'": again("qu’"),
    "de": again("de "),
    "et": again("et "),
    "figures": again("1 "),
    "figures and commas": again("1,"),
    # Of any text
    "blanks": again(" "),
    "line ends": again("\n"),
    "carriage returns": again("\r"),
    "narrow blanks": again("\u202f"),
    "commas": again(", "),
    "apostrophes": again("’"),
    "brackets": inside("(", ")"),
    "angle brackets": again("<"),
    "tags": again("</a>"),
    "entities": again("&amp;"),
    "combining marks": after("e", "\u0301"),
    "letters and marks": again("e\u0301"),
    "zero width": again("\u200b"),
    "emoji": again("👩\u200d👧"),
    "flags": again("🇫"),
}
