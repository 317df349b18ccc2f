"""Texts compared as a reader would: printed forms folded to one, with a map back to the text.

Folding makes equal what a reader takes for the same words: any run of blanks and line ends is one
blank, and none beside a double quotation mark; quotation marks, apostrophes and dashes have one
form each; ``…`` is ``...``; œ is oe; compatibility characters are plain and capitals small (NFKC
and case folding). Characters that print nothing (soft hyphens, zero-width blanks) are dropped.
Accents are kept by ``fold`` and dropped by ``fold_bare``.

A *cluster* is what a reader takes for one character: a letter with its combining marks, an emoji
with its joiners and modifiers, a run of flags. It follows the extended grapheme clusters of Unicode
UAX #29, except that neighbouring flags are never parted, and a cluster longer than 30 marks
is folded in pieces (the limit of UAX #15, Stream-Safe Text) so that hostile text stays linear.

All positions are Unicode code points, 0-based, the end excluded.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = frozenset("'’‘ʼ‛‚′´`")
DOUBLE_MARKS = frozenset('"«»“”„‟‹›″〝〞＂')
DASHES = frozenset("-‐‑‒–—―−﹘﹣－")

# Printed as nothing, and no part of any word: soft hyphen, zero-width blanks, byte order mark.
INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")

_ONE_FORM = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(DOUBLE_MARKS, '"'),
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys(INVISIBLE, ""),
        **{"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"},
    }
)
_JOINER = "\u200d"
_WORDS = re.compile(r"\w+")
_FLAGS = "\U0001f1e6-\U0001f1ff"


def is_blank(char: str) -> bool:
    """Whether a character prints as nothing but a blank, a line end included."""
    return char.isspace() or char in INVISIBLE


def is_extending(char: str) -> bool:
    """Whether a character belongs to the one before it: marks, joiners, emoji modifiers, jamo."""
    return char > "\u02ff" and (
        unicodedata.category(char)[0] == "M"
        or char in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
        or "\u1160" <= char <= "\u11ff"
        or "\ud7b0" <= char <= "\ud7ff"
    )


def cuts_cluster(text: str, position: int) -> bool:
    """Whether a cut of ``text`` at ``position`` would part what is read as one character."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    if before == _JOINER or is_extending(after):
        return True
    if before == "\r":
        return after == "\n"
    return _is_flag(before) and _is_flag(after)


def cuts_word(text: str, position: int) -> bool:
    """Whether a cut at ``position`` parts a word, or an elided word from its apostrophe.

    « qu’|elle » may be cut after the apostrophe, not before it; “Labour|’s” may, since nothing
    is elided there. A hyphen parts words. Letters, digits and the underscore make words.
    """
    before, after = _last_seen(text, position), _first_seen(text, position)
    if not _is_word(before):
        return False
    return _is_word(after) or (after in APOSTROPHES and _is_elision(text, position))


# The French words that lose a final vowel before an apostrophe, folded, without it.
_ELIDED = frozenset(
    {"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}
    | {"presqu", "quelqu", "entr", "aujourd", "prud"}
)
_LONGEST_ELIDED = max(map(len, _ELIDED))


def _is_elision(text: str, position: int) -> bool:
    following = text[position + 1 : position + 2]
    if not _is_word(following):
        return False
    start = position
    while start and position - start <= _LONGEST_ELIDED and text[start - 1].isalpha():
        start -= 1
    return text[start:position].casefold() in _ELIDED


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _last_seen(text: str, position: int) -> str:
    """The character printed before a position, under its marks; empty at the beginning."""
    while position > 0:
        position -= 1
        char = text[position]
        if char not in INVISIBLE and not is_extending(char):
            return char
    return ""


def _first_seen(text: str, position: int) -> str:
    while position < len(text) and text[position] in INVISIBLE:
        position += 1
    return text[position : position + 1]


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its code points, the cluster of the source it comes from.

    ``starts[i]`` and ``ends[i]`` bound that cluster in the source; a run of blanks counts as one.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def begins(self, position: int) -> bool:
        """Whether a cluster begins, or the text ends, at a position of the folded text."""
        inside = 0 < position < len(self.starts)
        return not inside or self.starts[position] != self.starts[position - 1]

    def source(self, start: int, end: int) -> tuple[int, int] | None:
        """The bounds in the source of ``text[start:end]``, or None if they cut a cluster there."""
        if start >= end or not (self.begins(start) and self.begins(end)):
            return None
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """The text as it is compared, accents kept."""
    return folded(text).text


def fold_bare(text: str) -> str:
    """The text as it is compared when accents do not count either."""
    return folded_bare(text).text


def folded_words(text: str) -> list[str]:
    """The words of the text, folded without accents: what stands between them is left out."""
    return _WORDS.findall(fold_bare(text))


def words_key(text: str) -> str:
    """What two texts share when they have the same words in the same order, whatever stands between
    them: 32 hexadecimal digits of a SHA-256."""
    words = " ".join(folded_words(text))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def folded(text: str) -> Folded:
    """The folded text with its map, accents kept. Linear in the length of the text."""
    return _folded(text, _fold_cluster)


def folded_bare(text: str) -> Folded:
    """The folded text with its map, accents dropped. Linear in the length of the text."""
    return _folded(text, _fold_cluster_bare)


def _folded(text: str, fold_cluster: Callable[[str], str]) -> Folded:
    """Fold the few clusters that need care one by one, and what lies between them at once."""
    one_to_one = {char: piece for char in set(text) if len(piece := fold_cluster(char)) == 1}
    table = str.maketrans(one_to_one)
    marks = {char for char, piece in one_to_one.items() if piece == '"'}
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _special(text, one_to_one):
        start, end = match.span()
        if done < start:
            pieces.append(text[done:start].translate(table))
            starts.extend(range(done, start))
            ends.extend(range(done + 1, start + 1))
        done = end
        piece = fold_cluster(match[0])
        beside_a_mark = text[end : end + 1] in marks or (pieces and pieces[-1][-1] == '"')
        if piece and not (piece == " " and beside_a_mark):
            pieces.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    pieces.append(text[done:].translate(table))
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Folded("".join(pieces), tuple(starts), tuple(ends))


def _special(text: str, one_to_one: Mapping[str, str]) -> Iterator[re.Match[str]]:
    """What does not fold one character to one: clusters, runs of blanks, blanks beside marks."""
    # Only the characters this text holds go into the expression: scanning all of Unicode for
    # marks and blanks would cost more than the folding.
    chars = set(text)
    extending = _one_of({char for char in chars if is_extending(char)} - {_JOINER})
    blank = _one_of({char for char in chars if is_blank(char)})
    mark = _one_of({char for char in chars if one_to_one.get(char) == '"'})
    odd = _one_of(chars - one_to_one.keys())
    tail = f"(?:{extending}|{_JOINER}.)"
    return re.finditer(
        rf"(?:[{_FLAGS}]{{1,30}}|.){tail}{{1,30}}|[{_FLAGS}]{{2,30}}|{blank}{{2,}}(?!{extending})"
        rf"|(?<={mark}){blank}|{blank}(?={mark})|{odd}",
        text,
        re.DOTALL,
    )


def _one_of(chars: Set[str]) -> str:
    """The expression for any of the characters; one that never matches when there are none."""
    return f"[{re.escape(''.join(sorted(chars)))}]" if chars else "(?!)"


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    plain = unicodedata.normalize("NFKC", cluster.translate(_ONE_FORM))
    small = unicodedata.normalize("NFKC", plain.casefold()).translate(_ONE_FORM)
    return " " if small and small.isspace() else small


@lru_cache(maxsize=4096)
def _fold_cluster_bare(cluster: str) -> str:
    parts = unicodedata.normalize("NFD", _fold_cluster(cluster))
    return "".join(char for char in parts if not unicodedata.combining(char))


def occurrences(text: str, needle: str) -> Iterator[int]:
    """Every position of ``needle``, overlapping ones too, in linear time (Knuth, Morris, Pratt)."""
    first = text.find(needle)
    if first < 0:  # the usual case of a text that does not hold the words, at the speed of C
        return
    borders = _borders(needle)
    matched = 0
    for position in range(first, len(text)):
        while matched and (matched == len(needle) or text[position] != needle[matched]):
            matched = borders[matched - 1]
        if text[position] == needle[matched]:
            matched += 1
        if matched == len(needle):
            yield position - matched + 1


def _borders(needle: str) -> list[int]:
    """For each beginning of the needle, the length of its longest border."""
    borders = [0] * len(needle)
    length = 0
    for index in range(1, len(needle)):
        while length and needle[index] != needle[length]:
            length = borders[length - 1]
        if needle[index] == needle[length]:
            length += 1
        borders[index] = length
    return borders
