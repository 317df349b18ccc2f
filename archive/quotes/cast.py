"""The cast of an article: the people it speaks of, in the order of the keys that choose them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from archive.quotes.anchoring import Span
from archive.quotes.antecedents import named_by
from archive.quotes.article import Article
from archive.quotes.candidates import Candidate, KnownPerson
from archive.quotes.detection import Examined, examine
from archive.quotes.names import Named, Registry, name_words
from archive.quotes.phrases import FUNCTION
from archive.quotes.tokens import QUOTE, Sentence, tokens_between

# What being found to speak counts for, in mentions: who speaks is whom an editor will choose.
_SPEAKING: Final = 3
# Of several people of the archive called the same, no more are offered.
_MOST_NAMESAKES: Final = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody of the archive; ``count`` mentions in the article, of which this is the first."""

    person: KnownPerson
    count: int
    first: Span


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody whom the archive does not know, by the name printed in full."""

    name: str
    count: int
    first: Span


def cast_of(
    text: str, people: Iterable[KnownPerson] | Registry, *, language: str = "fr"
) -> tuple[Ranked | Stranger, ...]:
    """Everybody of the article, those first who are spoken of most and who speak.

    Names, functions, pronouns that the detector has understood and words found to be somebody's
    count; of two alike, who is mentioned first comes first. Those whom the archive does not know
    stand among the others. Linear in the text. ``ValueError`` for a language without a table.
    """
    return cast_in(examine(text, people, language=language))


def cast_in(examined: Examined) -> tuple[Ranked | Stranger, ...]:
    """The same, of an article already examined."""
    called = _Called()
    for who, span in _mentions(examined.article):
        called.add(who, span)
    for candidate in examined.candidates:
        _count_words(called, examined.article, candidate)
    parts = sorted(called.parts.values(), key=lambda part: (-part.weight, part.first.start))
    return tuple(one for part in parts for one in _entries(part, examined.article))


@dataclass(slots=True)
class _Part:
    """Somebody's part in the article: where they are mentioned, how many words are theirs."""

    who: Named
    places: dict[int, Span] = field(default_factory=dict)
    words: int = 0

    @property
    def weight(self) -> int:
        return len(self.places) + _SPEAKING * self.words

    @property
    def first(self) -> Span:
        return self.places[min(self.places)]


class _Called:
    """The parts of an article while they are counted, by the name of whoever has them."""

    def __init__(self) -> None:
        self.parts: dict[str, _Part] = {}

    def add(self, who: Named, span: Span) -> None:
        part = self.parts.setdefault(who.name, _Part(who))
        part.places.setdefault(span.start, span)
        if who.person is not None and part.who.person is None:
            part.who = who


def _entries(part: _Part, article: Article) -> Iterator[Ranked | Stranger]:
    count, first = len(part.places), part.first
    if part.who.person is not None:
        yield Ranked(part.who.person, count, first)
    elif part.who.is_homonym:
        for person in _namesakes(article.naming.registry, part.who.name)[:_MOST_NAMESAKES]:
            yield Ranked(person, count, first)
    elif part.who.is_sure or part.words or article.is_described(part.who):
        yield Stranger(part.who.name, count, first)


def _namesakes(registry: Registry, name: str) -> list[KnownPerson]:
    words = name_words(name)
    known = registry.beginning(words[0], "".join(words[1:2])) if words else []
    return [person for found, person in known if found == words]


# --- Mentions ---------------------------------------------------------------------------------


def _mentions(article: Article) -> Iterator[tuple[Named, Span]]:
    """Who is named or called by a function, between marks too; places of the text as given."""
    for sentence in article.sentences:
        for mention in article.mentions[sentence.number]:
            yield mention.who, _place(article, sentence, mention.first, mention.last)
        yield from _functions(article, sentence)
        for token in sentence.tokens:
            if token.kind == QUOTE:
                yield from _between(article, token.start, token.end)


def _functions(article: Article, sentence: Sentence) -> Iterator[tuple[Named, Span]]:
    """« le maire de Sevran »: whom the article or the archive calls so."""
    functions = article.language.functions
    if not any(token.low in functions for token in sentence.tokens):
        return
    for phrase in article.phrases(sentence).all():
        if phrase.kind == FUNCTION:
            who = named_by(article, sentence, phrase, number=sentence.number)
            if who is not None:
                yield who, _place(article, sentence, phrase.first, phrase.last)


def _between(article: Article, start: int, end: int) -> Iterator[tuple[Named, Span]]:
    words = tokens_between(article.reading.text, start, end, article.language)
    within = Sentence(words, 0, is_inside=True)
    for mention in article.naming.mentions(within):
        yield mention.who, _place(article, within, mention.first, mention.last)


def _place(article: Article, sentence: Sentence, first: int, last: int) -> Span:
    return article.reading.source(sentence.tokens[first].start, sentence.tokens[last - 1].end)


def _count_words(called: _Called, article: Article, candidate: Candidate) -> None:
    """What the detector says of who speaks, and of whom."""
    by_name = article.naming.by_name
    speaker = candidate.speaker
    if speaker.type in ("named", "collective"):
        if speaker.name in by_name and speaker.span is not None:
            called.add(by_name[speaker.name], speaker.span)
        for name in dict.fromkeys((speaker.name, *speaker.name.split(" et "))):
            if name in called.parts:
                called.parts[name].words += 1
    for target in candidate.targets:
        if target.name in by_name:
            called.add(by_name[target.name], target.span)
