"""What a rule has found, before it is known who the speaker is."""

from dataclasses import dataclass

from archive.quotes.candidates import Evidence, Tier
from archive.quotes.phrases import Phrase
from archive.quotes.tokens import QUOTE, Sentence
from archive.quotes.verbs import Group

DIRECT, INDIRECT, MIXED = "direct", "indirect", "mixed"


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``[first, last)`` of a sentence are somebody's words.

    ``cue`` bounds the tokens of the cue. The source is a phrase, of this sentence unless
    ``source_sentence`` says which; or, without one, the speaker before when ``carries_on``.
    """

    rule: str
    first: int
    last: int
    kind: str
    source: Phrase | None = None
    cue: tuple[int, int] | None = None
    tier: Tier = Tier.MEDIUM
    source_sentence: Sentence | None = None
    carries_on: bool = False
    # Whoever was last given words in this sentence speaks on: « …, ajoutant que … ».
    follows: bool = False
    # What of the article bears it out beside the speaker's own; spans of the words read.
    evidence: tuple[Evidence, ...] = ()
    # Whom the sentence says the words are about, outside the words: « accuse X de … ».
    about: tuple[Phrase, ...] = ()


def kind_of(sentence: Sentence, first: int, last: int) -> str:
    """Direct when the words are one quotation, mixed when one is among them, else indirect."""
    quotes = sum(token.kind == QUOTE for token in sentence.tokens[first:last])
    if not quotes:
        return INDIRECT
    return DIRECT if last - first == 1 else MIXED


def cue_of(group: Group) -> tuple[int, int]:
    return group.first, group.last
