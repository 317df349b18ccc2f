"""The people whom reported words are about: those they name, and whom their pronouns stand for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from archive.quotes.anchoring import Span
from archive.quotes.article import Article
from archive.quotes.candidates import Evidence, Target
from archive.quotes.names import Mention, Named
from archive.quotes.phrases import FUNCTION, PERSON, PRONOUN, Phrase, Phrases
from archive.quotes.rules.found import DIRECT, Found
from archive.quotes.speakers import Resolved, added_words
from archive.quotes.tokens import Sentence, Token, tokens_between

# How many sentences back whom a pronoun stands for is looked for.
_REACH: Final = 4
# No more than this of the words is searched for people: a quotation is no longer.
_LONGEST: Final = 20_000
# Tokens after a cue within which the person addressed may stand.
_ADDRESS: Final = 10


@dataclass(frozen=True, slots=True)
class About:
    """Somebody whom words are about; spans are of the words as read."""

    target: Target
    evidence: tuple[Evidence, ...] = ()


def targets_of(
    article: Article, sentence: Sentence, found: Found, resolved: Resolved
) -> list[About]:
    """The people whom the found words are about, each once, the speaker left out."""
    tokens = sentence.tokens
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    end = min(end, start + _LONGEST)
    within = Sentence(
        tokens_between(article.reading.text, start, end, article.language), 0, is_inside=True
    )
    found_about: dict[str, About] = {}
    if not within.tokens:
        return []
    mentions = article.naming.mentions(within)
    if article.naming.knows_better(within, mentions):
        mentions = article.naming.mentions(within)
    for about in (
        *_named(article, within, mentions),
        *_described(article, sentence, within, mentions),
        *_told(article, sentence, found),
        *_stood_for(article, sentence, within, found, resolved),
    ):
        name = about.target.name
        if name not in resolved.speaker.name.split(" et ") and name != resolved.speaker.name:
            found_about.setdefault(name, about)
    return list(found_about.values())


def _about(
    article: Article, sentence: Sentence, first: int, last: int, who: Named,
    evidence: tuple[Evidence, ...] = (),
) -> About:  # fmt: skip
    span = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
    words = article.reading.text[span.start : span.end]
    return About(Target(who.name, who.person, words, span), evidence)


def _named(article: Article, within: Sentence, mentions: list[Mention]) -> Iterator[About]:
    for mention in mentions:
        person = mention.who.person
        if mention.who.is_sure and (person is None or not person.is_body):
            yield _about(article, within, mention.first, mention.last, mention.who)


def _described(
    article: Article, sentence: Sentence, within: Sentence, mentions: list[Mention]
) -> Iterator[About]:
    """« le maire de Sevran », whom the article has named with that function."""
    if article.language.offices.isdisjoint(token.low for token in within.tokens):
        return
    for phrase in Phrases(within.tokens, mentions, article.language).all():
        if phrase.kind != FUNCTION or phrase.head not in article.language.offices:
            continue
        adds = added_words(article, within, phrase)
        who = article.described_as(phrase.head, phrase.gender, sentence.number, adds)
        if who is not None:
            yield _about(article, within, phrase.first, phrase.last, who)


def _told(article: Article, sentence: Sentence, found: Found) -> Iterator[About]:
    """« accuse X de … »: named beside the words, not in them."""
    yield from _addressed(article, sentence, found)
    for phrase in found.about:
        if phrase.kind == PERSON:
            for who in phrase.people:
                yield _about(article, sentence, phrase.first, phrase.last, who)
        elif phrase.kind == PRONOUN:
            who, evidence = _antecedent(article, sentence, phrase.first, phrase.gender, "")
            if who is not None:
                yield _about(article, sentence, phrase.first, phrase.last, who, evidence)


def _addressed(article: Article, sentence: Sentence, found: Found) -> Iterator[About]:
    """« a dit à X : “Vous …” »: the person addressed, when the words address somebody."""
    language = article.language
    if found.kind != DIRECT or found.source_sentence is not None:
        return
    cue = found.cue or (0, found.first)
    words = tokens_between(
        article.reading.text,
        sentence.tokens[found.first].start,
        min(sentence.tokens[found.last - 1].end, sentence.tokens[found.first].start + _LONGEST),
        language,
    )
    if language.second_persons.isdisjoint(token.low for token in words):
        return
    for phrase in article.phrases(sentence).all():
        is_between = cue[0] < phrase.first < cue[1] + _ADDRESS
        before = sentence.tokens[phrase.first - 1].low if phrase.first else ""
        if is_between and phrase.kind == PERSON and before in language.addressing:
            for who in phrase.people:
                yield _about(article, sentence, phrase.first, phrase.last, who)


def _stood_for(
    article: Article, sentence: Sentence, within: Sentence, found: Found, resolved: Resolved
) -> Iterator[About]:
    """« elle » in somebody's words: who was named before, and is not the speaker."""
    if article.language.subject_pronouns.keys().isdisjoint(one.low for one in within.tokens):
        return
    own = _gender_of(resolved.phrase)
    phrases = Phrases(within.tokens, article.naming.mentions(within), article.language).all()
    for at, token in enumerate(within.tokens):
        gender = article.language.subject_pronouns.get(token.low)
        if gender is None or _is_impersonal(article, within.tokens, at):
            continue
        # In reported words « il » is most often the speaker himself.
        if found.kind != DIRECT and (own in (gender, "")) and not _speaks_for_many(resolved):
            continue
        if any(one.first < at and not one.is_governed and _may_be(one, gender) for one in phrases):
            return
        who, evidence = _antecedent(article, sentence, found.first, gender, resolved.speaker.name)
        if who is not None:
            yield _about(article, within, at, at + 1, who, evidence)
            return


def _gender_of(phrase: Phrase | None) -> str:
    if phrase is None:
        return ""
    return phrase.gender or (phrase.people[0].gender if phrase.people else "")


def _speaks_for_many(resolved: Resolved) -> bool:
    return resolved.phrase is not None and resolved.phrase.number == "p"


def _may_be(phrase: Phrase, gender: str) -> bool:
    """Whether a pronoun of this gender may take up this phrase of the same words."""
    return phrase.kind != PRONOUN and phrase.number == "s" and phrase.gender in (gender, "")


def _is_impersonal(article: Article, tokens: list[Token], at: int) -> bool:
    """« il faut », « il y a », « il est temps de »."""
    language = article.language
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


def _antecedent(
    article: Article, sentence: Sentence, before: int, gender: str, speaker: str
) -> tuple[Named | None, tuple[Evidence, ...]]:
    """The last person of this gender named before this token, other than the speaker."""
    for spoken in reversed(article.spoken):
        people = spoken.phrase.people
        if sentence.number - spoken.last > _REACH or spoken.phrase.kind != PERSON:
            continue
        if (
            len(people) == 1
            and people[0].gender in (gender, "")
            and people[0].name not in speaker.split(" et ")
        ):
            return people[0], (Evidence("antecedent", spoken.span, spoken.words),)
    for number in range(sentence.number, max(-1, sentence.number - _REACH), -1):
        earlier = article.sentences[number]
        for mention in reversed(article.mentions[number]):
            if number == sentence.number and mention.first >= before:
                continue
            who = mention.who
            if who.gender != gender or who.name in speaker.split(" et "):
                continue
            first, last = earlier.tokens[mention.first], earlier.tokens[mention.last - 1]
            words = article.reading.text[first.start : last.end]
            return who, (Evidence("antecedent", Span(first.start, last.end), words),)
    return None, ()
