"""Whom the pronouns and possessives of reported words take up: « Elle part », « sa démission ».

What may be the speaker's own (« X dit qu'il part », « X regrette “sa décision” ») takes up nobody.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from archive.quotes.antecedents import (
    Antecedent,
    antecedent,
    last_named,
    somebody_before,
    subject_before,
)
from archive.quotes.phrases import PRONOUN, Phrase
from archive.quotes.reported import About, Reported
from archive.quotes.rules.found import DIRECT
from archive.quotes.tokens import Token

_PRONOUNS: Final = 8  # no more of the words are looked at


def taken_up(reported: Reported) -> Iterator[About]:
    yield from _last_named(reported)
    yield from _stood_for(reported)


# --- « il », « elle », « lui », « la », « son » --------------------------------------------------


def _stood_for(reported: Reported) -> Iterator[About]:
    """The first pronoun that takes up somebody named before the words."""
    if reported.lows.isdisjoint(reported.article.language.taking_up_somebody):
        return
    for at, gender in islice(pronouns_of(reported), _PRONOUNS):
        if has_rival(reported, at, gender) or reported.tells_of(gender):
            return
        who, evidence = _whom(reported, at, gender)
        if who is not None:
            yield reported.about(reported.within, at, at + 1, who, evidence)
            return


def pronouns_of(reported: Reported) -> Iterator[tuple[int, str]]:
    """Where pronouns stand that are not the speaker's own, with the gender they tell, if any."""
    for at, token in enumerate(reported.within.tokens):
        gender = _gender_at(reported, at)
        if gender is not None and not _is_own(reported, token.low, gender):
            yield at, gender


def _gender_at(reported: Reported, at: int) -> str | None:
    """The gender that a pronoun tells, "" when it tells none; None when none stands there."""
    tokens, language = reported.within.tokens, reported.article.language
    low, known = tokens[at].low, language.aboutness
    if low in language.subject_pronouns:
        gender = language.subject_pronouns[low]
        return None if gender == "m" and _is_impersonal(reported, tokens, at) else gender
    if low in known.owners:
        return ""
    if low in known.datives:
        return _dative(reported, tokens[at - 1].low if at else "")
    return _object(reported, at) if low in language.object_pronouns else None


def _dative(reported: Reported, before: str) -> str | None:
    """« avec lui » is a man, « je lui dis » anybody, « lui aussi » the speaker perhaps."""
    if before in reported.article.language.prepositions:
        return "m"
    return "" if before in reported.article.language.aboutness.before_objects else None


def _object(reported: Reported, at: int) -> str | None:
    """« je *la* connais », not « la mairie » nor « je le sais »."""
    tokens, language = reported.within.tokens, reported.article.language
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    stands_so = not at or tokens[at - 1].low in language.aboutness.before_objects
    if after not in language.aboutness.human_verbs or not stands_so:
        return None
    return language.object_pronouns[tokens[at].low]


def _whom(reported: Reported, at: int, gender: str) -> Antecedent:
    # Things have owners too: « son » takes up only whoever the article is speaking of.
    is_owner = reported.within.tokens[at].low in reported.article.language.aboutness.owners
    if is_owner:
        return subject_before(reported, gender)
    if not gender:
        return somebody_before(reported, gender)
    return antecedent(reported, reported.found.first, gender)


def _is_own(reported: Reported, low: str, gender: str) -> bool:
    """Whether a pronoun may be the speaker: « X dit qu'il … », « X défend “son bilan” »."""
    if reported.found.kind == DIRECT or reported.has_many_speakers:
        return False
    if _is_written_of(reported):
        return False
    if low in reported.article.language.aboutness.owners:
        return reported.resolved.speaker.type != "anonymous" and not reported.is_judgement
    return not gender or _gender_of(reported.resolved.phrase) in (gender, "")


def _is_written_of(reported: Reported) -> bool:
    """« Selon le journal, il aurait … »: a body told it of somebody, not of itself."""
    cue = reported.found.cue
    is_source = cue is not None and cue[0] in reported.article.sources(reported.sentence)
    return is_source and reported.resolved.speaker.type == "collective"


def _gender_of(phrase: Phrase | None) -> str:
    if phrase is None:
        return ""
    return phrase.gender or (phrase.people[0].gender if phrase.people else "")


def has_rival(reported: Reported, at: int, gender: str) -> bool:
    """Whether a phrase of the same words may be what a pronoun of theirs stands for."""
    known = reported.article.language.aboutness
    is_owner = reported.within.tokens[at].low in known.owners
    for one in reported.phrases:
        if one.first >= at:
            return False
        if is_owner and (one.kind != PRONOUN or one.head in known.sharing):
            return True
        if not one.is_governed and _may_be(one, gender):
            return True
    return False


def _may_be(phrase: Phrase, gender: str) -> bool:
    """Whether a pronoun of this gender may take up this phrase of the same words."""
    fits = not gender or phrase.gender in (gender, "")
    return phrase.kind != PRONOUN and phrase.number == "s" and fits


def _is_impersonal(reported: Reported, tokens: list[Token], at: int) -> bool:
    """« il faut », « il y a », « il est temps de »."""
    language = reported.article.language
    if not language.impersonal:
        return False
    following = [token.low for token in tokens[at + 1 : at + 7]]
    while following and (following[0] in language.clitics or following[0] in language.negations):
        low = following.pop(0)
        if low in language.reflexives:
            # « Il s'agit de », but « il s'était vu proposer ».
            return not language.aboutness.impersonal_reflexives.isdisjoint(following[:1])
        if low in language.impersonal:
            return not language.auxiliaries.isdisjoint(following[:2])
    if not following or following[0] in language.impersonal:
        return True
    if following[0] in language.modal_verbs:
        return not language.impersonal_infinitives.isdisjoint(following)
    opens = language.that | language.infinitive_marks
    is_state = not language.aboutness.impersonal_states.isdisjoint(following[1:3])
    leads_on = is_state or not opens.isdisjoint(following[1:4])
    return following[0] in language.being and leads_on


# --- « ce dernier » ------------------------------------------------------------------------------


def _last_named(reported: Reported) -> Iterator[About]:
    """« que celui-ci ment », « que ce dernier ment »: the last named before, not the speaker."""
    tokens, pronouns = reported.within.tokens, reported.article.language.pronouns
    for at, words in enumerate(_of_last_named(reported)):
        if not words:
            continue
        gender, number = pronouns[words]
        if number == "s" and not any(one.first < at for one in reported.mentions):
            who, evidence = last_named(reported, reported.found.first, gender, reach=2)
            if who is not None:
                last = min(len(tokens), at + 1 + words.count(" "))
                yield reported.about(reported.within, at, last, who, evidence)
        return


def _of_last_named(reported: Reported) -> Iterator[str]:
    """For each token the pronoun of one word or two that begins there, "" where none does."""
    wanted = reported.article.language.last_named
    if reported.lows.isdisjoint(word for words in wanted for word in words.split()):
        return
    tokens = reported.within.tokens
    for at, token in enumerate(tokens):
        both = f"{token.low} {tokens[at + 1].low}" if at + 1 < len(tokens) else ""
        yield next((words for words in (token.low, both) if words in wanted), "")
