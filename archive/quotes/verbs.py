"""The verbs of saying of a sentence, each with its auxiliary, its pronoun and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.quotes.languages.language import Cue, Language
from archive.quotes.tokens import WORD, Token

FINITE, PARTICIPLE, INFINITIVE, BARE, PASSIVE = (
    "finite", "participle", "infinitive", "bare", "passive",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """A verb of saying in tokens ``[first, last)``: « a-t-il déclaré », « vient d'annoncer ».

    ``form`` is "finite" (compound tenses too), "participle", "infinitive", "bare" (a past
    participle alone) or "passive". ``pronoun`` is the one hung on it: "-il".
    """

    first: int
    last: int
    cue: Cue
    form: str
    pronoun: str = ""
    is_negated: bool = False
    is_reflexive: bool = False

    def takes(self, what: str) -> bool:
        return what in self.cue.takes


def groups(tokens: Sequence[Token], language: Language) -> list[Group]:
    """The groups of a sentence, in order."""
    found = []
    index = 0
    while index < len(tokens):
        group = _at(tokens, index, language) if tokens[index].kind == WORD else None
        if group is not None:
            found.append(group)
        index = group.last if group is not None else index + 1
    return found


def _at(tokens: Sequence[Token], index: int, language: Language) -> Group | None:
    cue, last = _cue_at(tokens, index, language)
    if cue is None or (tokens[index].is_capital and index and tokens[index - 1].is_word):
        return None
    first, pronoun, auxiliary = _before(tokens, index, language)
    if last < len(tokens) and tokens[last].low in language.inverted:
        pronoun = tokens[last].low
        last += 1
    lows = {token.low for token in tokens[max(0, first - 3) : last]}
    is_reflexive = bool(lows & {"s'", "se", "s'est"})
    is_negated = bool({token.low for token in tokens[max(0, first - 2) : last]} & {"ne", "n'"})
    form = _form(tokens, index, cue, auxiliary, pronoun, is_reflexive, language)
    if form is None or ("refl" in cue.takes and not is_reflexive and not cue.takes - _ALONE):
        return None
    return Group(first, last, cue, form, pronoun, is_negated, is_reflexive)


_ALONE = {"refl", "mark", "colon", "weak"}


def _cue_at(tokens: Sequence[Token], index: int, language: Language) -> tuple[Cue | None, int]:
    """The cue whose words begin here, and where they end; the longest first."""
    low = tokens[index].low
    for length in (3, 2):
        part = tokens[index : index + length]
        if len(part) == length and part[1].kind == WORD:
            joined = " ".join(token.low for token in part)
            if joined in language.cues:
                return language.cues[joined], index + length
    return language.cues.get(low), index + 1


def _before(tokens: Sequence[Token], index: int, language: Language) -> tuple[int, str, str]:
    """Where the group begins, the pronoun hung on its auxiliary, and that auxiliary."""
    at, pronoun = index - 1, ""
    while at >= 0 and index - at < 7 and tokens[at].kind == WORD:
        low = tokens[at].low
        if low in language.inverted:
            pronoun = low
        elif low in language.auxiliaries:
            return at, pronoun, low
        elif not is_adverb(low, language) and low not in ("été", "eu"):
            break
        at -= 1
    if at > 1 and tokens[at].low == ",":
        # « a, dans son discours du 3 mars, accusé »
        for opening in range(at - 1, max(0, at - 16), -1):
            if tokens[opening].low == ",":
                before = tokens[opening - 1].low
                if is_adverb(before, language) and opening > 1:
                    before, opening = tokens[opening - 2].low, opening - 1
                if before in language.auxiliaries:
                    return opening - 1, "", before
                break
    return index, "", ""


def is_adverb(low: str, language: Language) -> bool:
    return (
        low in language.adverbs or low in language.negations
        or (len(low) > 5 and low.endswith(language.adverb_endings))
    )  # fmt: skip


_BEING = frozenset(
    [
        "est",
        "sont",
        "était",
        "étaient",
        "sera",
        "seront",
        "serait",
        "soit",
        "fut",
        "furent",
        "été",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
    ]
)


def _form(
    tokens: Sequence[Token], index: int, cue: Cue, auxiliary: str, pronoun: str,
    is_reflexive: bool, language: Language,
) -> str | None:  # fmt: skip
    before = tokens[index - 1] if index else None
    if auxiliary and cue.tense in ("past", "finite") and _may_follow(tokens[index].low, cue):
        has_been = any(token.low == "été" for token in tokens[max(0, index - 3) : index])
        if auxiliary in ("avoir", "ayant"):
            return PARTICIPLE if auxiliary == "ayant" else INFINITIVE
        passive = (auxiliary in _BEING and not is_reflexive) or has_been
        return PASSIVE if passive else FINITE
    if cue.tense == "past":
        return BARE
    if cue.tense == "participle":
        return PARTICIPLE
    if cue.tense == "infinitive":
        return INFINITIVE if _is_carried(tokens, index, language) else None
    if before is not None and _makes_noun(tokens, index, language):
        return None
    return FINITE


def _may_follow(low: str, cue: Cue) -> bool:
    """Whether a form can be a past participle: « dit » and « écrit » are finite too."""
    return cue.tense == "past" or (
        low.endswith(("it", "is", "u", "t")) and (not low.endswith("ait") or low == "fait")
    )


def _is_carried(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """An infinitive tells of speech after a verb that carries it, « pour », or « et X de »."""
    for at in range(index - 1, max(-1, index - 7), -1):
        token = tokens[at]
        if token.low in language.carriers:
            return True
        if token.low in ("d'", "de", "à") or token.low in language.clitics:
            continue
        if not (token.is_word and is_adverb(token.low, language)):
            # « Eux d'ajouter que », « Et X de conclure »
            narrates = token.is_capital or token.low in language.pronouns
            return tokens[index - 1].low in ("d'", "de") and narrates and at < 4
    return False


def _makes_noun(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """« la demande », « une annonce », « sans menace »: a noun of the same form."""
    low = tokens[index - 1].low
    if low in ("le", "la", "l'", "les", "leur", "en"):
        earlier = tokens[index - 2].low if index > 1 else ""
        return not (
            earlier in language.pronouns or earlier in language.clitics
            or earlier in language.relatives or earlier in language.inverted
            or earlier in ("comme", "que", "qu'")
        ) or earlier in ("le", "la", "l'")  # fmt: skip
    if low in (
        "de",
        "d'",
        "du",
        "des",
        "à",
        "au",
        "sans",
        "sur",
        "par",
        "avec",
        "pour",
        "the",
        "a",
        "an",
    ):
        return True
    return low in language.determiners or low in language.indefinites
