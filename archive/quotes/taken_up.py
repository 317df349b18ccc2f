"""Whom the pronouns and possessives of reported words take up: « Elle doit partir », « sa femme ».

What may be the speaker's own (« X dit qu'il part », « X regrette “sa décision” ») takes up nobody.
"""

from collections.abc import Iterator
from typing import Final

from archive.quotes.phrases import PRONOUN, Phrase
from archive.quotes.reported import NOBODY, About, Antecedent, Reported, described_by
from archive.quotes.rules.found import DIRECT
from archive.quotes.tokens import QUOTE, Token

_OPENING: Final = 3  # tokens of the words within which « c'est … » takes up whoever was named


def taken_up(reported: Reported) -> Iterator[About]:
    yield from _last_named(reported)
    yield from _kin(reported)
    yield from _presented(reported)
    yield from _stood_for(reported)


# --- « il », « elle », « lui », « la », « son » --------------------------------------------------


def _stood_for(reported: Reported) -> Iterator[About]:
    """The first pronoun that takes up somebody named before the words."""
    if _pronouns(reported).isdisjoint(token.low for token in reported.within.tokens):
        return
    for at, token in enumerate(reported.within.tokens):
        gender = _gender_at(reported, at)
        if gender is None or _is_own(reported, token.low, gender):
            continue
        if _has_rival(reported, at, gender):
            return
        who, evidence = _whom(reported, token.low, gender)
        if who is not None:
            yield reported.about(reported.within, at, at + 1, who, evidence)
            return


def _pronouns(reported: Reported) -> frozenset[str]:
    language = reported.article.language
    known = language.aboutness
    return known.owners | known.datives | language.subject_pronouns.keys() | known.human_verbs


def _gender_at(reported: Reported, at: int) -> str | None:
    """The gender that a pronoun tells, "" when it tells none; None when none stands there."""
    tokens, language = reported.within.tokens, reported.article.language
    low, known = tokens[at].low, language.aboutness
    if low in language.subject_pronouns:
        return None if _is_impersonal(reported, tokens, at) else language.subject_pronouns[low]
    if low in known.owners:
        return ""
    before = tokens[at - 1].low if at else ""
    if low in known.datives:
        if before in language.prepositions:
            return "m"
        return "" if before in known.before_objects else None
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low in language.object_pronouns and after in known.human_verbs:
        return language.object_pronouns[low] if before in known.before_objects or not at else None
    return None


def _whom(reported: Reported, low: str, gender: str) -> Antecedent:
    if low in reported.article.language.aboutness.owners:
        # Things have owners too: only whoever the article is speaking of.
        return reported.subject_before(gender)
    if not gender:
        return reported.subject_before(gender)
    return reported.antecedent(reported.found.first, gender)


def _is_own(reported: Reported, low: str, gender: str) -> bool:
    """Whether a pronoun may be the speaker: « X dit qu'il … », « X défend “son bilan” »."""
    if reported.found.kind == DIRECT or reported.has_many_speakers:
        return False
    if low in reported.article.language.aboutness.owners:
        hides = reported.resolved.speaker.type == "anonymous"
        return not (hides or _is_judged(reported) or _is_written_of(reported))
    own = _gender_of(reported.resolved.phrase)
    may_be = not gender or own in (gender, "")
    return may_be and not _is_written_of(reported)


def _is_judged(reported: Reported) -> bool:
    """« a salué “son immense talent” »: words in marks that judge somebody else."""
    found, language = reported.found, reported.article.language
    if found.cue is None or found.last - found.first != 1:
        return False
    tokens = reported.sentence.tokens
    if tokens[found.first].kind != QUOTE:
        return False
    cue = tokens[slice(*found.cue)]
    lemmas = {language.cues[one.low].lemma for one in cue if one.low in language.cues}
    is_reflexive = any(one.low in language.reflexives for one in cue)
    return not is_reflexive and not lemmas.isdisjoint(language.aboutness.judging)


def _is_written_of(reported: Reported) -> bool:
    """« Selon le journal, il aurait … »: a body told it of somebody, not of itself."""
    cue = reported.found.cue
    is_source = cue is not None and cue[0] in reported.article.sources(reported.sentence)
    return is_source and reported.resolved.speaker.type == "collective"


def _gender_of(phrase: Phrase | None) -> str:
    if phrase is None:
        return ""
    return phrase.gender or (phrase.people[0].gender if phrase.people else "")


def _has_rival(reported: Reported, at: int, gender: str) -> bool:
    """Whether a phrase of the same words may be what a pronoun of theirs stands for."""
    language = reported.article.language
    is_owner = reported.within.tokens[at].low in language.aboutness.owners
    for one in reported.phrases:
        if one.first >= at:
            return False
        if is_owner and (one.kind != PRONOUN or one.head in language.aboutness.sharing):
            return True
        if not one.is_governed and _may_be(one, gender):
            return True
    return False


def _may_be(phrase: Phrase, gender: str) -> bool:
    """Whether a pronoun of this gender may take up this phrase of the same words."""
    agrees = not gender or phrase.gender in (gender, "")
    return phrase.kind != PRONOUN and phrase.number == "s" and agrees


def _is_impersonal(reported: Reported, tokens: list[Token], at: int) -> bool:
    """« il faut », « il y a », « il est temps de »."""
    language = reported.article.language
    if not language.impersonal:
        return False
    following = [token.low for token in tokens[at + 1 : at + 7]]
    while following and (following[0] in language.clitics or following[0] in language.negations):
        if following[0] in language.impersonal:
            return True
        following.pop(0)
    if not following or following[0] in language.impersonal:
        return True
    if following[0] in language.modal_verbs:
        return not language.impersonal_infinitives.isdisjoint(following)
    opens = language.that | language.infinitive_marks
    return following[0] in language.being and not opens.isdisjoint(following[1:4])


# --- « ce dernier », « sa femme », « c'est un homme … » ------------------------------------------


def _last_named(reported: Reported) -> Iterator[About]:
    """« que celui-ci ment »: the last one named before, who is not the speaker."""
    language = reported.article.language
    for at, token in enumerate(reported.within.tokens):
        if token.low not in language.last_named:
            continue
        gender, number = language.pronouns[token.low]
        named_here = any(one.first < at for one in reported.mentions)
        if number == "p" or named_here:
            return
        who, evidence = reported.last_named(reported.found.first, gender, reach=2)
        if who is not None:
            yield reported.about(reported.within, at, at + 1, who, evidence)
        return


def _kin(reported: Reported) -> Iterator[About]:
    """« ma femme », « son épouse »: the one person whom the article calls so."""
    known = reported.article.language.aboutness
    tokens = reported.within.tokens
    for at in range(1, len(tokens)):
        low = tokens[at].low
        if low not in known.kin or tokens[at - 1].low not in known.owners | known.own_kin:
            continue
        called = set(described_by(reported.article, (low, *known.kin[low])))
        others = [one for one in called if not reported.is_speaker(one)]
        if len(others) == 1:
            yield reported.about(reported.within, at - 1, at + 1, others[0])


def _presented(reported: Reported) -> Iterator[About]:
    """« C'était une amie fidèle », « c'est quelqu'un qui … »: whoever was just spoken of."""
    language = reported.article.language
    known, tokens = language.aboutness, reported.within.tokens
    for at in range(min(_OPENING, len(tokens) - 2)):
        if tokens[at].low not in known.presenting or tokens[at + 1].low not in language.being:
            continue
        if any(one.first < at for one in reported.phrases):
            return
        who, evidence = _as_presented(reported, at + 2)
        if who is not None:
            yield reported.about(reported.within, at, at + 2, who, evidence)
        return


def _as_presented(reported: Reported, at: int) -> Antecedent:
    language = reported.article.language
    if reported.within.tokens[at].low in language.aboutness.somebody:
        return reported.subject_before("")
    phrase = reported.reader.at(at)
    if phrase is None or phrase.number != "s":
        return NOBODY
    if phrase.head not in language.people and phrase.head not in language.functions:
        return NOBODY
    return reported.subject_before(phrase.gender)
