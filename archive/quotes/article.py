"""One article while it is read: its sentences, who is named, who was spoken of last."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Final

from archive.quotes.anchoring import Span
from archive.quotes.candidates import Evidence
from archive.quotes.descriptions import descriptions
from archive.quotes.languages.language import Language
from archive.quotes.names import Mention, Named, Registry
from archive.quotes.naming import Naming
from archive.quotes.phrases import (
    ANONYMOUS,
    COLLECTIVE,
    PERSON,
    Phrase,
    Phrases,
)
from archive.quotes.reading import Reading
from archive.quotes.tokens import QUOTE, Sentence, Token, sentences
from archive.quotes.verbs import Group, groups, sources

# The gender of « it », which takes up bodies alone.
NEUTER: Final = "n"
# How many of those spoken of last a pronoun may stand for, and over how many sentences.
_REMEMBERED: Final = 12
_REACH: Final = 6
# How many descriptions by one function are looked at on either side of a sentence.
_DESCRIBED: Final = 40


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody spoken of, for the pronouns that follow.

    ``holder`` is the sentence of the phrase, which may be words between marks read as one;
    ``last`` is the number of the one that last took it up.
    """

    phrase: Phrase
    holder: Sentence
    last: int
    span: Span  # of the words read
    words: str
    has_spoken: bool = False


@dataclass(frozen=True, slots=True)
class Discussed:
    """Somebody whom reported words of this sentence were about; ``evidence`` says who it is."""

    sentence: int
    who: Named
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Description:
    """A function by which somebody is described, in this sentence, with the words beside it."""

    sentence: int
    who: Named
    words: frozenset[str]


@dataclass(slots=True)
class Article:
    """What the rules see; ``spoken`` grows as the sentences are read in order."""

    reading: Reading
    language: Language
    naming: Naming
    sentences: list[Sentence]
    mentions: list[list[Mention]]
    described: dict[str, list[Description]] = field(default_factory=dict)
    spoken: list[Spoken] = field(default_factory=list)
    # Whom the last words reported were about, for the words of others on them.
    discussed: list[Discussed] = field(default_factory=list)
    # Name -> the functions by which the article describes them.
    offices_of: dict[str, set[str]] = field(default_factory=dict)
    # Name -> where it stands first, in full if it ever does.
    first_named: dict[str, Span] = field(default_factory=dict)
    _phrases: dict[int, Phrases] = field(default_factory=dict)
    _groups: dict[int, list[Group]] = field(default_factory=dict)
    _sources: dict[int, dict[int, int]] = field(default_factory=dict)

    def phrases(self, sentence: Sentence) -> Phrases:
        number = sentence.number
        if sentence.is_inside:
            mentions = self.naming.mentions(sentence)
            return Phrases(sentence.tokens, mentions, self.language)
        if number not in self._phrases:
            self._phrases[number] = Phrases(sentence.tokens, self.mentions[number], self.language)
        return self._phrases[number]

    def groups(self, sentence: Sentence) -> list[Group]:
        if sentence.number not in self._groups:
            self._groups[sentence.number] = groups(sentence.tokens, self.language)
        return self._groups[sentence.number]

    def sources(self, sentence: Sentence) -> dict[int, int]:
        """Where « selon », « d'après » … stand, and how many tokens each has."""
        number = sentence.number
        if number not in self._sources:
            self._sources[number] = sources(sentence.tokens, self.language)
        return self._sources[number]

    def words(self, sentence: Sentence, first: int, last: int) -> str:
        """The words of tokens ``[first, last)``, as read."""
        tokens = sentence.tokens
        return " ".join(self.reading.text[tokens[first].start : tokens[last - 1].end].split())

    def before(self, sentence: Sentence) -> Sentence | None:
        return self.sentences[sentence.number - 1] if sentence.number else None

    def after(self, sentence: Sentence) -> Sentence | None:
        number = sentence.number + 1
        return self.sentences[number] if number < len(self.sentences) else None

    # --- Who was spoken of -------------------------------------------------------------------

    def remember(self, sentence: Sentence, phrase: Phrase, *, has_spoken: bool = False) -> None:
        """Somebody is spoken of, or speaks: a pronoun may now stand for them."""
        self.take_up(self.spoken_at(sentence, phrase, has_spoken=has_spoken), sentence.number)

    def take_up(self, spoken: Spoken, sentence: int) -> None:
        """Somebody is spoken of again, by a pronoun."""
        self.spoken.append(replace(spoken, last=sentence))
        del self.spoken[:-_REMEMBERED]

    def spoken_at(self, sentence: Sentence, phrase: Phrase, *, has_spoken: bool = False) -> Spoken:
        first, last = sentence.tokens[phrase.first], sentence.tokens[phrase.last - 1]
        words = self.words(sentence, phrase.first, phrase.last)
        return Spoken(
            phrase,
            sentence,
            sentence.number,
            Span(first.start, last.end),
            words,
            has_spoken,
        )

    def antecedent(self, sentence: int, gender: str, number: str) -> Spoken | None:
        """The last spoken of whom a pronoun of this gender and number may stand for."""
        near = [one for one in reversed(self.spoken) if sentence - one.last <= _REACH]
        near.sort(key=lambda one: _is_unlikely(one, sentence, self.language))
        fitting = [one for one in near if _agrees(one.phrase, gender, number)]
        return fitting[0] if fitting else None

    def last_named(self, sentence: int, gender: str, number: str) -> Spoken | None:
        """The last person of this very gender named in the sentences before, whatever they did."""
        if number != "s":
            return None
        for earlier in range(sentence - 1, max(-1, sentence - 1 - _REACH), -1):
            for mention in reversed(self.mentions[earlier]):
                if mention.who.gender == gender:
                    phrase = Phrase(mention.first, mention.last, PERSON, (mention.who,), "", gender)
                    return self.spoken_at(self.sentences[earlier], phrase)
        return None

    def last_mentioned(self, sentence: Sentence, phrase: Phrase) -> Spoken | None:
        """Whom « ce dernier » takes up: the last person of its gender named before it."""
        for number in range(sentence.number, max(-1, sentence.number - 3), -1):
            holder = self.sentences[number]
            for mention in reversed(self.mentions[number]):
                is_before = number < sentence.number or mention.last <= phrase.first
                if is_before and _fits(mention.who.gender, phrase.gender):
                    named = Phrase(
                        mention.first, mention.last, PERSON, (mention.who,), "", phrase.gender
                    )
                    return self.spoken_at(holder, named)
        return None

    def naming_of(self, who: Named) -> Span | None:
        """Where the article first names somebody, in full if it does; None when it never does."""
        return self.first_named.get(who.name)

    def described_as(
        self, head: str, gender: str, sentence: int, words: frozenset[str]
    ) -> Named | None:
        """The person of the article whom this function last described.

        ``words`` are what the phrase adds to the noun: « le maire de Lille » is not the mayor of
        another town.
        """
        described = self.described.get(_stem(head), [])
        here = bisect_right(described, sentence, key=lambda one: one.sentence)
        near = described[max(0, here - _DESCRIBED) : here + _DESCRIBED]
        known = [
            one
            for one in near
            if _fits(one.who.gender, gender) and (not words or words & one.words)
        ]
        earlier = [one.who for one in known if one.sentence <= sentence]
        if earlier:
            return earlier[-1]
        later = {one.who for one in known}
        if len(later) == 1:
            return later.pop()
        # « le ministre », masculine, may be a woman.
        return self.described_as(head, "f", sentence, words) if gender == "m" else None

    def all_described_as(self, head: str) -> set[Named]:
        """Everyone of the article whom this noun describes."""
        return {one.who for one in self.described.get(_stem(head), [])[: 2 * _DESCRIBED]}

    def discuss(self, sentence: Sentence, who: Named, evidence: Evidence) -> None:
        """Reported words are about somebody: what is said next may be too."""
        self.discussed.append(Discussed(sentence.number, who, evidence))
        del self.discussed[:-_REMEMBERED]

    def is_described(self, who: Named) -> bool:
        """Whether the article says what somebody is, by a function."""
        return bool(self.offices_of.get(who.name))

    def may_be(self, who: Named, head: str, lone: frozenset[str]) -> bool:
        """Whether somebody may hold an office: whoever holds one that stands alone holds no other.

        « le ministre » is not the deputy last spoken of.
        """
        held = self.offices_of.get(who.name, set())
        return head not in lone or not held or _stem(head) in held

    def known_for(self, gender: str, words: frozenset[str]) -> Named | None:
        """The only person whom the article describes by all these names, whatever the function."""
        known = {
            one.who
            for one in self.described.get("", [])[: 10 * _DESCRIBED]
            if words <= one.words and _fits(one.who.gender, gender)
        }
        return known.pop() if words and len(known) == 1 else None

    def holder(self, head: str, words: frozenset[str]) -> Named | None:
        """Whom the archive knows by this function, though the article does not name them."""
        person = self.naming.registry.holder(head, words)
        return self.naming.known(person) if person is not None else None

    def in_mind(self, sentence: int, gender: str, *, near: int) -> Spoken | None:
        """The person last spoken of, within so many sentences, whose gender is known to agree."""
        for one in reversed(self.spoken):
            if sentence - one.last > near:
                return None
            if one.phrase.kind == PERSON and _fits(one.phrase.gender, gender):
                return one
        return None


def _is_unlikely(spoken: Spoken, sentence: int, language: Language) -> bool:
    """A body, or somebody unnamed, of whom nothing was said just before."""
    if spoken.phrase.kind == ANONYMOUS:
        return not spoken.has_spoken
    if spoken.phrase.kind != COLLECTIVE:
        return False
    first = spoken.words.partition(" ")[0].lower()
    is_indefinite = first in language.indefinites or first in language.possessives
    is_thing = spoken.phrase.head not in language.bodies and not spoken.phrase.people
    return sentence - spoken.last > 1 or ((is_indefinite or is_thing) and not spoken.has_spoken)


def _agrees(phrase: Phrase, gender: str, number: str) -> bool:
    if (phrase.number == "p") != (number == "p") or not may_be_neuter(phrase, gender):
        return False
    return _fits(phrase.gender, phrase.gender if gender == NEUTER else gender)


def may_be_neuter(phrase: Phrase, gender: str) -> bool:
    """« it said » stands for a body, never for somebody."""
    return gender != NEUTER or phrase.kind == COLLECTIVE


def _fits(one: str, other: str) -> bool:
    return not one or not other or one == other


def _stem(head: str) -> str:
    """The same for a woman and a man: élu, élue; directeur, directrice."""
    for ending in ("trice", "teur", "euse", "eure", "eur", "ère", "er", "ienne", "ien", "e"):
        if head.endswith(ending) and len(head) - len(ending) > 2:
            return head[: -len(ending)]
    return head


def _first_namings(found: list[Sentence], mentions: list[list[Mention]]) -> dict[str, Span]:
    """Where each name stands first; in full rather than by a surname alone."""
    first: dict[str, tuple[bool, Span]] = {}
    for sentence, named in zip(found, mentions, strict=True):
        for one in named:
            span = Span(sentence.tokens[one.first].start, sentence.tokens[one.last - 1].end)
            known = first.get(one.who.name)
            if known is None or (one.is_whole and not known[0]):
                first[one.who.name] = (one.is_whole, span)
    return {name: span for name, (_is_whole, span) in first.items()}


def read_article(reading: Reading, registry: Registry, language: Language) -> Article:
    """Cuts an article and finds who is named in it; surnames of headlines included."""
    found = sentences(reading.text, language)
    naming = Naming(reading.text, registry, language)
    mentions = [naming.mentions(sentence) for sentence in found]
    for sentence in found:
        # Who is called by a surname in the headline is named in full below.
        if naming.knows_better(sentence, mentions[sentence.number]):
            mentions[sentence.number] = naming.mentions(sentence)
    article = Article(reading, language, naming, found, mentions)
    article.first_named = _first_namings(found, mentions)
    for sentence in found:
        if article.mentions[sentence.number]:
            for head, words, who in descriptions(
                sentence.tokens, article.mentions[sentence.number], language
            ):
                described = Description(sentence.number, who, words)
                article.described.setdefault(_stem(head), []).append(described)
                if head:
                    article.offices_of.setdefault(who.name, set()).add(_stem(head))
    return article


def has_quote(tokens: list[Token]) -> bool:
    return any(token.kind == QUOTE for token in tokens)
