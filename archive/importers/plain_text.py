"""One article from one plain-text file, as people really keep them.

A file may start with a header, "date 2017-01", glued to the first line of the text. The header is
somebody's note and leaves the body; whatever was printed, title, dateline and credit included,
stays in it, because printed words can be quoted.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.importers.credits import closing_credit, signature
from archive.importers.datelines import Dateline, is_date, read_dateline
from archive.importers.decoding import MAX_BYTES, decode, is_blank, refuse_other_formats
from archive.importers.draft import ArticleDraft, UnreadableFile
from archive.importers.titles import TITLE_MAX, derived_title, printed_title

# Captions and notes may stand between the title and the dateline, but not the article itself: the
# search ends with the fifth line, or with the first that is a paragraph.
_HEAD_LINES = 5

_INK = re.compile(r"\S")
_HEADER = re.compile(
    r"\s*(?:date(?:[^\S\n]*:)?|(?:Date|DATE)[^\S\n]*:)[^\S\n]*(?<=[\s:])"
    r"(?P<date>[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:\s+|$)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the body that is not blank, without its indent: body[start:end]."""

    start: int
    end: int
    dateline: Dateline | None
    agency: str  # when the whole line is a credit

    @property
    def is_furniture(self) -> bool:
        """The line says where the piece comes from, and nothing else."""
        return bool(self.agency) or bool(
            self.dateline and self.dateline.end >= self.end - self.start
        )


def parse(data: bytes, *, name: str = "", most_bytes: int = MAX_BYTES) -> ArticleDraft:
    """Return the draft of the article a file holds; raise UnreadableFile where none can be had.

    `name` only names the file in the refusal: no date is ever guessed from it. More than
    `most_bytes` are refused, and the time is linear in their number. The body of a draft, encoded
    as UTF-8 and parsed again, gives the same body, unless it starts with a header of its own.
    """
    try:
        text, encoding = decode(data, most_bytes=most_bytes)
        published, body = _split_header(_normalise(text))
        if is_blank(body):
            raise UnreadableFile("empty", "The file holds a date and no text.")
        refuse_other_formats(body)
    except UnreadableFile as refusal:
        raise refusal.named(name) from None
    head = list(_head(body))
    datelines = [line.dateline for line in head if line.dateline]
    title = _printed_title(body, head)
    return ArticleDraft(
        body=body,
        title=title or derived_title(_prose(body, head)),
        title_is_derived=not title,
        published=published or _first(found.published for found in datelines),
        place=_first(found.place for found in datelines),
        agency=_agency(body, head),
        encoding=encoding,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
    )


def body_of(text: str, *, most_bytes: int = MAX_BYTES) -> str:
    """Return the body that these characters are, all of them printed: a correction has no header.

    Raises UnreadableFile as `parse` does; a body given back by either is left as it is.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise UnreadableFile("not-text", "The text holds half a character.") from None
    body = _normalise(decode(data, most_bytes=most_bytes)[0])
    refuse_other_formats(body)
    return body


def _normalise(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _split_header(text: str) -> tuple[str, str]:
    """Return the date of the header and the text after it, or "" and the text as it is.

    Only an ISO date the calendar holds makes a header; anything else was printed.
    """
    header = _HEADER.match(text)
    if not header or not is_date(header["date"]):
        return "", text
    return header["date"], text[header.end() :].lstrip("\ufeff")


def _head(body: str) -> Iterator[_Line]:
    number, found = 0, _INK.search(body)
    while found and number < _HEAD_LINES:
        start = found.start()
        end = body.find("\n", start)
        end = len(body) if end < 0 else end
        if not is_blank(body[start:end]):
            number += 1
            words = body[start : min(end, start + 2 * TITLE_MAX)]
            yield _Line(start, end, read_dateline(words), signature(words.rstrip()))
            if end - start > TITLE_MAX:
                return
        found = _INK.search(body, end)


def _printed_title(body: str, head: list[_Line]) -> str:
    first = head[0]
    if first.dateline or first.agency:
        return ""
    return printed_title(body, first.start, first.end)


def _prose(body: str, head: list[_Line]) -> str:
    """Return the body from where its first sentence starts, past dateline and credit."""
    for line in head:
        if not line.is_furniture:
            skipped = line.dateline.end if line.dateline else 0
            prose = body[line.start + skipped :]
            return body if is_blank(prose) else prose
    return body


def _agency(body: str, head: list[_Line]) -> str:
    datelines = (line.dateline.agency for line in head if line.dateline)
    return _first(datelines) or closing_credit(body) or _first(line.agency for line in head[1:])


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")
