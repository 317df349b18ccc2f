"""Names that the archive does not know: two capitalised words or more that may be a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.quotes.languages.language import Language
from archive.quotes.names import bare
from archive.quotes.tokens import POINT, WORD, Token

_LONGEST_NAME: Final = 8  # tokens
_LONGEST_ACRONYM: Final = 5  # letters


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name as printed, to the token ``last``; ``is_sure`` when its words tell a person."""

    last: int
    words: tuple[str, ...]
    gender: str
    is_sure: bool


def stranger_at(tokens: Sequence[Token], index: int, language: Language) -> Stranger | None:
    """« Lee Jung-mi », « Bae Soo-rok »: the name that begins here, None when none does."""
    last = _end(tokens, index, language)
    if last is None or not _may_begin(tokens, index, language):
        return None
    part = tokens[index:last]
    before = _before(tokens, index)
    fewest = 1 if before in language.titles else 2
    if sum(token.is_capital for token in part) < fewest or _is_place(part, language):
        return None
    words = tuple(bare(token.low) for token in part if token.kind == WORD)
    is_first_name = not language.first_names.keys().isdisjoint(
        {words[0], words[0].partition("-")[0]}
    )
    is_sure = is_first_name or before in language.functions or before in language.titles
    return Stranger(last, words, language.titles.get(before, ""), is_sure)


def _before(tokens: Sequence[Token], index: int) -> str:
    """The word before a name; of « M. Untel », the title."""
    at = index - 1
    if at > 0 and tokens[at].low == ".":
        at -= 1
    return tokens[at].low if at >= 0 and tokens[at].is_word else ""


def _end(tokens: Sequence[Token], index: int, language: Language) -> int | None:
    """Where the capitalised words end; None when one of them is a place's or a body's."""
    last = index
    for at in range(index, min(len(tokens), index + _LONGEST_NAME)):
        token = tokens[at]
        if token.kind == WORD and token.is_capital:
            if (
                token.low in language.places
                or token.low in language.titles
                or token.low in language.capital_titles
            ):
                return None
            last = at + 1
            continue
        is_initial_point = token.kind == POINT and token.low == "." and len(tokens[at - 1].low) == 1
        if not is_initial_point and token.low not in language.particles:
            break
    return last


def _may_begin(tokens: Sequence[Token], index: int, language: Language) -> bool:
    first = tokens[index]
    if first.low in language.never_names or first.low in language.functions:
        return False
    if first.is_acronym and len(first.low) <= _LONGEST_ACRONYM:
        return False
    if not index:
        return True
    before = tokens[index - 1]
    if before.low in language.before_bodies and bare(first.low) not in language.first_names:
        return False
    # « Joyeuse Pride Machin »: what stands before is a part of the same name.
    return not before.is_capital or (
        before.low in language.never_names
        or before.low in language.functions
        or before.low in language.titles
        or before.low in language.places
        or before.low in language.nationalities
    )


def _is_place(part: Sequence[Token], language: Language) -> bool:
    """« Intermarché de Monistrol »: « de » parts a name only after a first name."""
    joined = any(token.low in language.place_particles for token in part)
    return joined and bare(part[0].low) not in language.first_names
