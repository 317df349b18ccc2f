"""Whom a sentence names beside the words it reports: « qualifie X de “…” », « interrogé sur X »."""

from collections.abc import Iterator
from typing import Final

from archive.quotes.antecedents import antecedent, holder_of
from archive.quotes.names import Mention
from archive.quotes.phrases import FUNCTION, PERSON, PRONOUN, Phrase
from archive.quotes.reported import About, Reported
from archive.quotes.rules.found import DIRECT
from archive.quotes.subjects import before
from archive.quotes.verbs import BARE, PASSIVE, Group

# Tokens after a cue within which the person addressed may stand.
_ADDRESS: Final = 10
# Tokens before a verb among which its pronouns stand.
_CLITICS: Final = 3


def beside(reported: Reported) -> Iterator[About]:
    if reported.found.source_sentence is not None:
        return
    yield from _addressed(reported)
    yield from _told(reported)
    yield from _topics(reported)
    group = _group(reported)
    if group is not None:
        yield from _objects(reported, group)
        yield from _clitics(reported, group)
        yield from _judged(reported, group)
        yield from _spoken_of(reported, group)


def _group(reported: Reported) -> Group | None:
    """The verb by which the words are reported."""
    cue = reported.found.cue
    groups = reported.article.groups(reported.sentence) if cue else ()
    return next((one for one in groups if (one.first, one.last) == cue), None)


def _named(reported: Reported, first: int, last: int) -> Iterator[Mention]:
    """The people named in tokens ``[first, last)`` of the sentence."""
    for mention in reported.article.mentions[reported.sentence.number]:
        person = mention.who.person
        is_body = person is not None and person.is_body
        if first <= mention.first and mention.last <= last and mention.who.is_sure and not is_body:
            yield mention


def _about(reported: Reported, mention: Mention) -> About:
    return reported.about(reported.sentence, mention.first, mention.last, mention.who)


def _before(reported: Reported, mention: Mention) -> int:
    """The token before a name and its title; -1 when there is none."""
    tokens, titles = reported.sentence.tokens, reported.article.language.titles
    at = mention.first - 1
    while at >= 0 and (tokens[at].low == "." or tokens[at].low in titles):
        at -= 1
    return at


def _low(reported: Reported, at: int) -> str:
    return reported.sentence.tokens[at].low if at >= 0 else ""


# --- Objects of the verb --------------------------------------------------------------------------


def _told(reported: Reported) -> Iterator[About]:
    """« accuse X de … », as the rule has read it."""
    for phrase in reported.found.about:
        if phrase.kind == PERSON:
            yield from _people(reported, phrase)
        elif phrase.kind == PRONOUN:
            yield from _pronoun(reported, phrase.first, phrase.gender)


def _people(reported: Reported, phrase: Phrase) -> Iterator[About]:
    for who in phrase.people:
        yield reported.about(reported.sentence, phrase.first, phrase.last, who)


def _pronoun(reported: Reported, at: int, gender: str) -> Iterator[About]:
    who, evidence = antecedent(reported, at, gender)
    if who is not None:
        yield reported.about(reported.sentence, at, at + 1, who, evidence)


def _leads_to_people(reported: Reported, group: Group) -> bool:
    """« critique X », « demande à X de »: verbs whose object the words are about."""
    known = reported.article.language.aboutness
    return group.cue.lemma in known.judging or _asks(reported, group)


def _asks(reported: Reported, group: Group) -> bool:
    """« demande à X de partir », « exhorte X à partir »: X is to do what is said."""
    first = reported.sentence.tokens[reported.found.first].low
    takes = "à" if first in reported.article.language.second_prepositions else "de"
    return first in reported.article.language.infinitive_marks and group.takes(takes)


def _objects(reported: Reported, group: Group) -> Iterator[About]:
    """The people named between the verb and the words."""
    if not _leads_to_people(reported, group) or group.form in (BARE, PASSIVE):
        return
    source = reported.found.source
    for mention in _named(reported, group.last, reported.found.first):
        is_source = source is not None and source.first <= mention.first < source.last
        if not is_source and _may_be_object(reported, group, _before(reported, mention)):
            yield _about(reported, mention)
    yield from _office(reported, group)


def _may_be_object(reported: Reported, group: Group, before: int) -> bool:
    known, low = reported.article.language.aboutness, _low(reported, before)
    may_stand = known.addressee_marks if _asks(reported, group) else known.object_marks
    return low not in reported.article.language.prepositions or low in may_stand


def _office(reported: Reported, group: Group) -> Iterator[About]:
    """« reproche au maire de … », « exhorte la ministre à … »"""
    language = reported.article.language
    for phrase in reported.article.phrases(reported.sentence).all():
        is_between = group.last <= phrase.first and phrase.last <= reported.found.first
        if not is_between or phrase.kind != FUNCTION or phrase.head not in language.offices:
            continue
        contracted = reported.sentence.tokens[phrase.first].low in language.contractions
        before = phrase.first if contracted else phrase.first - 1
        who = holder_of(reported, reported.sentence.number, reported.sentence, phrase)
        is_source = phrase == reported.found.source
        if who is not None and not is_source and _may_be_object(reported, group, before):
            yield reported.about(reported.sentence, phrase.first, phrase.last, who)


def _clitics(reported: Reported, group: Group) -> Iterator[About]:
    """« l'accuse », « lui reproche »"""
    if not _leads_to_people(reported, group) or reported.found.about:
        return
    language = reported.article.language
    if group.form in (BARE, PASSIVE) or reported.found.first < group.last:
        return
    for at in range(max(0, group.first - _CLITICS), group.last):
        low = reported.sentence.tokens[at].low
        follows = at + 1 == group.first or _low(reported, at + 1) in language.auxiliaries
        if low in language.object_pronouns and follows:
            yield from _pronoun(reported, at, language.object_pronouns[low])
        elif low in language.aboutness.datives and follows:
            yield from _pronoun(reported, at, "")


def _judged(reported: Reported, group: Group) -> Iterator[About]:
    """« X, accusé par Y de … », « X a été qualifiée de “…” »: the subject is whom it is about."""
    if group.form not in (BARE, PASSIVE) or not _leads_to_people(reported, group):
        return
    phrase = before(reported.article, reported.sentence, group.first)
    if phrase is None or phrase == reported.found.source:
        return
    if phrase.kind == PERSON:
        yield from _people(reported, phrase)
    elif phrase.kind == PRONOUN and phrase.number == "s":
        yield from _pronoun(reported, phrase.first, phrase.gender)


# --- What was spoken of ---------------------------------------------------------------------------


def _topics(reported: Reported) -> Iterator[About]:
    """« à propos de X », « interrogée sur X », « contre X »: named anywhere in the sentence."""
    tokens = reported.sentence.tokens
    for mention in _named(reported, 0, len(tokens)):
        at = _before(reported, mention)
        if at >= 0 and _is_topic(reported, at):
            yield _about(reported, mention)


def _is_topic(reported: Reported, at: int) -> bool:
    """Whether the words that end at this token say what was spoken of."""
    language = reported.article.language
    known, low, earlier = language.aboutness, _low(reported, at), _low(reported, at - 1)
    return (
        low in known.topic_words
        or (low in language.complements and earlier in known.topic_nouns)
        or (low in known.asked_about and earlier in known.asked)
    )


def _spoken_of(reported: Reported, group: Group) -> Iterator[About]:
    """« a dit de X que … », « “…”, a dit Y de X »"""
    if group.cue.lemma not in reported.article.language.aboutness.speaking_of:
        return
    source = reported.found.source
    ends = {group.last}
    if source is not None:
        ends.add(source.last)
    for mention in _named(reported, group.last, len(reported.sentence.tokens)):
        at = _before(reported, mention)
        if at in ends and _low(reported, at) in reported.article.language.complements:
            yield _about(reported, mention)


def _addressed(reported: Reported) -> Iterator[About]:
    """« a dit à X : “Vous …” »: the person addressed, when the words address somebody."""
    language, found = reported.article.language, reported.found
    if found.kind != DIRECT or reported.lows.isdisjoint(language.second_persons):
        return
    cue = found.cue or (0, found.first)
    for phrase in reported.article.phrases(reported.sentence).all():
        is_between = cue[0] < phrase.first < cue[1] + _ADDRESS
        is_addressed = _low(reported, phrase.first - 1) in language.addressing
        if is_between and is_addressed and phrase.kind == PERSON:
            yield from _people(reported, phrase)
    # « “Vous …”, lui a répondu X »
    for at in range(max(0, cue[0] - _CLITICS), cue[0]):
        if _low(reported, at) in language.aboutness.datives:
            yield from _pronoun(reported, at, "")
