"""Words of a text, and the tokens under which they are indexed and looked for.

Stem first, fold after: the stem of "mangée" is taken while its accents still tell the ending, and
only then are accents, case and ligatures dropped. What is typed without accents is expanded through
the words the archive holds (``archive.models.Lexeme``). Every word is kept, the most frequent ones
too: exact phrases need them.

Tokens are ASCII letters and digits and begin with a letter, so that PostgreSQL's parser and
SQLite's tokenizer leave them whole. No word's token begins with ``zz``: those are the facets' own.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import Stemmer

from archive.search import french

LONGEST_TOKEN: Final = 64  # characters; what is longer is cut
LONGEST_FORM: Final = 128  # characters of a word that are looked at
FACET: Final = "zz"
BOUNDARY: Final = FACET  # stands between two parts of an entry: no phrase goes over it

STEMMERS: Final = {
    "fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian",
    "pt": "portuguese", "nl": "dutch",
}  # fmt: skip
APOSTROPHES: Final = "'’ʼ‘＇′"
LIGATURES: Final = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})

_POSSESSIVE: Final = re.compile(rf"[{APOSTROPHES}]s\Z", re.IGNORECASE)
_ACCENTS: Final = "\u0300-\u036f"  # written as characters of their own
# What French elides before a vowel, which is no word ("aujourd’hui" and "O’Brien" are words of
# their own); else an abbreviation ("U.M.P."); else letters and digits, with apostrophes inside.
# What was taken is never given back (``+``): nothing after it could need it, and no stack is kept.
_WORD: Final = re.compile(
    rf"(?P<elided>(?<![^\W_])(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|entr)"
    rf"[{APOSTROPHES}](?=[^\W_]))"
    rf"|(?:[^\W\d_]\.){{2,}}+(?:[^\W\d_](?![^\W_{APOSTROPHES}{_ACCENTS}]))?"
    rf"|[^\W_][{_ACCENTS}]*(?:[{APOSTROPHES}]?[^\W_][{_ACCENTS}]*)*+",
    re.IGNORECASE,
)
_LOCAL = threading.local()  # a stemmer serves one thread at a time


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``text[start:end]``, without what was elided before it.

    ``form`` is the word, or the beginning of a very long one.
    """

    start: int
    end: int
    form: str


def words(text: str) -> Iterator[Word]:
    """The words of the text, in order. Linear in its length."""
    for found in _WORD.finditer(text):
        if found.lastgroup is None:  # nothing but what was elided is a group
            yield Word(found.start(), found.end(), found.group()[:LONGEST_FORM])


def fold(form: str) -> str:
    """The word without accents, case, ligatures, apostrophes and dots."""
    if form.isascii():
        opened = form
    else:
        decomposed = unicodedata.normalize("NFKD", form.translate(LIGATURES))
        opened = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "".join(char for char in opened.casefold() if char.isalnum())


@lru_cache(maxsize=200_000)
def folded(form: str) -> str:
    """The word as the archive's lexemes and exact phrases have it; "" for what is no word."""
    return safe(fold(_POSSESSIVE.sub("", form)))


@lru_cache(maxsize=200_000)
def token(form: str, language: str = "fr") -> str:
    """The token of a word of a text in this language; "" for what is no word."""
    bare = _POSSESSIVE.sub("", form).translate(LIGATURES)
    plain = "".join(char for char in unicodedata.normalize("NFC", bare) if char.isalnum())
    return safe(fold(stemmed(plain.lower(), language)) or fold(plain))


def stemmed(word: str, language: str) -> str:
    """The stem of a word in small letters; the word itself where no stemmer knows its language."""
    algorithm = STEMMERS.get(language.split("-")[0].lower())
    if algorithm is None or not word.isalpha():
        return word
    if algorithm == STEMMERS["fr"]:
        if one := french.family(fold(word)):
            return one
        word = french.prepared(word)
    stemmers = _LOCAL.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm, 0)
    return stemmers[algorithm].stemWord(word)


def safe(bare: str) -> str:
    """The folded word in ASCII letters and digits, beginning with a letter; never like a facet."""
    if not bare.isascii():
        bare = "u" + bare.encode("utf-8", "surrogatepass").hex()
    elif bare[:1].isdigit():
        bare = "n" + bare
    elif bare.startswith(FACET):
        bare = FACET + bare
    return bare[:LONGEST_TOKEN]


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text as it is indexed: its tokens, and its words folded, each in order."""

    tokens: list[str]
    folded: list[str]

    def lexemes(self) -> set[tuple[str, str]]:
        return set(zip(self.folded, self.tokens, strict=True))


def analyse(text: str, language: str = "fr") -> Analysed:
    """The tokens of a text and its folded words, one of each a word. Linear in its length."""
    # As ``words`` does, which takes half as long again.
    forms = [found.group() for found in _WORD.finditer(text) if found.lastgroup is None]
    pairs = [pair for form in forms if (pair := token_and_folded(form[:LONGEST_FORM], language))[0]]
    return Analysed([made for made, _plain in pairs], [plain for _made, plain in pairs])


@lru_cache(maxsize=200_000)
def token_and_folded(form: str, language: str) -> tuple[str, str]:
    return token(form, language), folded(form)
