"""What every importer hands over: the words of one printed piece, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """One article as a file gave it, before anything is stored.

    `body` is NFC, has LF as its only line end and starts with no byte order mark; it is otherwise
    exactly as printed, so that a quotation can be anchored in it. The other fields are copied out
    of the body or of the file's header, never guessed: an empty string means "the file does not
    say".
    """

    body: str
    title: str
    title_is_derived: bool  # True when no line of the body is a title: cut from the first sentence
    published: str  # EDTF, as precise as printed: "2017", "2017-01", "2017-01-22"
    place: str  # of the dateline, as printed: "LILLE", "Lille, France"
    agency: str  # of the credit: "Reuters"; several are joined by ", "
    encoding: str  # "utf-8", "windows-1252" or "utf-16": what the bytes were read as
    sha256: str  # of the body encoded as UTF-8, in hexadecimal


class UnreadableFile(ValueError):
    """A file that cannot become an article without inventing or losing characters.

    `code` is one of "empty", "too-large", "not-text", "mixed-encodings", or "unreadable" when the
    file cannot be opened at all; `offset` counts bytes from the start of the file, where one byte
    is to blame; `name` is the file's, when known. The text of the exception is a sentence for the
    person who sent the file.
    """

    def __init__(
        self, code: str, sentence: str, *, offset: int | None = None, name: str = ""
    ) -> None:
        self.code = code
        self.sentence = sentence
        self.offset = offset
        self.name = name
        super().__init__(f"{name}: {sentence}" if name else sentence)

    def named(self, name: str) -> UnreadableFile:
        """Return the same refusal, telling which file is refused."""
        return UnreadableFile(self.code, self.sentence, offset=self.offset, name=name)
