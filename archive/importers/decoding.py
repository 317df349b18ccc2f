"""From the bytes of a text file to its characters, or to a refusal that names the byte.

The order is that of the WHATWG Encoding Standard for legacy text (byte order mark, UTF-8, then
windows-1252), with one difference: where a browser shows mojibake or a replacement character,
an archive of printed words refuses the file.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NoReturn

from archive.importers.draft import UnreadableFile

# A thousand times a long article; who calls may set another limit.
MAX_BYTES = 10 * 1024 * 1024

# A stray control character comes out of layout software now and then; five are no accident. The
# bound is a constant, not a share of the length, so that a text accepted once stays acceptable
# after its line ends are normalised.
MAX_STRAY_CONTROLS = 4

# UAX #15, "Stream-Safe Text Format": 30 non-starters in a row are beyond any use in any language.
# Past that, canonical ordering takes quadratic time.
MAX_COMBINING_RUN = 30

_BOM = "\ufeff"
_UTF16_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_OTHER_FORMATS = {"%PDF-": "a PDF", "{\\rtf": "an RTF", "PK\x03\x04": "a ZIP, Word or ODT"}

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_C1 = re.compile(r"[\x80-\x9f]")
_NOT_BROKEN = re.compile(r"[^\udc80-\udcff]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
_WINDOWS_1252_LETTERS = re.compile(
    "[" + re.escape(bytes(range(0x80, 0x100)).decode("cp1252", "ignore")) + "]"
)
# A decomposed character holds four code points at most, so eleven of these characters are the
# fewest that can hide more than 30 combining marks.
_NON_ASCII_RUN = re.compile(r"[^\x00-\x7f]{10,}")


def decode(data: bytes, *, most_bytes: int = MAX_BYTES) -> tuple[str, str]:
    """Return the text of a file, without its byte order mark, and the encoding it was in.

    The encoding is "utf-8" (with or without a mark), "utf-16" (with its mark only) or
    "windows-1252". Nothing else is changed: line ends and composition are the caller's business.
    Time is linear in the number of bytes. Raises UnreadableFile, also for more than `most_bytes`.
    """
    if len(data) > most_bytes:
        sentence = f"The file holds {len(data)} bytes; an article holds {most_bytes} at most."
        raise UnreadableFile("too-large", sentence)
    refuse_other_formats(data[:8].decode("latin-1"))
    if data[:2] in _UTF16_BOMS:
        text, encoding = _decode_utf16(data), "utf-16"
    else:
        text, encoding = _decode_bytes(data)
    text = text.lstrip(_BOM)
    if is_blank(text):
        raise UnreadableFile("empty", "The file holds no text.")
    return text, encoding


def refuse_other_formats(start: str) -> None:
    """Raise UnreadableFile when a file, or what follows its header, is a word processor's."""
    for signature, kind in _OTHER_FORMATS.items():
        if start.startswith(signature):
            sentence = f"This is {kind} file: save it as plain text first."
            raise UnreadableFile("not-text", sentence, offset=0)


def is_blank(text: str) -> bool:
    """Tell whether a reader would see nothing at all."""
    return not any(map(is_ink, text.lstrip()))


def is_ink(character: str) -> bool:
    """Tell whether a code point leaves a mark on paper, as no blank or format character does."""
    return character.isprintable() and not character.isspace()


def _decode_utf16(data: bytes) -> str:
    codec = _UTF16_BOMS[data[:2]]
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        sentence = f"The file says it is UTF-16, but byte {error.start} is not."
        raise UnreadableFile("not-text", sentence, offset=error.start) from None
    _refuse_unprintable(text, codec)
    return text


def _decode_bytes(data: bytes) -> tuple[str, str]:
    # Controls are looked for first: of a picture one says "not text", not "mixed encodings". In
    # Latin-1 a character is a byte, and C0 is the same in UTF-8 and windows-1252.
    _refuse_controls(data.decode("latin-1"), "latin-1")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_windows_1252(data, error.start), "windows-1252"
    _refuse_unprintable(text, "utf-8")
    return text, "utf-8"


def _decode_windows_1252(data: bytes, first_broken: int) -> str:
    """Read bytes that are not UTF-8 as windows-1252, unless they are UTF-8 gone wrong."""
    if data.startswith(_BOM.encode()):
        _refuse_broken_utf8(data, first_broken)
    _refuse_mixture(data, first_broken)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        sentence = (
            f"Byte {error.start} (0x{data[error.start]:02X}) stands for no character, neither in "
            "UTF-8 nor in windows-1252."
        )
        raise UnreadableFile("not-text", sentence, offset=error.start) from None


def _refuse_mixture(data: bytes, first_broken: int) -> None:
    """Refuse bytes that are partly UTF-8: read as windows-1252, they would become mojibake.

    Capitals before a French mark make valid UTF-8 by accident (É and a no-break space are
    C9 A0), but the character that results is never one a windows-1252 text could mean.
    """
    escaped = data.decode("utf-8", "surrogateescape")
    broken = len(_NOT_BROKEN.sub("", escaped))
    intact = len(_ASCII.sub("", escaped)) - broken
    if intact >= broken:
        _refuse_broken_utf8(data, first_broken)
    meant = _WINDOWS_1252_LETTERS.search(escaped)
    if meant:
        offset = len(escaped[: meant.start()].encode("utf-8", "surrogateescape"))
    else:
        # "â€" begins what UTF-8's curly marks and dashes look like; nobody writes it.
        offset = data.find(b"\xe2\x80")
    if offset >= 0:
        sentence = (
            f"The file is mostly windows-1252, but from byte {offset} on some of it is UTF-8: "
            "save it again in one encoding."
        )
        raise UnreadableFile("mixed-encodings", sentence, offset=offset)


def _refuse_broken_utf8(data: bytes, offset: int) -> NoReturn:
    sentence = (
        f"Byte {offset} (0x{data[offset]:02X}) is not UTF-8, while the rest of the file is: "
        "a character was cut or came from another encoding."
    )
    raise UnreadableFile("mixed-encodings", sentence, offset=offset)


def _refuse_unprintable(text: str, codec: str) -> None:
    _refuse_controls(text, codec)
    trace = _C1.search(text)
    if trace:
        offset = _byte_offset(text, trace.start(), codec)
        sentence = (
            f"The character at byte {offset} is a control character, U+{ord(trace[0]):04X}: the "
            "file was in windows-1252 and was converted as if it were Latin-1."
        )
        raise UnreadableFile("mixed-encodings", sentence, offset=offset)
    _refuse_piled_marks(text, codec)


def _refuse_controls(text: str, codec: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        offset = _byte_offset(text, nul, codec)
        sentence = f"The file is not text: it holds a NUL at byte {offset}."
        raise UnreadableFile("not-text", sentence, offset=offset)
    first: int | None = None
    for count, control in enumerate(_CONTROL.finditer(text), start=1):
        first = control.start() if first is None else first
        if count > MAX_STRAY_CONTROLS:
            offset = _byte_offset(text, first, codec)
            sentence = f"The file is not text: control characters begin at byte {offset}."
            raise UnreadableFile("not-text", sentence, offset=offset)


def _refuse_piled_marks(text: str, codec: str) -> None:
    for run in _NON_ASCII_RUN.finditer(text):
        pile = 0
        for index, character in enumerate(run[0], start=run.start()):
            for part in unicodedata.normalize("NFD", character):
                pile = pile + 1 if unicodedata.combining(part) else 0
                if pile > MAX_COMBINING_RUN:
                    offset = _byte_offset(text, index, codec)
                    sentence = (
                        f"The file is not text: more than {MAX_COMBINING_RUN} combining marks "
                        f"are piled up at byte {offset}."
                    )
                    raise UnreadableFile("not-text", sentence, offset=offset)


def _byte_offset(text: str, index: int, codec: str) -> int:
    # No codec used here swallows the byte order mark: it is the text's first character still.
    return len(text[:index].encode(codec))
