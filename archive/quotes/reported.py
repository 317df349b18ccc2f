"""Reported words while it is asked whom they are about, and who was spoken of before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from archive.quotes.anchoring import Span
from archive.quotes.article import Article, Spoken
from archive.quotes.candidates import Evidence, Target
from archive.quotes.names import Mention, Named
from archive.quotes.phrases import FUNCTION, PERSON, PRONOUN, Phrase, Phrases
from archive.quotes.rules.found import Found
from archive.quotes.speakers import Resolved, added_words
from archive.quotes.tokens import Sentence

# How many sentences back whom a pronoun stands for is looked for.
REACH: Final = 4

Antecedent = tuple[Named | None, tuple[Evidence, ...]]
NOBODY: Final[Antecedent] = (None, ())


@dataclass(frozen=True, slots=True)
class About:
    """Somebody whom words are about; spans are of the words as read."""

    target: Target
    evidence: tuple[Evidence, ...] = ()


@dataclass
class Reported:
    """What a rule found in a sentence; ``within`` are its words, read with their quotations."""

    article: Article
    sentence: Sentence
    found: Found
    resolved: Resolved
    within: Sentence
    mentions: list[Mention]

    @cached_property
    def reader(self) -> Phrases:
        return Phrases(self.within.tokens, self.mentions, self.article.language)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The noun phrases of the words."""
        return self.reader.all()

    @cached_property
    def speakers(self) -> frozenset[str]:
        name = self.resolved.speaker.name
        return frozenset((name, *name.split(" et ")))

    def is_speaker(self, who: Named) -> bool:
        return who.name in self.speakers

    @property
    def has_many_speakers(self) -> bool:
        phrase = self.resolved.phrase
        return phrase is not None and phrase.number == "p"

    def about(
        self, holder: Sentence, first: int, last: int, who: Named,
        evidence: tuple[Evidence, ...] = (),
    ) -> About:  # fmt: skip
        """That tokens ``[first, last)``, of the words or of their sentence, designate somebody."""
        span = Span(holder.tokens[first].start, holder.tokens[last - 1].end)
        words = self.article.reading.text[span.start : span.end]
        return About(Target(who.name, who.person, words, span), evidence)

    # --- Who was spoken of before ------------------------------------------------------------

    def antecedent(self, before: int, gender: str) -> Antecedent:
        """The last person of this gender spoken of before this token, other than the speaker."""
        for spoken in reversed(self.article.spoken):
            if self.sentence.number - spoken.last > REACH:
                continue
            who = self._agreeing(spoken, gender)
            if who is not None:
                return who, (Evidence("antecedent", spoken.span, spoken.words),)
        return self.last_named(before, gender, reach=REACH) if gender else NOBODY

    def subject_before(self, gender: str) -> Antecedent:
        """Whoever the sentence before, or this one, is first about: nobody named by the way."""
        for spoken in reversed(self.article.spoken):
            if self.sentence.number - spoken.last > 1:
                return NOBODY
            if spoken.phrase.kind == PRONOUN or self._is_said(spoken):
                continue
            who = self._agreeing(spoken, gender)
            return (who, (Evidence("antecedent", spoken.span, spoken.words),)) if who else NOBODY
        return NOBODY

    def _is_said(self, spoken: Spoken) -> bool:
        """Whether the speaker was spoken of."""
        people = spoken.phrase.people
        return bool(people) and all(map(self.is_speaker, people))

    def _agreeing(self, spoken: Spoken, gender: str) -> Named | None:
        phrase = spoken.phrase
        if phrase.kind == PERSON and len(phrase.people) == 1:
            who = phrase.people[0]
        elif phrase.kind == FUNCTION:
            holder = self.article.sentences[spoken.sentence]
            who = holder_of(self.article, spoken.sentence, holder, phrase)
        else:
            return None
        if who is None or self.is_speaker(who):
            return None
        return who if not gender or who.gender in (gender, "") else None

    def last_named(self, before: int, gender: str, *, reach: int) -> Antecedent:
        """Whoever of this gender is named last before this token, in so many sentences."""
        article, number = self.article, self.sentence.number
        for at in range(number, max(-1, number - reach), -1):
            for mention in reversed(article.mentions[at]):
                if at == number and mention.first >= before:
                    continue
                who = mention.who
                if (not gender or who.gender == gender) and not self.is_speaker(who):
                    return who, (self._evidence(article.sentences[at], mention),)
        return NOBODY

    def _evidence(self, holder: Sentence, mention: Mention) -> Evidence:
        span = Span(holder.tokens[mention.first].start, holder.tokens[mention.last - 1].end)
        return Evidence("antecedent", span, self.article.reading.text[span.start : span.end])


def holder_of(article: Article, number: int, holder: Sentence, phrase: Phrase) -> Named | None:
    """« le maire de Sevran », « la parlementaire »: whom the article has named as such.

    ``number`` is the sentence by which to tell who was described last.
    """
    adds = added_words(article, holder, phrase)
    for head in (phrase.head, *article.language.aboutness.wider.get(phrase.head, ())):
        who = article.described_as(head, phrase.gender, number, adds)
        if who is not None:
            return who
    return None


def described_by(article: Article, heads: tuple[str, ...]) -> Iterator[Named]:
    """Everyone whom the article calls by one of these nouns."""
    for head in heads:
        yield from article.all_described_as(head)
