"""The words by which an article designates, beside words an editor has chosen, who speaks or is
spoken of."""

from collections.abc import Iterator, Sequence

from archive.quotes.anchoring import Span
from archive.quotes.candidates import KnownPerson
from archive.quotes.chosen import Chosen, choose
from archive.quotes.phrases import ANONYMOUS, FUNCTION
from archive.quotes.subjects import subject_of
from archive.quotes.taken_up import has_rival, pronouns_of
from archive.quotes.tokens import Sentence


def attribution_near(
    text: str, span: Span, person: KnownPerson, *, language: str = "fr"
) -> Span | None:
    """The words by which the article names this speaker beside the quotation: a name with the
    function that explains it, a function, a pronoun. None when it does not.

    Reads the paragraphs around and the sentences where the person is named; the time does not
    depend on the length of the text. Raises ``ValueError`` for a language without a table.
    """
    chosen = choose(text, span, person, language)
    if chosen is None:
        return None
    return chosen.source(
        _of_proposal(chosen)
        or _of_verb(chosen)
        or _named_in(chosen, chosen.sentences)
        or _named_in(chosen, chosen.beside())
        or _plural(chosen)
    )


def mention_of(text: str, span: Span, person: KnownPerson, *, language: str = "fr") -> Span | None:
    """The words that designate this person in the quotation, else beside it: a name, a function,
    a pronoun of theirs when it can be nobody else. None when there are none.

    As quick as ``attribution_near``, and raises the same.
    """
    chosen = choose(text, span, person, language)
    if chosen is None:
        return None
    return chosen.source(
        _named_within(chosen)
        or _of_targets(chosen)
        or _called_within(chosen)
        or _named_in(chosen, chosen.sentences)
        or _pronoun(chosen)
        or _addressed(chosen)
    )


# --- Who speaks -------------------------------------------------------------------------------


def _of_proposal(chosen: Chosen) -> Span | None:
    """The source of the words, as the detector reads them, when it may be this person."""
    for candidate in chosen.proposed:
        span = candidate.speaker.span
        if span is None or chosen.holds(span):
            continue
        if candidate.speaker.person == chosen.who.person or _may_be_at(chosen, span):
            return span
    return None


def _may_be_at(chosen: Chosen, span: Span) -> bool:
    """Whether the words there may be this person, though the detector takes them for another."""
    words = chosen.passage.text[span.start : span.end].lower()
    gender, number = chosen.language.pronouns.get(words, ("", ""))
    if number == "s":
        return chosen.agrees(gender)
    for sentence in (*chosen.sentences, *chosen.beside()):
        for phrase in chosen.article.phrases(sentence).all():
            if chosen.place(sentence, phrase.first, phrase.last) == span:
                return phrase.kind != ANONYMOUS and chosen.may_designate(sentence, phrase)
    return False


def _of_verb(chosen: Chosen) -> Span | None:
    """The subject of a verb of saying that stands beside the words, the nearest first."""
    found = [
        (chosen.distance(chosen.place(sentence, group.first, group.last)), sentence, group)
        for sentence in chosen.sentences
        for group in chosen.article.groups(sentence)
        if not chosen.holds(chosen.place(sentence, group.first, group.last))
    ]
    for _distance, sentence, group in sorted(found, key=lambda one: one[0]):
        phrase = subject_of(chosen.article, sentence, group)
        if phrase is None or phrase.kind == ANONYMOUS:
            continue
        span = chosen.place(sentence, phrase.first, phrase.last)
        if not chosen.holds(span) and chosen.may_designate(sentence, phrase):
            return span
    return None


def _plural(chosen: Chosen) -> Span | None:
    """« ils »: the person speaks with others."""
    for candidate in chosen.proposed:
        span = candidate.speaker.span
        words = chosen.passage.text[span.start : span.end].lower() if span else ""
        if chosen.language.pronouns.get(words, ("", ""))[1] == "p":
            return span
    return None


def _named_in(chosen: Chosen, sentences: Sequence[Sentence]) -> Span | None:
    """The words nearest to the quotation that name the person in these sentences."""
    spans = [
        span
        for sentence in sentences
        for span in _designated_in(chosen, sentence)
        if not chosen.holds(span)
    ]
    return min(spans, key=chosen.distance, default=None)


def _designated_in(chosen: Chosen, sentence: Sentence) -> Iterator[Span]:
    """« la ministre X », « la ministre », then the name alone; never « un proche de X »."""
    phrases = chosen.article.phrases(sentence).all()
    for phrase in phrases:
        if chosen.designates(sentence, phrase):
            yield chosen.place(sentence, phrase.first, phrase.last)
    hidden = [one for one in phrases if one.kind == ANONYMOUS]
    for mention in chosen.article.mentions[sentence.number]:
        is_hidden = any(one.first < mention.first < one.last for one in hidden)
        if mention.who == chosen.who and not is_hidden:
            yield chosen.place(sentence, mention.first, mention.last)


# --- Who is spoken of -------------------------------------------------------------------------


def _named_within(chosen: Chosen) -> Span | None:
    for mention in chosen.named_within:
        if mention.who == chosen.who:
            return chosen.place(chosen.within, mention.first, mention.last)
    for phrase in chosen.within_phrases:
        if phrase.kind == FUNCTION and chosen.designates(chosen.within, phrase):
            return chosen.place(chosen.within, phrase.first, phrase.last)
    return None


def _of_targets(chosen: Chosen) -> Span | None:
    """What the detector takes for the person, of these words or beside them."""
    for candidate in chosen.proposed:
        for target in candidate.targets:
            if target.person is not None and target.person == chosen.who.person:
                return target.span
    return None


def _called_within(chosen: Chosen) -> Span | None:
    """« le maire », « la présidente »: the one function of the words, when nobody else is known
    to have it. That they are about this person, the editor has said."""
    found = [
        phrase
        for phrase in chosen.within_phrases
        if phrase.kind == FUNCTION and chosen.may_designate(chosen.within, phrase)
    ]
    if len(found) != 1:
        return None
    return chosen.place(chosen.within, found[0].first, found[0].last)


def _pronoun(chosen: Chosen) -> Span | None:
    """The first pronoun or possessive that agrees and has no rival among the same words."""
    for at, gender in pronouns_of(chosen.reported):
        if chosen.agrees(gender) and not has_rival(chosen.reported, at, gender):
            return chosen.place(chosen.within, at, at + 1)
    return None


def _addressed(chosen: Chosen) -> Span | None:
    """« vous », « votre »"""
    for at, token in enumerate(chosen.within.tokens):
        if token.low in chosen.language.second_persons:
            return chosen.place(chosen.within, at, at + 1)
    return None
