"""The people whom reported words are about: those they name, and whom their pronouns stand for."""

from collections.abc import Iterator
from typing import Final

from archive.quotes.antecedents import called_so, holder_of
from archive.quotes.article import Article
from archive.quotes.beside import beside
from archive.quotes.called_otherwise import called_otherwise
from archive.quotes.candidates import Evidence
from archive.quotes.names import Mention
from archive.quotes.phrases import FUNCTION, Phrase
from archive.quotes.reported import About, Reported
from archive.quotes.rules.found import Found
from archive.quotes.speakers import Resolved
from archive.quotes.taken_up import taken_up
from archive.quotes.tokens import Sentence, tokens_between

# No more than this of the words is searched for people: a quotation is no longer.
_LONGEST: Final = 20_000


def targets_of(
    article: Article, sentence: Sentence, found: Found, resolved: Resolved
) -> list[About]:
    """The people whom the found words are about, each once, the speaker left out."""
    within = _within(article, sentence, found)
    if not within.tokens:
        return []
    mentions = article.naming.mentions(within)
    if article.naming.knows_better(within, mentions):
        mentions = article.naming.mentions(within)
    reported = Reported(article, sentence, found, resolved, within, mentions)
    reported.told.extend(one for one in beside(reported) if not reported.is_speaker(one.who))
    found_about: dict[str, About] = {}
    for about in (
        *_named(reported),
        *_described(reported),
        *reported.told,
        *called_otherwise(reported),
        *taken_up(reported),
    ):
        if not reported.is_speaker(about.who):
            found_about.setdefault(about.who.name, about)
    _discuss(reported, list(found_about.values()))
    return list(found_about.values())


def _discuss(reported: Reported, abouts: list[About]) -> None:
    """What others say next may be about the same people, the first above all."""
    for about in reversed(abouts):
        span = about.target.span
        evidence = about.evidence or (Evidence("antecedent", span, about.target.mention),)
        reported.article.discuss(reported.sentence, about.who, evidence[0])


def _within(article: Article, sentence: Sentence, found: Found) -> Sentence:
    """The words with the quotations among them, read as one sentence."""
    tokens = sentence.tokens
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    end = min(end, start + _LONGEST)
    words = tokens_between(article.reading.text, start, end, article.language)
    return Sentence(words, 0, is_inside=True)


def _named(reported: Reported) -> Iterator[About]:
    for mention in reported.mentions:
        person = mention.who.person
        is_body = person is not None and person.is_body
        if mention.who.is_sure and not is_body and not _names_thing(reported, mention):
            yield reported.about(reported.within, mention.first, mention.last, mention.who)


def _names_thing(reported: Reported, mention: Mention) -> bool:
    """« la loi X », « la tour X », « le prix Y X »: what bears a name is nobody."""
    if not mention.first:
        return False
    before = reported.within.tokens[mention.first - 1]
    return before.low in reported.article.language.aboutness.namesakes


def _described(reported: Reported) -> Iterator[About]:
    """« le maire de Sevran », « la parlementaire », whom the article has named so."""
    language, tokens = reported.article.language, reported.within.tokens
    number = reported.sentence.number
    if reported.lows.isdisjoint(language.offices):
        return
    for at in range(1, len(tokens)):
        phrase = _office_at(reported, at) if tokens[at].low in language.offices else None
        if phrase is not None:
            who = holder_of(reported, number, reported.within, phrase)
            who = who or called_so(reported, phrase)
            if who is not None:
                yield reported.about(reported.within, phrase.first, phrase.last, who)


def _office_at(reported: Reported, at: int) -> Phrase | None:
    """The phrase of the office named at this token: « du ministre », « l'ancien maire »."""
    for first in range(at - 1, max(-1, at - 3), -1):
        phrase = reported.reader.at(first)
        if phrase is not None and phrase.kind == FUNCTION and first < at < phrase.last:
            return phrase
    return None
