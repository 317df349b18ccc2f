"""The verbs of saying of a sentence, each with its auxiliary, its pronoun and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.quotes.languages.language import Cue, Language
from archive.quotes.tokens import WORD, Token

FINITE, PARTICIPLE, INFINITIVE, BARE, PASSIVE = (
    "finite", "participle", "infinitive", "bare", "passive",
)  # fmt: skip

# How far before a participle its auxiliary may stand, and how long an insertion between them is.
_REACH: Final = 7
_INSERTION: Final = 16
# How far before a second participle the auxiliary of the first may stand.
_SHARED: Final = 30
# What a reflexive verb may take and still be nothing without its « se ».
_ONLY_REFLEXIVE: Final = frozenset({"refl", "mark", "colon", "weak"})


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

    def takes(self, what: str) -> bool:
        return what in self.cue.takes


@dataclass(frozen=True, slots=True)
class _Auxiliary:
    """Where a group begins, the auxiliary that begins it and the pronoun hung on that."""

    first: int
    low: str = ""
    pronoun: str = ""


def groups(tokens: Sequence[Token], language: Language) -> list[Group]:
    """The groups of a sentence, in order."""
    found = []
    free = 0
    starts = language.group_starts
    for index in [at for at, token in enumerate(tokens) if token.low in starts]:
        if index < free or tokens[index].kind != WORD:
            continue
        group = _at(tokens, index, language)
        if group is not None:
            found.append(group)
            free = group.last
    return found


def sources(tokens: Sequence[Token], language: Language) -> dict[int, int]:
    """Where the words that attribute begin (« selon », « d'après »), and how many they are."""
    found = {}
    starts = language.attributing_starts
    for at in [at for at, token in enumerate(tokens) if token.low in starts]:
        low = tokens[at].low
        if low in language.unnamed_sources and _is_led_to(tokens, at, language):
            found[at - 1] = 1
        for source in language.source_starts.get(low, ()):
            end = at + len(source)
            if len(source) > 1 and at + 1 < len(tokens) and tokens[at + 1].low != source[1]:
                continue
            if tuple(one.low for one in tokens[at:end]) != source or end >= len(tokens):
                continue
            if tokens[end].low not in language.that and tokens[end].low not in language.which:
                found[at] = len(source)
                break
    return found


def _is_led_to(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """« De source policière, … », « …, de sources concordantes »: the noun after « de »."""
    if not at or at + 1 >= len(tokens) or tokens[at - 1].low not in language.narrative_marks:
        return False
    opens = at == 1 or tokens[at - 2].low == ","
    return opens and tokens[at + 1].is_word


def is_adverb(low: str, language: Language) -> bool:
    """Whether a word may stand inside a verb group without changing it."""
    return (
        low in language.adverbs
        or low in language.negations
        or (
            len(low) > 5
            and low.endswith(language.adverb_endings)
            and low not in language.question_words
        )
    )


def _at(tokens: Sequence[Token], index: int, language: Language) -> Group | None:
    cue, last = _cue_at(tokens, index, language)
    if cue is None or (tokens[index].is_capital and index and tokens[index - 1].is_word):
        return None
    auxiliary = _auxiliary_before(tokens, index, language)
    pronoun = auxiliary.pronoun
    if last < len(tokens) and tokens[last].low in language.inverted:
        pronoun = tokens[last].low
        last += 1
    near = {token.low for token in tokens[max(0, auxiliary.first - 3) : last]}
    is_reflexive = not near.isdisjoint(language.reflexives)
    if "refl" in cue.takes and not is_reflexive and cue.takes <= _ONLY_REFLEXIVE:
        return None
    form = _form(tokens, index, cue, auxiliary, is_reflexive, language)
    if form is None:
        return None
    negated = {token.low for token in tokens[max(0, auxiliary.first - 2) : last]}
    is_negated = not negated.isdisjoint(language.negations - language.adverbs)
    first = auxiliary.first
    while first and tokens[first - 1].low in language.reflexives:
        first -= 1
    return Group(first, last, cue, form, pronoun, is_negated)


def _cue_at(tokens: Sequence[Token], index: int, language: Language) -> tuple[Cue | None, int]:
    """The cue whose words begin here, and where they end; the longest first."""
    low = tokens[index].low
    if low in language.cue_starts:
        for length in (3, 2):
            part = tokens[index : index + length]
            cue = language.cues.get(" ".join(token.low for token in part))
            if cue is not None and len(part) == length:
                return cue, index + length
    return language.cues.get(low), index + 1


def _auxiliary_before(tokens: Sequence[Token], index: int, language: Language) -> _Auxiliary:
    at, pronoun = index - 1, ""
    while at >= 0 and index - at < _REACH and tokens[at].kind == WORD:
        low = tokens[at].low
        if low in language.inverted:
            pronoun = low
        elif low in language.auxiliaries:
            return _Auxiliary(at, low, pronoun)
        elif not is_adverb(low, language) and low not in language.been:
            break
        at -= 1
    if at > 1 and tokens[at].low == ",":
        return _across_insertion(tokens, at, language) or _Auxiliary(index)
    return _Auxiliary(index)


def _across_insertion(tokens: Sequence[Token], comma: int, language: Language) -> _Auxiliary | None:
    """« a, dans son discours du 3 mars, accusé »"""
    opening = next(
        (at for at in range(comma - 1, max(1, comma - _INSERTION), -1) if tokens[at].low == ","),
        None,
    )
    if opening is None:
        return None
    at = opening - 1
    if at > 0 and is_adverb(tokens[at].low, language):
        at -= 1
    low = tokens[at].low
    return _Auxiliary(at, low) if low in language.auxiliaries else None


def _form(
    tokens: Sequence[Token], index: int, cue: Cue, auxiliary: _Auxiliary, is_reflexive: bool,
    language: Language,
) -> str | None:  # fmt: skip
    """How the verb stands; None when the word is a noun or an infinitive that tells nothing."""
    if auxiliary.low and (cue.tense == "past" or tokens[index].low in language.double_forms):
        is_active = is_reflexive or "être" in cue.takes
        return _compound(tokens, index, auxiliary.low, is_active, language)
    if cue.tense == "past" and _shares_auxiliary(tokens, index, language):
        return FINITE
    if cue.tense == "past" or _is_bare(tokens, index, cue, language):
        return BARE
    if cue.tense == "participle":
        return PARTICIPLE
    if cue.tense == "infinitive" or (index and tokens[index - 1].low in language.infinitive_signs):
        return INFINITIVE if _is_carried(tokens, index, language) else None
    if cue.tense == "doubtful" and not _has_clear_subject(tokens, index, language):
        return None
    return None if index and _makes_noun(tokens, index, language) else FINITE


def _shares_auxiliary(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """« a dénoncé un complot et *annoncé* que … »: the auxiliary of the verb before serves both."""
    joining = language.conjunctions | language.then
    left = index - 1
    while left > 0 and is_adverb(tokens[left].low, language) and tokens[left].low not in joining:
        left -= 1
    if left < 2 or tokens[left].low not in joining:
        return False
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if after in language.agents:
        return False
    for at in range(left - 1, max(-1, left - _SHARED), -1):
        low = tokens[at].low
        if low in language.having:
            return at + 1 < len(tokens) and tokens[at + 1].is_word
        if low in (";", ":") or low in language.being or low in language.inverted:
            return False
    return False


def _is_bare(tokens: Sequence[Token], index: int, cue: Cue, language: Language) -> bool:
    """« described as “…” by X », « Asked whether … »: a participle of the same form as the past."""
    if not language.bare_before or cue.tense != "finite":
        return False
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    opens = index == 0 or tokens[index - 1].low in language.subordinators
    return opens or (after in language.bare_before and "que" not in cue.takes)


def _has_clear_subject(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """« she claims », « Untel claims »: no noun of the same form, as in « the police reports »."""
    before = tokens[index - 1] if index else None
    return before is not None and (
        before.is_capital or before.low in language.pronouns or before.low in language.relatives
    )


def _compound(
    tokens: Sequence[Token], index: int, auxiliary: str, is_active: bool, language: Language
) -> str:
    if auxiliary in language.infinite_auxiliaries:
        return language.infinite_auxiliaries[auxiliary]
    has_been = any(token.low in language.been for token in tokens[max(0, index - 3) : index])
    is_passive = auxiliary in language.being and not is_active
    return PASSIVE if is_passive or has_been else FINITE


def _is_carried(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """An infinitive tells of speech after a verb that carries it, « pour », or « et X de »."""
    for at in range(index - 1, max(-1, index - _REACH), -1):
        low = tokens[at].low
        if low in language.carriers:
            return True
        if low in language.infinitive_marks or low in language.clitics or is_adverb(low, language):
            continue
        # « Eux d'ajouter que », « Et X de conclure »
        narrates = tokens[at].is_capital or low in language.pronouns
        return tokens[index - 1].low in language.narrative_marks and narrates and at < 4
    return False


def _may_be_subject(token: Token | None, language: Language) -> bool:
    """« X l'accuse », « le ministre la juge »: a noun or a name before the clitic."""
    if token is None or token.kind != WORD:
        return False
    low = token.low
    is_small = (
        low in language.prepositions
        or low in language.conjunctions
        or low in language.breaks
        or low in language.that
        or low in language.determiners
        or low in language.verbs
        or low in language.cues
        or low in language.auxiliaries
        or is_adverb(low, language)
    )
    return (token.is_capital and low not in language.name_stops) or (
        not is_small and (low in language.nouns)
    )


def _insists(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """« elle *en* conclut », « le pouvoir, lui, *l'* accuse »: a subject stands there."""
    low = tokens[at].low
    if low == "," and at:
        low = tokens[at - 1].low
        return low in language.objects
    return low in language.subject_pronouns


def _makes_noun(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """« la demande », « une annonce », « sans menace »: a noun of the same form."""
    low = tokens[index - 1].low
    if low in language.clitics and index > 1 and _insists(tokens, index - 2, language):
        return False
    if low in language.clitics and low in language.determiners:
        earlier = tokens[index - 2].low if index > 1 else ""
        before = tokens[index - 2] if index > 1 else None
        is_pronoun = (
            _may_be_subject(before, language)
            or earlier in language.pronouns
            or earlier in language.relatives
            or earlier in language.inverted
            or earlier in language.that
            or earlier in language.as_words
            or (earlier in language.clitics and earlier not in language.determiners)
        )
        return not is_pronoun
    return (
        low in language.determiners or low in language.indefinites or low in language.before_nouns
    )
