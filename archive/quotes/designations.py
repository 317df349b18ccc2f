"""The words by which an article designates, beside words an editor has chosen, who speaks or is
spoken of."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from archive.quotes.anchoring import BadSpan, Span, trim
from archive.quotes.candidates import Candidate, KnownPerson
from archive.quotes.detection import Examined, examine
from archive.quotes.names import Mention, Named, Registry, name_words
from archive.quotes.passages import Passage, Reach, passage_around
from archive.quotes.phrases import ANONYMOUS, FUNCTION, PRONOUN, Phrase, Phrases
from archive.quotes.rules.found import DIRECT
from archive.quotes.tokens import Sentence, Token, tokens_between

_REACH: Final = Reach(2, 900, 1, 400)


def attribution_near(
    text: str, span: Span, person: KnownPerson, *, language: str = "fr"
) -> Span | None:
    """The words by which the article names this speaker beside the quotation: a name with the
    function that explains it, a function, a pronoun. None when it does not.

    Reads the paragraphs around and the sentences where the person is named; the time does not
    depend on the length of the text. Raises ``ValueError`` for a language without a table.
    """
    beside = _beside(text, span, person, language)
    return beside.source(beside.attribution()) if beside is not None else None


def mention_of(text: str, span: Span, person: KnownPerson, *, language: str = "fr") -> Span | None:
    """The words that designate this person in the quotation, else beside it: a name, a function,
    a pronoun of theirs when it can be nobody else. None when there are none.

    As quick as ``attribution_near``, and raises the same.
    """
    beside = _beside(text, span, person, language)
    return beside.source(beside.mention()) if beside is not None else None


def _beside(text: str, span: Span, person: KnownPerson, language: str) -> "_Beside | None":
    try:
        words = trim(text, span.start, span.end)
    except BadSpan:
        return None
    passage = passage_around(text, words, _REACH, _namings(text, person, words.start))
    examined = examine(passage.text, Registry([person]), language=language)
    return _Beside(passage, examined, passage.place(words), person)


def _namings(text: str, person: KnownPerson, before: int) -> Iterator[Span]:
    """Where the article names somebody first, and last before this place."""
    for name in (person.name, *person.names):
        if not name:
            continue
        for at in {text.find(name, 0, before), text.rfind(name, 0, before)}:
            if at >= 0:
                yield Span(at, at + len(name))


class _Beside:
    """Chosen words in their passage, of which one person is asked; places are the passage's."""

    def __init__(
        self, passage: Passage, examined: Examined, words: Span, person: KnownPerson
    ) -> None:
        self.passage = passage
        self.article = examined.article
        self.language = examined.article.language
        self.words = words
        self.person = person
        self.who = self.article.naming.known(person)
        self.proposed = sorted(
            (one for one in examined.candidates if self._shared(one) > 0), key=self._shared
        )[::-1]

    def source(self, span: Span | None) -> Span | None:
        return self.passage.source(span) if span is not None else None

    def _shared(self, candidate: Candidate) -> int:
        """How many code points of the chosen words a proposal holds, less those it adds."""
        shared = min(candidate.end, self.words.end) - max(candidate.start, self.words.start)
        return 2 * shared - (candidate.end - candidate.start) // 4 if shared > 0 else 0

    # --- Who speaks --------------------------------------------------------------------------

    def attribution(self) -> Span | None:
        for candidate in self.proposed:
            span = candidate.speaker.span
            if span is None or _overlap(span, self.words):
                continue
            if candidate.speaker.person == self.person or self._may_designate(span):
                return span
        return self._nearest_name()

    def _may_designate(self, span: Span) -> bool:
        """« le député », « il »: words that name nobody else and agree."""
        ...

    def _nearest_name(self) -> Span | None: ...

    # --- Who is spoken of --------------------------------------------------------------------

    def mention(self) -> Span | None: ...
