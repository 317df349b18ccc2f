"""What several commands are asked alike: a language, and people to recognise."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from archive import detecting
from archive.importers.draft import UnreadableFile
from archive.importers.files import read, why
from archive.models.fields import validate_language
from archive.quotes.candidates import KnownPerson
from archive.quotes.gold import people_listed

WRONG_USAGE = 2


def language_code(code: str) -> str:
    """The code of --language as it was given; ``CommandError`` when it is none."""
    try:
        validate_language(code)
    except ValidationError:
        raise CommandError(
            f"--language must be a code like fr, not {code!r}.", returncode=WRONG_USAGE
        ) from None
    return code


def language_read(code: str) -> str:
    """The language of --language, "fr" of "fr-CA"; ``CommandError`` when the detector has no
    table for it."""
    if not detecting.is_read(language_code(code)):
        raise CommandError(f"The detector does not read {code!r}.", returncode=WRONG_USAGE)
    return detecting.base_of(code)


def people_in(path: Path | None) -> tuple[KnownPerson, ...]:
    """Those of --people, none without. Nothing but their names is known of them: neither their
    functions nor whether they are men or women, so that a pronoun may be either's."""
    if path is None:
        return ()
    try:
        written = text_in(path)
    except UnreadableFile as refusal:
        raise CommandError(
            f"--people: {path}: {refusal.sentence}", returncode=WRONG_USAGE
        ) from None
    return tuple(people_listed(written))


def text_in(path: Path, *, most: int | None = None) -> str:
    """The text of a file in UTF-8, as it is: positions count line ends and byte order mark.
    ``UnreadableFile`` when there is none, or it holds more than ``most`` bytes."""
    try:
        data = read(path)
        if most is not None and len(data) > most:
            sentence = f"The file holds more than {most} bytes: --any-size reads it all the same."
            raise UnreadableFile("too-large", sentence)
        return data.decode()
    except UnicodeDecodeError as problem:
        sentence = f"This is not UTF-8 (at byte {problem.start})."
        raise UnreadableFile("not-text", sentence) from None
    except OSError as problem:
        raise UnreadableFile("unreadable", why(problem)) from None
