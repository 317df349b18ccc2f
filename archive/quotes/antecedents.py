"""Who was spoken of before reported words, and whom a function designates in them."""

from typing import Final

from archive.quotes.anchoring import Span
from archive.quotes.article import Article, Spoken
from archive.quotes.candidates import Evidence
from archive.quotes.names import Mention, Named
from archive.quotes.phrases import FUNCTION, PERSON, PRONOUN, Phrase
from archive.quotes.reported import Reported, agrees
from archive.quotes.speakers import added_words
from archive.quotes.tokens import Sentence

# How many sentences back whom a pronoun stands for is looked for.
_REACH: Final = 4

Antecedent = tuple[Named | None, tuple[Evidence, ...]]
Antecedents = tuple[tuple[Named, ...], tuple[Evidence, ...]]
NOBODY: Final[Antecedent] = (None, ())


def antecedent(reported: Reported, before: int, gender: str) -> Antecedent:
    """The last person of this gender spoken of before this token, other than the speaker."""
    for spoken in reversed(reported.article.spoken):
        if reported.sentence.number - spoken.last > _REACH:
            continue
        who = _agreeing(reported, spoken, gender)
        if who is not None:
            return _unless_discussed(reported, spoken, who, gender)
    return last_named(reported, before, gender, reach=_REACH) if gender else NOBODY


def subject_before(reported: Reported, gender: str) -> Antecedent:
    """Whoever the sentence before, or this one, is first about: nobody named by the way."""
    for spoken in reversed(reported.article.spoken):
        if reported.sentence.number - spoken.last > 1:
            return NOBODY
        if spoken.phrase.kind == PRONOUN or _has_speaker(reported, spoken):
            continue
        who = _agreeing(reported, spoken, gender)
        return _unless_discussed(reported, spoken, who, gender) if who is not None else NOBODY
    return NOBODY


def somebody_before(reported: Reported, gender: str) -> Antecedent:
    """The same, for words that only people are called by; the one person whom the sentence before
    names beside a speaker who is its subject."""
    who, evidence = subject_before(reported, gender)
    number = reported.sentence.number - 1
    if who is not None or number < 0:
        return who, evidence
    mentions = reported.article.mentions[number]
    others = [one for one in mentions if not reported.is_speaker(one.who)]
    is_alone = len({one.who for one in others}) == 1 and len(others) < len(mentions)
    if not is_alone or not agrees(others[0].who, gender):
        return NOBODY
    return others[0].who, (_evidence(reported, reported.article.sentences[number], others[0]),)


def pair_before(reported: Reported) -> Antecedents:
    """The people last spoken of together, in this sentence or the one before."""
    for spoken in reversed(reported.article.spoken):
        people = spoken.phrase.people
        if reported.sentence.number - spoken.last > 1:
            break
        if spoken.phrase.kind == PERSON and len(people) > 1:
            return people, (Evidence("antecedent", spoken.span, spoken.words),)
    return (), ()


def last_named(reported: Reported, before: int, gender: str, *, reach: int) -> Antecedent:
    """Whoever of this gender is named last before this token, in so many sentences."""
    article, number = reported.article, reported.sentence.number
    for at in range(number, max(-1, number - reach), -1):
        for mention in reversed(article.mentions[at]):
            if at == number and mention.first >= before:
                continue
            who = mention.who
            if (not gender or who.gender == gender) and not reported.is_speaker(who):
                return who, (_evidence(reported, article.sentences[at], mention),)
    return NOBODY


def _unless_discussed(reported: Reported, spoken: Spoken, who: Named, gender: str) -> Antecedent:
    """« “Il a gagné”, dit X. “Il …”, dit Y. »: both speak of the same person, Y not of X.

    Who answers speaks of whoever spoke.
    """
    answers = not reported.verbs.isdisjoint(reported.article.language.aboutness.answering)
    if spoken.has_spoken and not answers:
        for one in reversed(reported.article.discussed):
            is_near = spoken.last <= one.sentence and reported.sentence.number - one.sentence <= 1
            if is_near and agrees(one.who, gender) and not reported.is_speaker(one.who):
                return one.who, (one.evidence,)
    return who, (Evidence("antecedent", spoken.span, spoken.words),)


def _has_speaker(reported: Reported, spoken: Spoken) -> bool:
    people = spoken.phrase.people
    return bool(people) and all(map(reported.is_speaker, people))


def _agreeing(reported: Reported, spoken: Spoken, gender: str) -> Named | None:
    phrase = spoken.phrase
    if phrase.kind == PERSON and len(phrase.people) == 1:
        who = phrase.people[0]
    elif phrase.kind == FUNCTION:
        who = holder_of(reported, spoken.holder.number, spoken.holder, phrase)
    else:
        return None
    if who is None or reported.is_speaker(who):
        return None
    return who if agrees(who, gender) else None


def _evidence(reported: Reported, holder: Sentence, mention: Mention) -> Evidence:
    span = Span(holder.tokens[mention.first].start, holder.tokens[mention.last - 1].end)
    return Evidence("antecedent", span, reported.article.reading.text[span.start : span.end])


# --- Who holds an office -------------------------------------------------------------------------


def holder_of(reported: Reported, number: int, holder: Sentence, phrase: Phrase) -> Named | None:
    """« le maire de Sevran », « la parlementaire »: whoever the article calls so.

    ``number`` is the sentence by which to tell who was called so last.
    """
    article = reported.article
    adds = added_words(article, holder, phrase) - article.language.contractions
    for head in (phrase.head, *article.language.aboutness.wider.get(phrase.head, ())):
        who = article.described_as(head, phrase.gender, number, adds)
        if who is not None:
            return who if adds else _in_mind_as(reported, head) or who
    return None


def named_by(article: Article, sentence: Sentence, phrase: Phrase, *, number: int) -> Named | None:
    """Whom the article or, failing that, the archive calls by a function, wherever it stands."""
    adds = added_words(article, sentence, phrase)
    who = article.described_as(phrase.head, phrase.gender, number, adds)
    return who or article.holder(phrase.head, adds)


def called_so(reported: Reported, phrase: Phrase) -> Named | None:
    """« La ministre ne nous entend pas »: whoever was just spoken of, if nothing says what
    they are."""
    language, tokens = reported.article.language, reported.within.tokens
    opens = not any(one.is_word and one.low not in language.that for one in tokens[: phrase.first])
    is_definite = tokens[phrase.first].low in language.definite
    if not (opens and is_definite) or added_words(reported.article, reported.within, phrase):
        return None
    who, _evidence = subject_before(reported, phrase.gender)
    return None if who is None or reported.article.is_described(who) else who


def _in_mind_as(reported: Reported, head: str) -> Named | None:
    """Of several whom this noun describes, the one last spoken of: « le président »."""
    called = reported.article.all_described_as(head)
    if len(called) < 2:
        return None
    for spoken in reversed(reported.article.spoken):
        people = spoken.phrase.people
        if len(people) == 1 and people[0] in called:
            return people[0]
    return None
