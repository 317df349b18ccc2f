"""The outer text of an article, cut into sentences of tokens with each quotation as one token.

Seen so, the syntax around quotations is regular: what stands inside marks no longer hides the
sentence that carries it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from archive.quotes.languages.language import Language
from archive.quotes.marks import Marked, marked

# Sentences longer than this are cut: what reads them may look at every pair of their tokens.
LONGEST: Final = 220
_LONGEST_NAME: Final = 6  # tokens of the name between a quotation and its verb

WORD, NUMBER, POINT, QUOTE = "word", "number", "point", "quote"

_TOKEN = re.compile(
    r"(?P<elided>(?:[ldcjmnstLDCJMNST]|[Qq]u|QU|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)')(?=\s?[^\W\d_]|\s?[«\"“(\[]|\s*\Z)"
    r"|(?P<word>[^\W\d_][^\W_]*(?:[-'&][^\W_]+)*(?:\.(?=[^\W\d_]\.))?)"
    r"|(?P<number>\d[\d.,  ]*\d|\d)"
    r"|(?P<dots>\.\.\.+|…)"
    r"|(?P<point>\S)"
)
_INVERTED = re.compile(r"(?:-t)?(-(?:il|elle|ils|elles|on|je|nous|vous|tu))$", re.IGNORECASE)


@dataclass(slots=True)
class Token:
    """A word, a number, a point or a whole quotation, at ``[start, end)`` of what is read."""

    kind: str
    start: int
    end: int
    low: str  # small letters; "" for a quotation
    is_capital: bool = False
    quote: Marked | None = None
    is_acronym: bool = False

    @property
    def is_word(self) -> bool:
        return self.kind == WORD


@dataclass(slots=True)
class Sentence:
    """Tokens that end with a full stop or with their paragraph.

    ``taken`` are the tokens ``[first, last)`` of what was found, ``spent`` those of cues and
    sources.
    """

    tokens: list[Token]
    paragraph: int
    number: int = 0
    # Whether these are words between marks, of which the article's own sentence tells nothing.
    is_inside: bool = False
    taken: list[tuple[int, int]] = field(default_factory=list)
    spent: list[tuple[int, int]] = field(default_factory=list)

    def has_taken(self, at: int) -> bool:
        """Whether this token is of words already found."""
        return any(first <= at < last for first, last in self.taken)

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def sentences(text: str, language: Language) -> list[Sentence]:
    """The sentences of an article, in order; ``paragraph`` counts lines that are not blank."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        tokens = _joined(_tokens(text, start, end, language), language)
        found.extend(Sentence(part, number) for part in _cut(text, tokens, language))
    for number, sentence in enumerate(found):
        sentence.number = number
    return found


def _joined(tokens: list[Token], language: Language) -> list[Token]:
    """The tokens, with each adverb of several words as one."""
    phrases = language.phrases
    found: list[Token] = []
    free = 0
    for at in [at for at, token in enumerate(tokens) if token.low in phrases]:
        count = _phrase_at(tokens, at, language) if at >= free else 0
        if count:
            first, last = tokens[at], tokens[at + count - 1]
            low = " ".join(one.low for one in tokens[at : at + count]).replace("' ", "'")
            found += tokens[free:at]
            found.append(Token(WORD, first.start, last.end, low, first.is_capital))
            free = at + count
    return found + tokens[free:] if found else tokens


def _phrase_at(tokens: list[Token], at: int, language: Language) -> int:
    """How many tokens the adverb of several words has that begins there; 0 when there is none."""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    for words in language.phrases[tokens[at].low]:
        # The second word before the others: most of what begins so is no adverb.
        if words[1] == after and [one.low for one in tokens[at : at + len(words)]] == words:
            return len(words)
    return 0


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _tokens(text: str, start: int, end: int, language: Language) -> list[Token]:
    found: list[Token] = []
    position = start
    for quote in marked(text, start, end):
        _read_plain(text, position, quote.start, language, found)
        found.append(Token(QUOTE, quote.start, quote.end, "", False, quote))
        position = quote.end
    _read_plain(text, position, end, language, found)
    return found


def _read_plain(text: str, start: int, end: int, language: Language, found: list[Token]) -> None:
    """Appends the words, numbers and points of a stretch without quotations."""
    append = found.append  # this loop is the detector's busiest
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        words, group = match.group(), match.lastgroup
        if group == "word":
            if "-" in words or (language.enclitics and "'" in words):
                found.extend(_words(text, first, last, words, language))
            elif words.islower():  # nearly all are
                append(Token(WORD, first, last, words))
            else:
                acronym = last - first > 1 and words.isupper()
                append(Token(WORD, first, last, words.lower(), words[0].isupper(), None, acronym))
        elif group == "point":
            is_possessive = words in language.possessive_marks and text[first - 1 : first] == "s"
            append(Token(WORD if is_possessive else POINT, first, last, words))
        elif group == "elided":
            append(Token(WORD, first, last, words.lower(), words[0].isupper()))
        elif group == "number":
            append(Token(NUMBER, first, last, words))
        else:
            append(Token(POINT, first, last, "..."))


def _words(text: str, start: int, end: int, words: str, language: Language) -> Iterator[Token]:
    """One word; a verb and the pronoun hung on it are two: affirme-t-il, a-t-elle."""
    low = words.lower()
    hung = _INVERTED.search(low) if "-" in low else None
    if hung and hung.group(1) in language.inverted and hung.start() > 0:
        middle = start + hung.start()
        yield Token(WORD, start, middle, low[: hung.start()], words[0].isupper())
        yield Token(WORD, end - len(hung.group(1)) + 1, end, hung.group(1))
        return
    ending = next((one for one in language.enclitics if low.endswith(one)), "")
    middle = end - len(ending) if low != ending else end
    stem = words[: middle - start]
    acronym = stem.isupper() and len(stem) > 1
    yield Token(WORD, start, middle, stem.lower(), _is_capital(stem), None, acronym)
    if middle < end:
        yield Token(WORD, middle, end, ending)


def _is_capital(words: str) -> bool:
    """Whether a name may be printed so: « al-Assad » and « el-Sissi » too."""
    return words[0].isupper() or (words[:3] in ("al-", "el-") and words[3:4].isupper())


def _cut(text: str, tokens: list[Token], language: Language) -> Iterator[list[Token]]:
    begun = 0
    for index, token in enumerate(tokens):
        # Nearly all are words, which end nothing.
        ends = token.kind != WORD and _ends(text, tokens, index, language)
        if ends or index - begun >= LONGEST:
            yield tokens[begun : index + 1]
            begun = index + 1
    if begun < len(tokens):
        yield tokens[begun:]


def _ends(text: str, tokens: list[Token], index: int, language: Language) -> bool:
    token = tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None:
        return True
    if token.kind == QUOTE:
        last = text[token.quote.inner_end - 1] if token.quote else ""
        return last in ".!?…" and _begins_sentence(after) and not _tags(tokens, index, language)
    if token.kind != POINT or token.low not in (".", "!", "?", "..."):
        return False
    if token.low == "." and index:
        before = tokens[index - 1]
        touches = before.end == token.start
        if touches and (
            before.low + "." in language.abbreviations
            or before.low in language.abbreviations
            or (before.kind == WORD and before.is_capital and len(before.low.strip(".")) == 1)
        ):
            return False
    return _begins_sentence(after)


def _tags(tokens: list[Token], quote: int, language: Language) -> bool:
    """« “Why?” Untel asked. »: the name and the verb are of the quotation's sentence."""
    if not language.subject_leads:
        return False
    at = quote + 1
    while at < len(tokens) and at - quote < _LONGEST_NAME and tokens[at].is_capital:
        at += 1
    cue = language.cues.get(tokens[at].low) if quote + 1 < at < len(tokens) else None
    return cue is not None and cue.tense == "finite" and "mark" in cue.takes


def _begins_sentence(token: Token) -> bool:
    return (
        token.kind in (QUOTE, NUMBER)
        or token.is_capital
        or (token.kind == POINT and token.low in "-–—([")
    )


def tokens_between(text: str, start: int, end: int, language: Language) -> list[Token]:
    """Every word of ``[start, end)``, those between marks too."""
    found: list[Token] = []
    _read_plain(text, start, end, language, found)
    return found
