"""Nouns of reported words that stand for somebody: « sa femme », « mon client », « un homme »."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from archive.quotes.antecedents import Antecedent, antecedent, pair_before, somebody_before
from archive.quotes.names import Named, name_words
from archive.quotes.reported import About, Reported, agrees
from archive.quotes.rules.found import DIRECT

_OPENING: Final = 3  # tokens of the words within which « c'est … » takes up whoever was named
_NAMED: Final = 300  # no more of the article's people are looked through for a wife or a husband


def called_otherwise(reported: Reported) -> Iterator[About]:
    yield from _kin(reported)
    yield from _client(reported)
    yield from _together(reported)
    yield from _presented(reported)
    yield from _judged_to_be(reported)


def _kin(reported: Reported) -> Iterator[About]:
    """« ma femme », « son épouse »: the one person whom the article calls so."""
    known = reported.article.language.aboutness
    if reported.lows.isdisjoint(known.kin):
        return
    tokens = reported.within.tokens
    for at in range(1, len(tokens)):
        low = tokens[at].low
        if low not in known.kin or tokens[at - 1].low not in known.owners | known.own_kin:
            continue
        called = {
            who
            for head in (low, *known.kin[low])
            for who in reported.article.all_described_as(head)
            if not reported.is_speaker(who)
        } or _spouses(reported, low)
        if len(called) == 1:
            yield reported.about(reported.within, at - 1, at + 1, called.pop())


def _spouses(reported: Reported, kin: str) -> set[Named]:
    """Those of the article who bear the speaker's surname, when a wife or a husband is meant."""
    language = reported.article.language
    gender = language.functions.get(kin, "")
    surnames = {name_words(one)[-1:] for one in reported.speakers}
    return {
        one
        for one in islice(reported.article.naming.by_name.values(), _NAMED)
        if language.aboutness.kin[kin]
        and one.gender == gender
        and not reported.is_speaker(one)
        and name_words(one.name)[-1:] in surnames
    }


def _client(reported: Reported) -> Iterator[About]:
    """« mon client est innocent », says the lawyer of somebody named with them or just before."""
    known = reported.article.language.aboutness
    if reported.lows.isdisjoint(known.clients):
        return
    tokens = reported.within.tokens
    for at in range(1, len(tokens)):
        is_theirs = tokens[at - 1].low in known.owners | known.own_kin
        if is_theirs and tokens[at].low in known.clients:
            who, evidence = _defended(reported, known.clients[tokens[at].low])
            if who is not None:
                yield reported.about(reported.within, at - 1, at + 1, who, evidence)
            return


def _defended(reported: Reported, gender: str) -> Antecedent:
    """Of « l'avocat de X », X; else whoever was just spoken of."""
    source = reported.found.source
    if source is not None and reported.found.source_sentence is None:
        for mention in reported.article.mentions[reported.sentence.number]:
            is_within = source.first < mention.first < source.last
            if is_within and agrees(mention.who, gender) and not reported.is_speaker(mention.who):
                return mention.who, ()
    return antecedent(reported, reported.found.first, gender)


def _together(reported: Reported) -> Iterator[About]:
    """« les deux élus », « ils »: the people last spoken of together."""
    if reported.lows.isdisjoint(reported.article.language.several):
        return
    place = next(
        (at for at in range(min(_OPENING, len(reported.within.tokens))) if _is_pair(reported, at)),
        None,
    )
    if place is None:
        return
    phrase = reported.reader.at(place)
    last = place + 1 if phrase is None else phrase.last
    people, evidence = pair_before(reported)
    for who in people:
        yield reported.about(reported.within, place, last, who, evidence)


def _is_pair(reported: Reported, at: int) -> bool:
    language, tokens = reported.article.language, reported.within.tokens
    low = tokens[at].low
    if low in language.definite:
        return at + 1 < len(tokens) and tokens[at + 1].low in language.pair_words
    is_plural = language.pronouns.get(low, ("", ""))[1] == "p"
    return is_plural and reported.found.kind == DIRECT


# --- « C'est un homme … », « salue “une femme …” » -----------------------------------------------


def _presented(reported: Reported) -> Iterator[About]:
    """« C'était une amie fidèle », « c'est quelqu'un qui … »: whoever was just spoken of."""
    language = reported.article.language
    if reported.lows.isdisjoint(language.aboutness.presenting):
        return
    tokens = reported.within.tokens
    for at in range(min(_OPENING, len(tokens) - 2)):
        presents = tokens[at].low in language.aboutness.presenting
        if presents and tokens[at + 1].low in language.being:
            if not any(one.first < at for one in reported.phrases):
                yield from _as_somebody(reported, at, at + 2)
            return


def _judged_to_be(reported: Reported) -> Iterator[About]:
    """« salue “une femme de conviction” »"""
    if not reported.told and reported.is_judgement:
        opening = next((at for at, one in enumerate(reported.within.tokens) if one.is_word), None)
        if opening is not None:
            yield from _as_somebody(reported, opening, opening)


def _as_somebody(reported: Reported, first: int, at: int) -> Iterator[About]:
    """The words from ``first`` on take up somebody, if what stands at ``at`` says who they are."""
    somebody = None if reported.tells_of("") else _somebody_at(reported, at)
    if somebody is not None:
        gender, last = somebody
        who, evidence = somebody_before(reported, gender)
        if who is not None:
            yield reported.about(reported.within, first, last, who, evidence)


def _somebody_at(reported: Reported, at: int) -> tuple[str, int] | None:
    """The gender of « un homme », « quelqu'un », and where it ends; None for « le maire »."""
    language = reported.article.language
    known, low = language.aboutness, reported.within.tokens[at].low
    if low in known.somebody:
        return "", at + 1
    phrase = reported.reader.at(at)
    if phrase is None or phrase.number != "s" or low not in language.indefinites | known.own_kin:
        return None
    is_human = phrase.head in language.people or phrase.head in language.functions
    return (phrase.gender, phrase.last) if is_human else None
