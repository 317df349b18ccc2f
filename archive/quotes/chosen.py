"""Words that an editor has chosen, read in the paragraphs around, and the person asked of them."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from archive.quotes.anchoring import BadSpan, Span, trim
from archive.quotes.antecedents import named_by
from archive.quotes.candidates import Candidate, KnownPerson
from archive.quotes.detection import Examined, examine
from archive.quotes.names import Mention, Registry
from archive.quotes.passages import Passage, Reach, passage_around
from archive.quotes.phrases import COLLECTIVE, FUNCTION, Phrase, Phrases
from archive.quotes.reported import Reported
from archive.quotes.rules.found import DIRECT, Found
from archive.quotes.speakers import UNKNOWN
from archive.quotes.text import cuts_word
from archive.quotes.tokens import Sentence, tokens_between

_REACH: Final = Reach(2, 700, 1, 250)


def choose(text: str, span: Span, person: KnownPerson, language: str) -> "Chosen | None":
    """The words with what is around them and the sentences where the article names the person;
    None when the stretch holds no words."""
    try:
        words = trim(text, span.start, span.end)
    except BadSpan:
        return None
    passage = passage_around(text, words, _REACH, _namings(text, person, words.start))
    examined = examine(passage.text, Registry([person]), language=language)
    chosen = Chosen(passage, examined, passage.place(words), person)
    return chosen if chosen.sentences else None


def _namings(text: str, person: KnownPerson, before: int) -> Iterator[Span]:
    """Where the article names somebody first, and last before this place."""
    for name in (person.name, *person.names):
        for at in {text.find(name, 0, before), text.rfind(name, 0, before)} if name else ():
            if at >= 0:
                yield Span(at, at + len(name))


class Chosen:
    """Chosen words in their passage. All places are those of the passage, until ``source``."""

    def __init__(
        self, passage: Passage, examined: Examined, words: Span, person: KnownPerson
    ) -> None:
        self.passage = passage
        self.article = examined.article
        self.language = examined.article.language
        self.words = words
        self.who = self.article.naming.known(person)
        touching = [one for one in examined.candidates if self._shared(one) > 0]
        # What the detector proposes of these words, the most alike first.
        self.proposed = sorted(touching, key=self._unlikeness)
        self.sentences = [one for one in self.article.sentences if self._touches(one)]

    def source(self, span: Span | None) -> Span | None:
        """The place in the article; None for what has none, or would cut a word: letters that
        nobody composes are read as the end of one."""
        if span is None or any(cuts_word(self.passage.text, at) for at in (span.start, span.end)):
            return None
        return self.passage.source(span)

    def place(self, sentence: Sentence, first: int, last: int) -> Span:
        tokens = sentence.tokens
        return self.article.reading.source(tokens[first].start, tokens[last - 1].end)

    def holds(self, span: Span) -> bool:
        """Whether the chosen words and this stretch have anything in common."""
        return span.start < self.words.end and self.words.start < span.end

    def distance(self, span: Span) -> int:
        return max(span.start - self.words.end, self.words.start - span.end, 0)

    @cached_property
    def within(self) -> Sentence:
        """The chosen words read as one sentence, those between marks too."""
        reading = self.article.reading
        place = reading.place(self.words)
        words = tokens_between(reading.text, place.start, place.end, self.language)
        return Sentence(words, 0, is_inside=True)

    @cached_property
    def named_within(self) -> list[Mention]:
        return self.article.naming.mentions(self.within)

    @cached_property
    def within_phrases(self) -> list[Phrase]:
        return Phrases(self.within.tokens, self.named_within, self.language).all()

    @cached_property
    def reported(self) -> Reported:
        """The words as reported by somebody unknown, for what looks at their pronouns."""
        found = Found("chosen", 0, 0, DIRECT)
        return Reported(
            self.article, self.sentences[0], found, UNKNOWN, self.within, self.named_within
        )

    @property
    def number(self) -> int:
        """That of the sentence where the words begin."""
        return self.sentences[0].number

    def beside(self) -> list[Sentence]:
        """The sentences before and after those of the words, in the same paragraph."""
        before = self.article.before(self.sentences[0])
        after = self.article.after(self.sentences[-1])
        paragraphs = {self.sentences[0].paragraph, self.sentences[-1].paragraph}
        return [one for one in (before, after) if one is not None and one.paragraph in paragraphs]

    def designates(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a phrase names the person, or is a function by which they are called."""
        if phrase.people:
            return self.who in phrase.people
        if phrase.kind != FUNCTION:
            return False
        return named_by(self.article, sentence, phrase, number=self.number) == self.who

    def may_designate(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether nothing in a phrase is against its being the person: not another's name, nor
        another gender or number."""
        if phrase.people:
            return self.who in phrase.people
        is_body = self.who.person is not None and self.who.person.is_body
        if (phrase.kind == COLLECTIVE) != is_body or phrase.number != "s":
            return False
        return self.agrees(phrase.gender) and self._is_nobody_else(sentence, phrase)

    def agrees(self, gender: str) -> bool:
        """Whether words of this gender may stand for the person; a body may be of any."""
        is_body = self.who.person is not None and self.who.person.is_body
        return is_body or not gender or self.who.gender in ("", gender)

    def _is_nobody_else(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Not the function by which the article calls another."""
        if phrase.kind != FUNCTION:
            return True
        who = named_by(self.article, sentence, phrase, number=self.number)
        return who is None or who == self.who

    def _shared(self, candidate: Candidate) -> int:
        return min(candidate.end, self.words.end) - max(candidate.start, self.words.start)

    def _unlikeness(self, candidate: Candidate) -> int:
        """The code points that only one of the two holds."""
        lengths = candidate.end - candidate.start + self.words.end - self.words.start
        return lengths - 2 * self._shared(candidate)

    def _touches(self, sentence: Sentence) -> bool:
        return self.holds(self.place(sentence, 0, len(sentence.tokens)))
