"""What kind of words an editor has chosen: direct, indirect or mixed, read from what is around."""

from typing import Final

from archive.quotes.anchoring import BadSpan, Span, trim
from archive.quotes.candidates import Candidate
from archive.quotes.detection import Examined, examine
from archive.quotes.passages import Reach, passage_around
from archive.quotes.quotations import NOBODY
from archive.quotes.rules.found import DIRECT, INDIRECT, MIXED
from archive.quotes.rules.quoted import is_sentence_like, opens_with_pronoun, word_count
from archive.quotes.tokens import QUOTE, Sentence, Token

# Words after a colon that are a sentence; fewer may be a name or a verdict.
_SENTENCE: Final = 4
_REACH: Final = Reach(1, 500, 1, 300)


def kind_of(text: str, start: int, end: int, *, language: str = "fr") -> str:
    """ "direct", "indirect" or "mixed".

    ``text[start:end]`` are the words chosen, with or without the marks around them. Reads the
    paragraphs around and no more, in a time that does not depend on the length of the text.
    Words that are none (out of bounds, blank) are indirect. Raises ``ValueError`` for a language
    without a table.
    """
    try:
        words = trim(text, start, end)
    except BadSpan:
        return INDIRECT
    passage = passage_around(text, words, _REACH)
    examined = examine(passage.text, NOBODY, language=language)
    return _Chosen(examined, passage.place(words)).kind()


class _Chosen:
    """Words chosen in a passage, and the quotations between marks that they touch."""

    def __init__(self, examined: Examined, words: Span) -> None:
        self.examined = examined
        self.article = examined.article
        self.words = words
        self.sentences = [one for one in self.article.sentences if self._touches(one)]
        self.marked = [
            (sentence, at)
            for sentence in self.sentences
            for at, token in enumerate(sentence.tokens)
            if token.kind == QUOTE and self._touches(token)
        ]

    def kind(self) -> str:
        if not self.marked:
            return INDIRECT
        proposed = self._proposed()
        if self._has_words_outside():
            return proposed.kind if proposed is not None else MIXED
        if proposed is not None and proposed.kind == DIRECT:
            return DIRECT
        if any(self._is_of_clause(*one) for one in self.marked):
            return MIXED
        if any(opens_with_pronoun(self.article, one.tokens[at]) for one, at in self.marked):
            return DIRECT
        is_speech = proposed is None and any(self._is_speech(*one) for one in self.marked)
        return DIRECT if is_speech else MIXED

    def _touches(self, one: Sentence | Token) -> bool:
        place = self.article.reading.source(one.start, one.end)
        return place.start < self.words.end and self.words.start < place.end

    def _proposed(self) -> Candidate | None:
        """What the detector has found with these very bounds."""
        return next((one for one in self.examined.candidates if self._has_bounds(one)), None)

    def _has_bounds(self, candidate: Candidate) -> bool:
        try:
            return trim(self.examined.text, candidate.start, candidate.end) == self.words
        except BadSpan:
            return False

    def _has_words_outside(self) -> bool:
        """Whether words were chosen that stand between no marks."""
        return any(
            token.is_word and self._touches(token)
            for sentence in self.sentences
            for token in sentence.tokens
        )

    def _is_of_clause(self, sentence: Sentence, at: int) -> bool:
        """« affirme que “…” », « menace de “…” »: a part of reported words."""
        token, language = sentence.tokens[at], self.article.language
        before = sentence.tokens[at - 1].low if at else ""
        if before in language.that or before in language.infinitive_marks:
            return True
        place = self.article.reading.source(token.start, token.end)
        return any(
            one.kind == MIXED
            and one.start <= place.start
            and place.end <= one.end
            and one.end - one.start > place.end - place.start
            for one in self.examined.candidates
        )

    def _is_speech(self, sentence: Sentence, at: int) -> bool:
        """Whether a quotation is told as somebody's own sentence."""
        token, text = sentence.tokens[at], self.article.reading.text
        announces = sentence.tokens[at - 1].low == ":" if at else True
        if announces and word_count(token, text) >= _SENTENCE:
            return True
        return is_sentence_like(token, text)
