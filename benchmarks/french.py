"""French-like words and sentences, the same at every run: what the measured archives are made of.

The words that carry the grammar are the language's own, as frequent as in print; the others are
invented, inflected and accented like French ones, and frequent by Zipf's law. Pure: no database.
"""

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final

STEMS, RARE, OLD = 2_800, 6_000, 40
# The shares of the words of a text, in hundredths: the commonest stem is in about one sentence
# of twenty, a rare word in twenty of a million.
SHARE_OF_STEMS, SHARE_OF_RARE = 49.0, 0.5
FLATNESS: Final = 60
LEAST_WORDS, MOST_WORDS = 8, 40

FUNCTION_WORDS: Final = {
    "de": 5.6, "la": 3.4, "le": 3.0, "et": 2.8, "les": 2.7, "à": 2.2, "des": 2.1, "que": 1.8,
    "un": 1.6, "en": 1.6, "du": 1.5, "une": 1.3, "est": 1.2, "il": 1.1, "qui": 1.1, "dans": 1.1,
    "pour": 1.1, "ne": 0.9, "pas": 0.9, "nous": 0.9, "a": 0.8, "je": 0.8, "au": 0.8, "ce": 0.7,
    "sur": 0.7, "on": 0.7, "plus": 0.6, "par": 0.6, "c’est": 0.6, "avec": 0.5, "se": 0.5,
    "vous": 0.5, "mais": 0.5, "sont": 0.4, "cette": 0.4, "aux": 0.4, "ont": 0.4, "tout": 0.3,
    "comme": 0.3, "faut": 0.3, "être": 0.3, "qu’il": 0.3, "d’un": 0.3, "d’une": 0.3, "ces": 0.3,
    "leur": 0.3, "n’est": 0.3, "s’est": 0.2, "qu’on": 0.2, "j’ai": 0.3, "l’on": 0.1, "où": 0.2,
    "déjà": 0.1, "très": 0.2, "même": 0.2, "si": 0.3, "ou": 0.3, "sans": 0.2, "entre": 0.2,
    "depuis": 0.1, "après": 0.2,
}  # fmt: skip
ONSETS: Final = [
    "b", "br", "bl", "c", "cl", "cr", "ch", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "j",
    "l", "m", "n", "p", "pl", "pr", "qu", "r", "s", "t", "tr", "v",
]  # fmt: skip
VOWELS: Final = [
    "a", "a", "e", "i", "o", "u", "ou", "é", "é", "ai", "eu", "oi", "an", "en", "in", "on",
    "è",
]  # fmt: skip
OPENINGS: Final = ["a", "é", "e", "i", "o", "ou", "in", "en", "an", "u"]
CODAS: Final = [
    "b", "c", "ch", "d", "g", "l", "ll", "m", "n", "nn", "p", "qu", "r", "rt", "s", "ss", "t",
    "tt", "v", "ct", "st", "mbr", "ntr",
]  # fmt: skip
# The forms of a stem, the most frequent first: of a verb, of a noun, of an adjective.
ENDINGS: Final = (
    ("er", "é", "e", "ait", "ées"),
    ("ement", "ements", "eur", "eurs", "euse"),
    ("ique", "iques", "icité", "iquement", "icien"),
    ("é", "és", "ée", "era", "ons"),
    ("ation", "ations", "er", "ent", "eraient"),
    ("eux", "euse", "euses", "eusement", "ité"),
)
SHARE_OF_FORMS: Final = (0.4, 0.25, 0.15, 0.12, 0.08)
VOWEL_LETTERS: Final = frozenset("aeéèiou")
SHARE_ELIDED: Final = (("l’", 0.25), ("d’", 0.15))


def stems(seed: str, number: int) -> list[str]:
    """So many different beginnings of words, one in six of them with a vowel."""
    chosen = random.Random(seed)  # noqa: S311  no secret
    found: dict[str, None] = {}
    while len(found) < number:
        first = chosen.choice(OPENINGS) if chosen.random() < 1 / 6 else ""
        middle = "".join(
            chosen.choice(ONSETS) + chosen.choice(VOWELS) for _ in range(chosen.choice((1, 1, 2)))
        )
        found[first + middle + chosen.choice(CODAS)] = None
    return list(found)


@cache
def families() -> list[tuple[str, ...]]:
    """The forms of each stem, the most frequent family first."""
    made, seen = [], set(FUNCTION_WORDS)
    for number, stem in enumerate(stems("stems", STEMS)):
        forms = tuple(stem + ending for ending in ENDINGS[number % len(ENDINGS)])
        made.append(tuple(form for form in forms if form not in seen))
        seen.update(forms)
    return [forms for forms in made if forms]


@cache
def rare_words() -> list[str]:
    """Words that few statements have, each as rare as the others."""
    known = {form for forms in families() for form in forms}
    return [word for stem in stems("rare", RARE) if (word := stem + "isme") not in known]


@cache
def old_words() -> list[str]:
    """Words that only old statements have: what left the news."""
    return [stem + "ard" for stem in stems("old", OLD)]


def absent_words() -> Iterator[str]:
    """Words that no text has."""
    return (f"{stem}oxwy" for stem in stems("absent", 200))


def zipf(number: int, flatness: float) -> list[float]:
    """Zipf's law as Mandelbrot wrote it: the shares, which add up to 1, of so many ranks."""
    weights = [1 / (rank + flatness) for rank in range(1, number + 1)]
    whole = sum(weights)
    return [weight / whole for weight in weights]


@cache
def lexicon() -> tuple[list[str], list[float]]:
    """What a sentence is drawn from, and the sums of the weights as far as each."""
    weights = dict(FUNCTION_WORDS)
    for forms, share in zip(families(), zipf(len(families()), FLATNESS), strict=True):
        for form, part in zip(forms, SHARE_OF_FORMS, strict=False):
            add_form(weights, form, SHARE_OF_STEMS * share * part)
    for word in rare_words():
        weights[word] = SHARE_OF_RARE / RARE
    return list(weights), list(accumulate(weights.values()))


def add_form(weights: dict[str, float], form: str, weight: float) -> None:
    """With its elisions, before a vowel."""
    left = weight
    if form[0] in VOWEL_LETTERS:
        for elided, share in SHARE_ELIDED:
            weights[elided + form] = weight * share
            left -= weight * share
    weights[form] = left


def words(chosen: random.Random, number: int) -> list[str]:
    drawn, sums = lexicon()
    return chosen.choices(drawn, cum_weights=sums, k=number)


def sentence(chosen: random.Random, *, old: bool = False) -> str:
    """From 8 to 40 words, without its full stop; ``old`` may have a word that left the news."""
    number = round(chosen.triangular(LEAST_WORDS, MOST_WORDS, 20))
    drawn = words(chosen, number)
    if old and chosen.random() < 0.1:
        drawn[number // 2] = chosen.choice(old_words())
    for place in range(7, number - 3, 9):
        drawn[place] += ","
    drawn[0] = drawn[0][0].upper() + drawn[0][1:]
    return " ".join(drawn)
