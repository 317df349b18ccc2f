"""Text files as the detector reads them, and what it finds in them as a program or a person reads
it. Nothing here touches the database."""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from archive import detecting
from archive.importers.draft import UnreadableFile
from archive.importers.files import files_under
from archive.management.asked import text_in
from archive.quotes.candidates import Candidate

MOST_BYTES: Final = 2_000_000  # a book; a machine needs some 20 seconds for it
LONGEST_SHOWN: Final = 100  # characters of a quotation in the listing


class Texts:
    """Files in UTF-8, each once, numbered in their order; those that cannot be read are told in
    ``failures``. A file above ``most`` bytes, where that is given, is one of them.

    A body is held until what was found in it is printed.
    """

    def __init__(self, given: list[Path], language: str, *, most: int | None = None) -> None:
        self.language, self.most = language, most
        self.failures: list[tuple[Path, str]] = []
        within = self.walk(given)
        self.paths = list(within)
        self.names = names_of(within)
        self.bodies: dict[int, str] = {}

    def walk(self, given: list[Path]) -> dict[Path, str]:
        """The files, in order, each with its path inside the folder it was found in."""
        within: dict[Path, str] = {}
        seen: set[str] = set()
        for start in given:
            for path, problem in files_under([start]):
                place = os.path.abspath(path)
                if problem:
                    self.failures.append((path, problem))
                elif place not in seen:
                    seen.add(place)
                    within[path] = str(path if path == start else path.relative_to(start))
        return within

    def __iter__(self) -> Iterator[detecting.Text]:
        for number, path in enumerate(self.paths):
            try:
                self.bodies[number] = body = text_in(path, most=self.most)
            except UnreadableFile as refusal:
                self.failures.append((path, refusal.sentence))
            else:
                yield detecting.Text(number, body, self.language)

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


def names_of(within: dict[Path, str]) -> list[str]:
    """What each file is called: its name; of several with one name, the paths inside the folders
    that were given, or the whole paths where these are alike too."""
    alike: dict[str, list[Path]] = defaultdict(list)
    for path in within:
        alike[path.name].append(path)
    names: dict[Path, str] = {}
    for name, paths in alike.items():
        short = [name] if len(paths) == 1 else [within[path] for path in paths]
        whole = [str(path) for path in paths]
        names.update(zip(paths, short if len(set(short)) == len(short) else whole, strict=True))
    return [names[path] for path in within]


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
