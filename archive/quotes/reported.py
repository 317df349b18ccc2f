"""Reported words while it is asked whom they are about."""

from dataclasses import dataclass, field
from functools import cached_property

from archive.quotes.anchoring import Span
from archive.quotes.article import Article
from archive.quotes.candidates import Evidence, Target
from archive.quotes.names import Mention, Named
from archive.quotes.phrases import Phrase, Phrases
from archive.quotes.rules.found import Found
from archive.quotes.speakers import Resolved
from archive.quotes.tokens import QUOTE, Sentence


@dataclass(frozen=True, slots=True)
class About:
    """Somebody whom words are about; spans are of the words as read."""

    who: Named
    target: Target
    evidence: tuple[Evidence, ...] = ()


@dataclass
class Reported:
    """What a rule found in a sentence; ``within`` are its words, read with their quotations.

    ``told`` are those whom the sentence names beside the words.
    """

    article: Article
    sentence: Sentence
    found: Found
    resolved: Resolved
    within: Sentence
    mentions: list[Mention]
    told: list[About] = field(default_factory=list)

    @cached_property
    def lows(self) -> frozenset[str]:
        """Every word of the words, small: most say at once that a rule has nothing to look for."""
        return frozenset(token.low for token in self.within.tokens)

    @cached_property
    def reader(self) -> Phrases:
        return Phrases(self.within.tokens, self.mentions, self.article.language)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The noun phrases of the words."""
        return self.reader.all()

    @cached_property
    def speakers(self) -> frozenset[str]:
        return frozenset(self.resolved.speaker.names)

    def is_speaker(self, who: Named) -> bool:
        return who.name in self.speakers

    @property
    def has_many_speakers(self) -> bool:
        phrase = self.resolved.phrase
        return phrase is not None and phrase.number == "p"

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The lemmas of the verb by which the words are reported."""
        if self.found.cue is None or self.found.source_sentence is not None:
            return frozenset()
        cues = self.article.language.cues
        words = [token.low for token in self.sentence.tokens[slice(*self.found.cue)]]
        return frozenset(cues[low].lemma for low in words if low in cues)

    def tells_of(self, gender: str) -> bool:
        """Whether the sentence names, beside the words, somebody of this gender."""
        return any(agrees(one.who, gender) for one in self.told)

    @cached_property
    def is_judgement(self) -> bool:
        """« a salué “son immense talent” »: words in marks that judge somebody else."""
        found, language = self.found, self.article.language
        if found.cue is None or found.last - found.first != 1:
            return False
        cue = self.sentence.tokens[slice(*found.cue)]
        is_reflexive = any(one.low in language.reflexives for one in cue)
        is_quotation = self.sentence.tokens[found.first].kind == QUOTE
        judges = not self.verbs.isdisjoint(language.aboutness.judging)
        return is_quotation and judges and not is_reflexive

    def about(
        self, holder: Sentence, first: int, last: int, who: Named,
        evidence: tuple[Evidence, ...] = (),
    ) -> About:  # fmt: skip
        """That tokens ``[first, last)``, of the words or of their sentence, designate somebody."""
        span = Span(holder.tokens[first].start, holder.tokens[last - 1].end)
        words = self.article.reading.text[span.start : span.end]
        return About(who, Target(who.name, who.person, words, span), evidence)


def agrees(who: Named, gender: str) -> bool:
    return not gender or who.gender in (gender, "")
