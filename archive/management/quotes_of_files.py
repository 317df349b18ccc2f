"""Text files as the detector reads them, and what it finds in them as a program or a person reads
it. Nothing here touches the database."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from archive import detecting
from archive.importers.draft import UnreadableFile
from archive.importers.files import read, why
from archive.quotes.candidates import Candidate

LONGEST_SHOWN: Final = 100  # characters of a quotation in the listing


class Texts:
    """Files in UTF-8, numbered in their order; those that cannot be read are told in ``failures``.

    A body is held until what was found in it is printed.
    """

    def __init__(self, paths: list[Path], language: str) -> None:
        self.paths, self.language = paths, language
        alike = Counter(path.name for path in paths)
        # A file is known by its name; where several have the same, by their paths.
        self.names = [path.name if alike[path.name] == 1 else str(path) for path in paths]
        self.bodies: dict[int, str] = {}
        self.failures: list[tuple[Path, str]] = []

    def __iter__(self) -> Iterator[detecting.Text]:
        for number, path in enumerate(self.paths):
            try:
                # As it is, line ends and byte order mark included: positions count them.
                self.bodies[number] = read(path).decode()
            except UnreadableFile as refusal:
                self.failures.append((path, refusal.sentence))
            except UnicodeDecodeError as problem:
                self.failures.append((path, f"This is not UTF-8 (at byte {problem.start})."))
            except OSError as problem:
                self.failures.append((path, why(problem)))
            else:
                yield detecting.Text(number, self.bodies[number], self.language)

    def printed(self, reading: detecting.Reading, *, as_json: bool) -> str | None:
        """What was found in one file; None, told in ``failures``, when it could not be read."""
        body = self.bodies.pop(reading.number)
        name = self.names[reading.number]
        if reading.failure:
            self.failures.append((self.paths[reading.number], reading.failure))
            return None
        if as_json:
            found = [as_plain(candidate, body) for candidate in reading.candidates]
            return f"{json.dumps(name)}: {json.dumps(found)}"
        return "\n".join([name, *(line_of(candidate, body) for candidate in reading.candidates)])


def as_plain(candidate: Candidate, body: str) -> dict[str, Any]:
    """A candidate as gold files and ``score_quotes`` name its parts; ``speaker`` and ``targets``
    are canonical names, the speaker None when nobody is found."""
    return {
        "start": candidate.start,
        "end": candidate.end,
        "kind": str(candidate.kind),
        "cue": candidate.cue,
        "speaker": candidate.speaker.name or None,
        "speaker_type": str(candidate.speaker.type),
        "targets": list(dict.fromkeys(target.name for target in candidate.targets)),
        "rule": candidate.rule,
        "confidence": str(candidate.confidence),
        "text": body[candidate.start : candidate.end],
    }


def line_of(candidate: Candidate, body: str) -> str:
    words = " ".join(body[candidate.start : candidate.end].split())
    if len(words) > LONGEST_SHOWN:
        words = f"{words[: LONGEST_SHOWN - 1]}…"
    who = candidate.speaker.name or "nobody found"
    if candidate.speaker.is_new:
        who += " (new)"
    names = dict.fromkeys(target.name for target in candidate.targets)
    about = f", about {', '.join(names)}" if names else ""
    made = f"{candidate.kind}, {candidate.confidence}, {candidate.rule}"
    return f"  {candidate.start}-{candidate.end} [{made}] {who}{about}: {words}"
